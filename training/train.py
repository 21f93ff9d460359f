#!/usr/bin/env python3
"""Trains the chord network on the shards of a folder.

    train.py DATA MODEL.pt --steps N [--hidden 64] [--seed 1] [--threads 1] [--vary SHARE]
                            [--check FOLDER] [--begin MODEL] [--rate 3e-3] [--decay 0]

A SHARE of the batches is varied, as if other instruments had played; --decay is Adam's decay of weights.
With --begin, training goes on from another model's weights, in which new hidden values change nothing
at first. Every minute the state of training is kept beside MODEL, from which a run that was stopped goes on,
and shards that have come since are taken in.
"""

import argparse
import copy
import math
import pathlib
import time

import numpy as np
import torch
from torch.nn import functional

from network import DELAYS, NO_CHORD, PITCHED, STRIDE, ChordNetwork, tones

CROP = 128
BATCH = 10


def load(folder, known=None):
    """The songs of a folder: what was seen, states and basses; those of shards in `known` are not
    read again."""
    songs, known = [], set() if known is None else known
    for path in sorted(pathlib.Path(folder).glob("*.npz")):
        if "partial" in path.name or path in known:
            continue
        known.add(path)
        shard = np.load(path)
        seen, states, basses = shard["seen"], shard["states"], shard["basses"]
        begin = 0
        for length in shard["lengths"]:
            end = begin + int(length)
            songs.append((seen[begin:end], states[begin:end], basses[begin:end]))
            begin = end
    return songs


def varied(seen, rng):
    """Pieces as another instrument might have sounded: registers louder or softer, blurred a little,
    now and then a view missing; each view keeps its length of 4."""
    views = seen[..., :PITCHED].reshape(BATCH, CROP, 3, 5, 12)
    gains = np.exp(rng.normal(0, 0.3, (BATCH, 1, 3, 5, 1))).astype(np.float32)
    haze = np.abs(rng.normal(0, 1, views.shape)).astype(np.float32)
    sounding = (views ** 2).sum(axis=(3, 4), keepdims=True) > 0
    views = (views * gains + haze * rng.uniform(0, 0.12, (BATCH, 1, 1, 1, 1))) * sounding
    length = np.sqrt((views ** 2).sum(axis=(3, 4), keepdims=True))
    present = rng.random((BATCH, 1, 3, 1, 1)) > 0.04
    views = views * 4 / np.maximum(length, 1e-6) * present
    seen[..., :PITCHED] = views.reshape(BATCH, CROP, PITCHED)
    return seen


def crops(songs, rng, vary):
    """A batch of pieces; targets are those of each head's delay."""
    seen = np.zeros((BATCH, CROP, songs[0][0].shape[1]), np.float32)
    states = np.zeros((BATCH, CROP, len(DELAYS)), np.int64)
    basses = np.full((BATCH, CROP, len(DELAYS)), -1, np.int64)
    for row in range(BATCH):
        song = songs[rng.integers(len(songs))]
        phase = int(rng.integers(STRIDE))
        song = [values[phase::STRIDE] for values in song]
        begin = int(rng.integers(0, max(1, len(song[0]) - CROP)))
        if rng.random() < 0.1:
            begin = 0
        count = min(CROP, len(song[0]) - begin)
        seen[row, :count] = song[0][begin:begin + count]
        now = np.arange(begin, begin + CROP)
        for head, delay in enumerate(DELAYS):
            index = np.clip(now - delay, 0, len(song[1]) - 1)
            inside = (now >= delay) & (now - delay < len(song[1]))
            states[row, :, head] = np.where(inside, song[1][index], NO_CHORD)
            basses[row, :, head] = np.where(inside, song[2][index], -1)
    if rng.random() < vary:
        seen = varied(seen, rng)
    return torch.from_numpy(seen), torch.from_numpy(states), torch.from_numpy(basses)


def loss_of(network, batch, table):
    seen, states, basses = batch
    said, bass, pitches, _ = network(seen)
    chord = functional.cross_entropy(said.flatten(0, 2), states.flatten())
    low = functional.cross_entropy(bass.flatten(0, 2), basses.flatten(), ignore_index=-1)
    notes = functional.binary_cross_entropy_with_logits(pitches, table[states])
    return chord + 0.2 * low + 0.3 * notes


def check(network, songs):
    """Share of frames that each head names rightly: state, and root with third."""
    rows = []
    with torch.no_grad():
        for seen, states, _ in songs:
            seen, states = seen[::STRIDE], states[::STRIDE]
            said = network(torch.from_numpy(seen.astype(np.float32))[None])[0][0].argmax(-1).numpy()
            row = []
            for head, delay in enumerate(DELAYS):
                guess, truth = said[delay:, head], states[:len(states) - delay]
                real = truth != NO_CHORD
                row += [(guess == truth)[real].mean(), (guess % 12 == truth % 12)[real].mean()]
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
    parser.add_argument("--vary", type=float, default=0)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--check")
    parser.add_argument("--begin")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--decay", type=float, default=0)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng = np.random.default_rng(arguments.seed)
    known = set()
    songs = load(arguments.data, known)
    held = load(arguments.check) if arguments.check else []
    network = ChordNetwork(arguments.hidden)
    if arguments.begin:
        begin_from(network, arguments.begin)
    average = copy.deepcopy(network)
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=arguments.rate, weight_decay=arguments.decay)
    table, step, spent = tones(), 0, 0.0
    kept = pathlib.Path(arguments.model + ".partial")
    if kept.exists():
        state = torch.load(kept)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, spent = state["step"], state["spent"]
        rng = np.random.default_rng([arguments.seed, step])
    seconds = sum(len(s[0]) for s in songs) * 256 / 11_025
    print(f"train: {len(songs)} songs, {seconds / 3600:.1f} h, "
          f"{sum(p.numel() for p in network.parameters())} weights", flush=True)
    told, losses = spent, []
    begun = time.monotonic() - spent
    while step < arguments.steps:
        progress = step / arguments.steps
        rate = arguments.rate * min(1, step / 50 + 0.02) * (0.02 + 0.98 * math.cos(
            progress * math.pi / 2) ** 2)
        for group in optimiser.param_groups:
            group["lr"] = rate
        loss = loss_of(network, crops(songs, rng, arguments.vary), table)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        losses.append(float(loss))
        keep = min(0.998, 1 - 1 / (1 + step / 4))
        with torch.no_grad():
            for mean, weight in zip(average.parameters(), network.parameters()):
                mean.lerp_(weight, 1 - keep)
        spent = time.monotonic() - begun
        is_last = step == arguments.steps
        if spent - told > 60 or is_last:
            told = spent
            songs += load(arguments.data, known)
            seconds = sum(len(s[0]) for s in songs) * 256 / 11_025
            scores = ""
            if held and (int(spent / 60) % 4 == 0 or is_last):
                scores = " held out: " + " ".join(f"{v:.3f}" for v in check(average, held))
            print(f"train: step {step} of {arguments.steps}, {spent / 60:.1f} min, "
                  f"heard {step * BATCH * CROP * STRIDE * 256 / 11_025 / seconds:.1f} times {seconds / 3600:.1f} h, "
                  f"loss {np.mean(losses[-200:]):.3f}{scores}", flush=True)
            torch.save({"network": network.state_dict(), "average": average.state_dict(),
                        "optimiser": optimiser.state_dict(), "step": step, "spent": spent}, kept)
    torch.save({"hidden": arguments.hidden, "weights": average.state_dict()}, arguments.model)


if __name__ == "__main__":
    main()
