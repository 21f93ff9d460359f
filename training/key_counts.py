#!/usr/bin/env python3
"""Counts in songs how much each chord, and each change of chord, speaks for each key.

    key_counts.py SONGS.jsonl [OUT.swift]      (SONGS.jsonl is what corpora.py wrote)

OUT.swift is Sources/Ear/Key/KeyCounts.swift unless another place is named. A song is in minor where the minor
chords on the tonic of its relative minor sound for longer than the major ones on its own. Charts of
jazz, which outnumber the songs, count half. Songs that are kept for testing are left out.
"""

import argparse
import json
import pathlib

import numpy as np

from songs import QUALITIES

# What chords have in common as far as keys go: major, dominant, minor, diminished, suspended.
FAMILIES = {"maj": 0, "maj7": 0, "maj6": 0, "7": 1, "aug": 1, "min": 2, "min7": 2, "min6": 2,
            "dim": 3, "dim7": 3, "hdim7": 3, "sus2": 4, "sus4": 4}
STATES = 5 * 12
WEIGHTS = {"pop": 1, "pop909": 1, "jazz": 0.5}
# What part of the chords, and of the first ones, may be any: songs do what they like, and ears err.
SURPRISE, FIRST_SURPRISE = 0.05, 0.1
# As many changes as this are made up for each chord, by how common chords are.
BACKING = 8
# A letter is a tenth of a logarithm: z is 0, and U is where two chords have nothing to do with each other.
LOWEST, EVEN, HIGHEST = ord("0"), ord("U"), ord("z")


def state(root, quality, tonic):
    return FAMILIES[QUALITIES[quality]] * 12 + (root - tonic) % 12


def is_minor(song):
    """Whether the song is at home on the relative minor of its key signature."""
    major = minor = 0.0
    for root, quality, beats, _ in song["changes"]:
        family = FAMILIES[QUALITIES[quality]]
        major += beats * (root == 0 and family in (0, 1))
        minor += beats * (root == 9 and family == 2)
    return minor > major


class Counts:
    def __init__(self, songs):
        self.chords = np.zeros((2, STATES))
        self.first = np.zeros((2, STATES))
        self.changes = np.zeros((2, STATES, STATES))
        for song in songs:
            weight = WEIGHTS.get(song["corpus"], 0)
            mode = int(is_minor(song))
            states = [state(c[0], c[1], 9 if mode else 0) for c in song["changes"]]
            self.first[mode, states[0]] += weight
            for one in states:
                self.chords[mode, one] += weight
            for one, other in zip(states, states[1:]):
                self.changes[mode, one, other] += weight * (one != other)

    def logarithms(self):
        """How likely each chord is, and is to begin with, and how much likelier it is after each other."""
        share = lambda counts, any_: np.log(
            (1 - any_) * counts / np.maximum(counts.sum(-1, keepdims=True), 1) + any_ / STATES)
        chords = share(self.chords, SURPRISE)
        usual = np.exp(chords)[:, None, :]
        after = (self.changes + BACKING * usual) / (self.changes.sum(-1, keepdims=True) + BACKING)
        return chords, share(self.first, FIRST_SURPRISE), np.log(after / usual)


def letters(values, zero):
    codes = np.clip(np.round(10 * values) + zero, LOWEST, HIGHEST).astype(int)
    return "".join(chr(code) for code in codes)


def swift(chords, first, changes):
    row = lambda values, zero: f'#"{letters(values, zero)}"#'
    lines = ["/// What `training/key_counts.py` has counted in songs, in major and in minor.", "///",
             "/// A character stands for a chord by its family and its degree, as `KeyHarmony` numbers them; each step",
             "/// in ASCII is a tenth of a logarithm.", "enum KeyCounts {",
             "  /// How likely each chord is; z is 1.", "  static let chords = ["]
    lines += [f"    {row(mode, HIGHEST)}," for mode in chords]
    lines += ["  ]", "  /// The same of the first chord.", "  static let beginnings = ["]
    lines += [f"    {row(mode, HIGHEST)}," for mode in first]
    lines += ["  ]",
              "  /// How much likelier each chord is after another, one line for every chord before; U is as likely",
              "  /// as ever.", "  static let changes = ["]
    for mode in changes:
        lines += ["    ["] + [f"      {row(before, EVEN)}," for before in mode] + ["    ],"]
    return "\n".join(lines + ["  ]", "}", ""])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("songs", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path, nargs="?",
                        default=pathlib.Path(__file__).parent.parent / "Sources/Ear/Key/KeyCounts.swift")
    arguments = parser.parse_args()
    songs = [json.loads(line) for line in arguments.songs.read_text().splitlines()]
    counts = Counts(song for song in songs if song["part"] != "test")
    arguments.out.write_text(swift(*counts.logarithms()))
    print(f"key_counts: {counts.changes.sum():.0f} changes, {counts.first[0].sum():.0f} songs in major, "
          f"{counts.first[1].sum():.0f} in minor")


if __name__ == "__main__":
    main()
