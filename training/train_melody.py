#!/usr/bin/env python3
"""Trains the model of melodies, measures it on melodies it has never seen, and writes it.

    train_melody.py MELODIES.jsonl OUT.melody [--epochs N] [--seed N] [--fixture FOLDER]

It keeps the epoch that is best on the melodies to stop by. OUT.melody is what
Sources/Melody/MelodyModel.swift reads.
"""

import argparse
import collections
import json
import math
import pathlib
import struct
import zlib

import numpy as np
import torch
from torch.nn import functional

from melody import GAPS, INTERVALS, PITCH, RHYTHM, MelodyNetwork, encode

# Facts by which the n-grams look back, each order one more: for pitch the last intervals, or first
# where the last note is in the chord, and its kind; for rhythm the place in the bar, then gaps.
PITCH_ORDERS = {"intervals": [0, 1, 2, 3], "chord and intervals": [7, 8, 0, 1, 2]}
RHYTHM_ORDERS = {"gaps": [0, 1, 2], "place and gaps": [3, 0, 1, 2]}
UNKNOWN_TONIC = 12


def hide_tonic(rows, share):
    """A player's key is not always known."""
    rows = rows.clone()
    hidden = torch.rand(len(rows)) < share
    rows[hidden, 9] = UNKNOWN_TONIC
    rows[hidden, 10] = UNKNOWN_TONIC
    return rows


def train(network, rows, stop, epochs, prepare=lambda rows: rows, size=512):
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.01)
    steps = epochs * (len(rows) // size + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 4e-3, total_steps=steps)
    best, kept = math.inf, None
    for epoch in range(epochs):
        network.train()
        for batch in torch.randperm(len(rows)).split(size):
            told = prepare(rows[batch])
            loss = functional.cross_entropy(network(told[:, :-1]), told[:, -1])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        network.eval()
        with torch.no_grad():
            surprise = float(functional.cross_entropy(network(stop[:, :-1]), stop[:, -1]))
        print(f"epoch {epoch + 1}: perplexity {math.exp(surprise):.3f}", flush=True)
        if surprise < best:
            best = surprise
            kept = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(kept)
    return network.eval()


class NGrams:
    """Orders 0 to that of all `facts`, each backing off to the one below (Witten and Bell 1991)."""

    def __init__(self, rows, facts, count):
        self.facts, self.count = facts, count
        self.counts = [collections.defaultdict(collections.Counter) for _ in range(len(facts) + 1)]
        for row in rows:
            for order in range(len(facts) + 1):
                self.counts[order][tuple(row[facts[:order]])][row[-1]] += 1

    def said(self, row):
        said = np.full(self.count, 1 / self.count)
        for order in range(len(self.facts) + 1):
            seen = self.counts[order].get(tuple(row[self.facts[:order]]))
            if seen:
                total, kinds = sum(seen.values()), len(seen)
                said *= kinds / (total + kinds)
                for answer, count in seen.items():
                    said[answer] += count / (total + kinds)
        return said


def scores(said, truths):
    ranks = (said > said[np.arange(len(truths)), truths][:, None]).sum(1)
    surprise = -np.log(np.maximum(1e-12, said[np.arange(len(truths)), truths])).mean()
    return f"{math.exp(surprise):7.3f} {np.mean(ranks < 1):.3f} {np.mean(ranks < 3):.3f}"


def report(name, network, rows, tests, orders, count):
    for corpus, test in tests.items():
        truths = test[:, -1].numpy()
        for label, facts in orders.items():
            for order in range(1, len(facts) + 1):
                model = NGrams(rows.numpy(), facts[:order], count)
                said = np.stack([model.said(row) for row in test.numpy()])
                print(f"{corpus:12} {name} {label}, {order} facts: {scores(said, truths)}")
        with torch.no_grad():
            said = torch.softmax(network(test[:, :-1]), -1).numpy()
        print(f"{corpus:12} {name} network: {scores(said, truths)}", flush=True)


def body(network):
    """Tables, then both layers; the weights of a layer row by row, then its bias."""
    parts = [table.weight for table in network.tables]
    parts += [network.inside.weight, network.inside.bias, network.answers.weight,
              network.answers.bias]
    return b"".join(part.detach().contiguous().numpy().astype("<f4").tobytes() for part in parts)


def binary(pitch, rhythm):
    body_bytes = body(pitch) + body(rhythm)
    header = struct.pack("<4s4I", b"MELO", 1, pitch.inside.out_features,
                         rhythm.inside.out_features, zlib.adler32(body_bytes))
    return header + body_bytes


def fixture(folder):
    """A small model of chance weights, facts as bytes of 32-bit integers, and what it answers."""
    torch.manual_seed(3)
    pitch = MelodyNetwork(PITCH, 8, INTERVALS).eval()
    rhythm = MelodyNetwork(RHYTHM, 6, len(GAPS)).eval()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.melody").write_bytes(binary(pitch, rhythm))
    for name, network in (("pitch", pitch), ("rhythm", rhythm)):
        facts = torch.stack([torch.randint(0, size, (6,)) for size in network.sizes], -1)
        with torch.no_grad():
            said = torch.softmax(network(facts), -1)
        facts.numpy().astype("<i4").tofile(folder / f"{name}.i32")
        said.numpy().astype("<f4").tofile(folder / f"{name}.f32")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("melodies")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fixture", type=pathlib.Path)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    if arguments.fixture:
        fixture(arguments.fixture)
        torch.manual_seed(arguments.seed)
    with open(arguments.melodies) as file:
        songs = [json.loads(line) for line in file]
    rows = {part: [encode(song) for song in songs if song["part"] == part]
            for part in ("train", "stop")}
    joined = lambda part, kind: torch.cat([pair[kind] for pair in rows[part]])
    tests = [{corpus: torch.cat([encode(song)[kind] for song in songs
                                 if song["part"] == "test" and song["corpus"] == corpus])
              for corpus in sorted({song["corpus"] for song in songs})} for kind in (0, 1)]
    pitch = train(MelodyNetwork(PITCH, arguments.hidden, INTERVALS), joined("train", 0),
                  joined("stop", 0), arguments.epochs, lambda rows: hide_tonic(rows, 0.25))
    rhythm = train(MelodyNetwork(RHYTHM, 64, len(GAPS)), joined("train", 1), joined("stop", 1),
                   arguments.epochs)
    report("pitch", pitch, joined("train", 0), tests[0], PITCH_ORDERS, INTERVALS)
    report("rhythm", rhythm, joined("train", 1), tests[1], RHYTHM_ORDERS, len(GAPS))
    arguments.out.write_bytes(binary(pitch, rhythm))


if __name__ == "__main__":
    main()
