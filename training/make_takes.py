#!/usr/bin/env python3
"""Makes takes for `make eval`: songs, players and a sound font that no model was trained on.

    make_takes.py FOLDER [--takes 16] [--seconds 40] [--seed 1000]

Each take is a FLAC of 44.1 kHz with its chords (.lab) and beats (.beats) beside it. The sound font
is MuseScore's, which training never uses; plucked strings are those of the model in strings.py.
"""

import argparse
import pathlib
import random

import numpy as np
import soundfile

from make_data import sing
from sound import fonts

FONTS = ["MuseScore_General.sf3", "MuseScore_General_Lite.sf3"]
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
DEGREES = ["", "/b2", "/2", "/b3", "/3", "/4", "/b5", "/5", "/#5", "/6", "/b7", "/7"]
RATE = 44_100


def label_rows(labels, end):
    rows, now = [], 0.0
    for start, stop, chord in labels:
        if start > now + 1e-6:
            rows.append((now, start, "N"))
        rows.append((start, stop,
                     f"{NAMES[chord.root]}:{chord.quality}{DEGREES[(chord.bass - chord.root) % 12]}"))
        now = stop
    return rows + ([(now, end, "N")] if end > now else [])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--takes", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1000)
    arguments = parser.parse_args()
    installed = fonts(FONTS)[:1]
    if not installed:
        parser.exit(1, "make_takes: install musescore-general-soundfont-small\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.takes):
        path = arguments.folder / f"take{number:02}.flac"
        if path.exists():
            continue
        rng = random.Random(f"take/{arguments.seed}/{number}")
        sound, labels, beats = sing(rng, arguments.seconds, installed, RATE)
        sound = sound / (np.abs(sound).max() + 1e-9) * 0.5
        rows = label_rows(labels, len(sound) / RATE)
        path.with_suffix(".lab").write_text(
            "".join(f"{start:.4f}\t{end:.4f}\t{name}\n" for start, end, name in rows))
        path.with_suffix(".beats").write_text(
            "".join(f"{when:.4f}\t{number}\n" for when, number in beats))
        partial = path.with_suffix(".partial.flac")
        soundfile.write(partial, sound, RATE, subtype="PCM_16")
        partial.rename(path)
        print(f"make_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
