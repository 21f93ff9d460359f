#!/usr/bin/env python3
"""Trains the language model of chords, and measures it on songs it has never seen.

    train_lm.py SONGS.jsonl MODEL.pt [--epochs N] [--hidden N] [--seed N]

It keeps the epoch that is best on the songs to stop by, then scores the songs to test by beside
n-grams (ngrams.py), each alone and together with the song's own past.
"""

import argparse
import json
import math
import random

import torch
from torch.nn import functional

import ngrams
from progressions import ProgressionNetwork, encode


def batches(songs, size, rng):
    """Batches of songs of like length, cut where they exceed 256 changes."""
    pieces = [rows[at:at + 256] for rows in songs for at in range(0, len(rows) - 1, 255)]
    pieces = [piece for piece in pieces if len(piece) >= 4]
    pieces.sort(key=lambda rows: len(rows) + rng.random() * 20)
    groups = [pieces[at:at + size] for at in range(0, len(pieces), size)]
    rng.shuffle(groups)
    for group in groups:
        yield torch.nn.utils.rnn.pad_sequence(group, batch_first=True, padding_value=-1)


def loss(network, batch, hide=0.0):
    """Surprise at chords and at lengths, both means over the changes of `batch`."""
    known = batch[:, 1:, 0] >= 0
    rows = batch.clamp(min=0)
    if hide:
        rows[..., 4] *= (torch.rand(len(rows), 1) > hide).long()
    else:
        rows[..., 4] = 0
    memories, _ = network.memories(rows[:, :-1])
    memories, current = memories[known], rows[:, :-1, 0][known]
    following, length = rows[:, 1:, 0][known], rows[:, 1:, 1][known]
    chords = network.next_chord(memories, length, current)
    lengths = functional.cross_entropy(network.lengths(memories), length)
    return functional.nll_loss(chords, following), lengths, len(following)


def train(network, songs, stop, epochs, seed, size=48, keep=lambda weights: None):
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    steps = epochs * len(list(batches(songs, size, rng)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps + epochs)
    best, kept = math.inf, None
    for epoch in range(epochs):
        network.train()
        for batch in batches(songs, size, rng):
            chords, lengths, _ = loss(network, batch, hide=0.5)
            optimiser.zero_grad()
            (chords + 0.5 * lengths).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
        network.eval()
        with torch.no_grad():
            said = [loss(network, batch) for batch in batches(stop, size, rng)]
        count = sum(number for _, _, number in said)
        surprise = sum(float(chords) * number for chords, _, number in said) / count
        print(f"epoch {epoch + 1}: perplexity {math.exp(surprise):.2f} on the songs to stop by",
              flush=True)
        if surprise < best:
            best = surprise
            kept = {name: value.clone() for name, value in network.state_dict().items()}
            keep(kept)
    network.load_state_dict(kept)
    return network.eval()


def answers(network, song):
    """What the network says of each change after the first, not told when it comes, and told."""
    rows = encode(song).unsqueeze(0)
    rows[..., 4] = 0
    with torch.no_grad():
        memories, _ = network.memories(rows[:, :-1])
        free = network.any_chord(memories, rows[:, :-1, 0])[0]
        told = network.next_chord(memories, rows[:, 1:, 1], rows[:, :-1, 0])[0]
    return free.exp().numpy(), told.exp().numpy()


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("songs")
    parser.add_argument("model")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--score", action="store_true", help="score MODEL.pt only")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    with open(arguments.songs) as file:
        songs = [json.loads(line) for line in file]
    parts = {name: [one for one in songs if one["part"] == name]
             for name in ("train", "stop", "test")}
    network = ProgressionNetwork(arguments.hidden)
    if arguments.score:
        network.load_state_dict(torch.load(arguments.model)["weights"])
        network.eval()
    else:
        keep = lambda weights: torch.save(
            dict(weights=weights, hidden=arguments.hidden), arguments.model)
        train(network, [encode(one) for one in parts["train"]],
              [encode(one) for one in parts["stop"]], arguments.epochs, arguments.seed, keep=keep)
    ngrams.report(parts, lambda song: answers(network, song))


if __name__ == "__main__":
    main()
