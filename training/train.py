#!/usr/bin/env python3
"""Trains the chord network on the shards of a folder.

    train.py DATA MODEL.pt --steps N [--minutes M] [--hidden 64] [--batch 10] [--seed 1] [--threads 1]
             [--device cpu] [--vary SHARE] [--check FOLDER] [--begin MODEL] [--rate 3e-3] [--decay 0]

A batch has 10 pieces, or as many as asked for, of 5.9 s; a SHARE of them is varied, as if other instruments had played; --decay is Adam's decay of weights.
With --begin, training goes on from another model's weights, in which new hidden values change nothing
at first. Every minute the state of training is kept beside MODEL, from which a run that was stopped goes on,
and shards that have come since are taken in.
"""

import argparse
import math
import pathlib

import numpy as np
import torch
from torch.nn import functional

from descent import Descent
from network import DELAYS, NO_CHORD, STRIDE, ChordNetwork, tones
from songs_heard import CROP, SongsHeard

# Seconds of a frame.
HOP = 256 / 11_025


def loss_of(network, batch, table):
    seen, states, basses = batch
    said, bass, pitches, _ = network(seen)
    chord = functional.cross_entropy(said.flatten(0, 2), states.flatten())
    low = functional.cross_entropy(bass.flatten(0, 2), basses.flatten(), ignore_index=-1)
    notes = functional.binary_cross_entropy_with_logits(pitches, table[states])
    return chord + 0.2 * low + 0.3 * notes


def check(network, held):
    """Share of frames that each head names rightly: state, and root with third."""
    rows = []
    with torch.no_grad():
        for seen, states, _ in held.songs():
            states = states[::STRIDE].long()
            said = network(seen[::STRIDE].float()[None])[0][0].argmax(-1)
            row = []
            for head, delay in enumerate(DELAYS):
                guess, truth = said[delay:, head], states[:len(states) - delay]
                real = truth != NO_CHORD
                row += [(guess == truth)[real].float().mean().item(),
                        (guess % 12 == truth % 12)[real].float().mean().item()]
            rows.append(row)
    return np.nanmean(np.array(rows), axis=0)


def begin_from(network, path):
    """Takes over the weights of a model that is no wider; what is new is told nothing of yet."""
    state = torch.load(path, map_location="cpu")
    old, wide, narrow = state["weights"], network.hidden, state["hidden"]
    mine = network.state_dict()
    for name, weight in mine.items():
        given = old[name]
        gates = 3 if name.startswith("recurrent") else 1
        tall = name.startswith(("dense", "recurrent"))
        for gate in range(gates):
            rows = narrow if tall else len(given)
            here = weight[gate * wide:gate * wide + rows] if tall else weight
            there = given[gate * narrow:gate * narrow + rows] if tall else given
            if weight.dim() == 2:
                columns = there.shape[1]
                here[:, columns:] = 0
                here[:, :columns] = there
            else:
                here[:] = there
    network.load_state_dict(mine)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("data")
    parser.add_argument("model")
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--vary", type=float, default=0)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--batch", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--check")
    parser.add_argument("--begin")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=0)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    songs = SongsHeard(arguments.data, arguments.device)
    songs.read()
    held = SongsHeard(arguments.check, arguments.device) if arguments.check else None
    network = ChordNetwork(arguments.hidden)
    if arguments.begin:
        begin_from(network, arguments.begin)
    network.to(arguments.device)
    descent = Descent(network, arguments.steps, arguments.rate, arguments.minutes, arguments.decay)
    kept = pathlib.Path(arguments.model + ".partial")
    if kept.exists():
        descent.go_on(torch.load(kept, map_location=arguments.device))
    rng = torch.Generator(arguments.device).manual_seed(arguments.seed + descent.taken)
    print(f"train: {len(songs)} songs, {sum(p.numel() for p in network.parameters())} weights", flush=True)
    table, told = tones().to(arguments.device), descent.spent
    while descent.progress < 1:
        descent.step(loss_of(network, songs.pieces(arguments.batch, rng, arguments.vary), table))
        if descent.spent - told > 1 or descent.progress >= 1:
            told = descent.spent
            songs.read()
            report(descent, songs, arguments.batch, held)
            torch.save(descent.state(), kept)
    torch.save({"hidden": arguments.hidden, "weights": descent.average.cpu().state_dict()}, arguments.model)


def report(descent, songs, batch, held):
    """Says how far training has come, now and then also how good the network is."""
    seconds = songs.frames * HOP
    heard = descent.taken * batch * CROP * STRIDE * HOP / seconds
    scores = ""
    if held is not None and (int(descent.spent) % 4 == 0 or descent.progress >= 1):
        held.read()
        scores = ", held out: " + " ".join(f"{v:.3f}" for v in check(descent.average, held))
    print(f"train: step {descent.taken} of {descent.steps}, {descent.spent:.1f} min, heard {heard:.1f} times "
          f"{seconds / 3600:.1f} h, loss {descent.loss:.3f}{scores}", flush=True)


if __name__ == "__main__":
    main()
