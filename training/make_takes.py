#!/usr/bin/env python3
"""Makes takes for `make eval`: songs, players and a sound font that no model was trained on.

    make_takes.py FOLDER [--takes 16] [--unrelated 6] [--seconds 40] [--seed 1000]

Each take is a FLAC of 44.1 kHz with its chords (.lab) and beats (.beats) beside it; those named unrelated
hold chords that have nothing to do with each other, every two seconds, on keys and guitars in turn, and no beats. The sound font
is MuseScore's, which training never uses; plucked strings are those of the model in strings.py.
"""

import argparse
import pathlib
import random

import numpy as np
import soundfile

from make_data import sing
from sound import fonts, from_font
from stage import COMPER
from unrelated import on_keys, on_strings

FONTS = ["MuseScore_General.sf3", "MuseScore_General_Lite.sf3"]
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
DEGREES = ["", "/b2", "/2", "/b3", "/3", "/4", "/b5", "/5", "/#5", "/6", "/b7", "/7"]
RATE = 44_100
# Who plays the chords without relation: a program, and whether it has keys.
UNRELATED = [(0, True), (25, False), (4, True), (27, False), (19, True), (24, False)]


def harte(chord):
    """The chord's label; one whose bass nobody plays (-1) is over its root."""
    degree = (chord.bass - chord.root) % 12 if chord.bass >= 0 else 0
    return f"{NAMES[chord.root]}:{chord.quality}{DEGREES[degree]}"


def label_rows(labels, end):
    rows, now = [], 0.0
    for start, stop, chord in labels:
        if start > now + 1e-6:
            rows.append((now, start, "N"))
        rows.append((start, stop, harte(chord)))
        now = stop
    return rows + ([(now, end, "N")] if end > now else [])


def write(path, sound, labels, peak=0.5):
    """Writes a take, as loud as `peak` at most, and its chords beside it; keeps what is there."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".lab").write_text("".join(
        f"{start:.4f}\t{end:.4f}\t{name}\n"
        for start, end, name in label_rows(labels, len(sound) / RATE)))
    partial = path.with_suffix(".partial.flac")
    soundfile.write(partial, sound / max(1e-3, np.abs(sound).max()) * peak, RATE, subtype="PCM_16")
    partial.rename(path)


def song(rng, number, seconds, installed, path):
    """A song and its beats."""
    sound, labels, beats = sing(rng, seconds, installed, RATE)
    path.with_suffix(".beats").write_text(
        "".join(f"{when:.4f}\t{number}\n" for when, number in beats))
    return sound, labels


def unrelated(rng, number, seconds, installed, path):
    """Chords without relation."""
    program, has_keys = UNRELATED[number % len(UNRELATED)]
    stage, labels, end = (on_keys if has_keys else on_strings)(rng, seconds)
    return from_font(installed[0], stage.notes, {COMPER: program}, {}, end, RATE), labels


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--takes", type=int, default=16)
    parser.add_argument("--unrelated", type=int, default=len(UNRELATED))
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1000)
    arguments = parser.parse_args()
    installed = fonts(FONTS)[:1]
    if not installed:
        parser.exit(1, "make_takes: install musescore-general-soundfont-small\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, make, count in (("take", song, arguments.takes),
                              ("unrelated", unrelated, arguments.unrelated)):
        for number in range(count):
            path = arguments.folder / f"{name}{number:02}.flac"
            if path.exists():
                continue
            rng = random.Random(f"{name}/{arguments.seed}/{number}")
            write(path, *make(rng, number, arguments.seconds, installed, path))
            print(f"make_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
