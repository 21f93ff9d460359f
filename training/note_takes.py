#!/usr/bin/env python3
"""Makes takes of one note after another, for what hears strokes and pitch.

    note_takes.py FOLDER [--seconds 20] [--seed 7]

Each take is a FLAC of 44.1 kHz with its notes (.notes: start end frequency) beside it, through a sound
font that no model was trained on, or by the strings of strings.py, which are a few cents out of tune.
"""

import argparse
import pathlib
import random

import numpy as np
import soundfile

from make_takes import FONTS, RATE
from sound import fonts, from_font
from stage import LEAD
from strings import Strings

# Who plays: program, or none for the model of strings; the lowest and the highest note.
VOICES = {"nylon": (24, 40, 76), "steel": (25, 40, 79), "electric": (27, 40, 81), "bass": (33, 28, 52),
          "piano": (0, 36, 86), "saxophone": (65, 49, 80), "strings": (None, 40, 76)}


def line(rng, low, high, seconds):
    """Notes that move by steps and leaps, with rests; seconds throughout."""
    now, key, notes = 0.5, rng.randint(low + 5, high - 5), []
    pace = rng.uniform(0.18, 0.35)
    while now < seconds - 1:
        length = pace * rng.choice([1, 1, 2, 3])
        key += rng.choice([-2, -1, 1, 2, 2, -3, 4, 5, -7])
        key = min(high, max(low, key if low <= key <= high else rng.randint(low, high)))
        notes.append((now, now + length * 0.95, LEAD, key, rng.randint(60, 105)))
        now += length + (rng.uniform(0.3, 0.8) if rng.random() < 0.12 else 0)
    return notes


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    installed = fonts(FONTS)[:1]
    if not installed:
        parser.exit(1, "note_takes: install musescore-general-soundfont-small\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, (program, low, high) in VOICES.items():
        path = arguments.folder / f"notes-{name}.flac"
        if path.exists():
            continue
        rng = random.Random(f"notes/{arguments.seed}/{name}")
        notes = line(rng, low, high, arguments.seconds)
        if program is None:
            sound = Strings(rng, RATE).play(notes, arguments.seconds)
        else:
            sound = from_font(
                installed[0], notes, {LEAD: program}, {}, arguments.seconds, RATE)
        rows = [(start, end, 440 * 2 ** ((key - 69) / 12)) for start, end, _, key, _ in notes]
        path.with_suffix(".notes").write_text(
            "".join(f"{start:.4f}\t{end:.4f}\t{hertz:.3f}\n" for start, end, hertz in rows))
        soundfile.write(path, sound / (np.abs(sound).max() + 1e-9) * 0.5, RATE, subtype="PCM_16")
        print(f"note_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
