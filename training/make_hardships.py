#!/usr/bin/env python3
"""Makes the same guitar takes over and over, each time with one thing that makes hearing chords hard.

    make_hardships.py FOLDER [--guitar NOTES] [--takes 6] [--seconds 40] [--seed 900]

FOLDER/NAME is a folder for `make eval TAKES=`; `clean` is how the takes are without hardship. With --guitar,
a folder of recorded notes (recorded.py), every string sounds as recorded; without it, through a sound
font that no model was trained on. What is hard lies in how the guitar is played (HABITS) or in what
happens to its sound on its way (WAYS).
"""

import argparse
import pathlib
import random

import numpy as np
from scipy import signal

from changes import chorused, driven, hissed, hummed, room
from guitarists import bossa, picker, strummer
from make_takes import FONTS, RATE, write
from recorded import Notes, RecordedGuitar
from songs import make_song
from sound import fonts, from_font
from stage import COMPER, staged


def telephone(sound, noise):
    return signal.sosfilt(signal.butter(4, [300, 3400], "band", fs=RATE, output="sos"), sound)


WAYS = {
    "clean": lambda sound, noise: sound,
    "hum": lambda sound, noise: hummed(sound, 20, 50, RATE),
    "hiss": lambda sound, noise: hissed(sound, 20, noise, 0.8),
    "crunch": lambda sound, noise: driven(sound, 6, 4500, RATE),
    "distortion": lambda sound, noise: driven(sound, 40, 4500, RATE),
    "room": lambda sound, noise: room(sound, 0.5, 0.8, noise, RATE),
    "hall": lambda sound, noise: room(sound, 1.8, 1.2, noise, RATE),
    "telephone": telephone,
    "chorus": lambda sound, noise: chorused(sound, 3e-3, 0.7, 0.9, RATE),
}


def flat(guitar):
    guitar.tuning = [cents - 45 for cents in guitar.tuning]


def worn(guitar):
    guitar.tuning = [cents + guitar.rng.gauss(0, 14) for cents in guitar.tuning]


def scratchy(guitar):
    guitar.scratch = 0.5


HABITS = {"flat": flat, "worn": worn, "scratchy": scratchy}
QUIET = 0.002


class FontGuitar:
    """What RecordedGuitar is, by a sound font."""

    def __init__(self, rng, font):
        self.font, self.program = font, rng.choice([24, 25, 26, 27])

    def play(self, notes, seconds):
        return from_font(self.font, notes, {COMPER: self.program}, {}, seconds, RATE)


def played(number, arguments, notes, habit=None):
    """The sound and the labels of a take."""
    rng = random.Random(f"hardship/{arguments.seed}/{number}")
    player = [strummer, picker, bossa][number % 3]
    stage, labels, end = staged(rng, make_song(rng, arguments.seconds), player)
    guitar = RecordedGuitar(rng, RATE, notes) if notes else FontGuitar(rng, fonts(FONTS)[0])
    if habit:
        habit(guitar)
    return np.asarray(guitar.play(stage.notes, end)), labels


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--guitar")
    parser.add_argument("--takes", type=int, default=6)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=900)
    arguments = parser.parse_args()
    notes = Notes(arguments.guitar, RATE) if arguments.guitar else None
    for number in range(arguments.takes):
        sound, labels = played(number, arguments, notes)
        noise = np.random.default_rng(number)
        for name, way in WAYS.items():
            write(arguments.folder / name / f"{number:02}.flac", way(sound, noise), labels)
        write(arguments.folder / "quiet" / f"{number:02}.flac", sound, labels, QUIET)
        for name, habit in HABITS.items() if notes else ():
            write(arguments.folder / name / f"{number:02}.flac",
                  *played(number, arguments, notes, habit))
    print(f"make_hardships: {arguments.folder}")


if __name__ == "__main__":
    main()
