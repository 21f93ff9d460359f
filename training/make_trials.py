#!/usr/bin/env python3
"""Makes takes that ask one thing each of the chord ear, for `make eval TAKES=FOLDER/NAME`.

    make_trials.py FOLDER [--guitar NOTES] [--piano NOTES] [--takes 8] [--seconds 40] [--seed 500]

NOTES are folders of recorded notes (recorded.py); trials that need those that are not given are left
out. Sound that training never heard is used for all: recorded notes and MuseScore's sound font.
  guitar      comping on recorded guitar strings, half of it in rooms, through microphones, with noise
  unrelated   chords without relation every two seconds, in any register, some followed by rests
  hands       the same on a piano as hands play it: from D3 up, with a bass or without
  power       root and fifth alone, distorted
  lines       comping that leaves its chords to a line, and a voice over the harmony
  nothing     silence, noise, drums and speech
"""

import argparse
import pathlib
import random

import numpy as np

import unrelated
from changes import changed
from guitarists import bossa, picker, power, strummer
from keyboardists import pianist
from make_takes import FONTS, RATE, write
from players import pauses, striker
from recorded import Notes, RecordedGuitar, played
from rhythm_section import drummer
from songs import ChordSpan, make_song
from soloists import soloist
from sound import fonts, from_font
from stage import COMPER, LEAD, staged
from voices import spoken, sung


def comping(rng, seconds, guitar, piano, font):
    if not guitar:
        return None
    player = rng.choice([strummer, picker, bossa])
    stage, labels, end = staged(rng, make_song(rng, seconds), player)
    return RecordedGuitar(rng, RATE, guitar).play(stage.notes, end), labels, rng.random() < 0.5


def hands(rng, seconds, guitar, piano, font):
    if not piano:
        return None
    stage, labels, end = unrelated.on_keys(rng, seconds)
    return played(piano, stage.notes, end), labels, False


def any_register(rng, seconds, guitar, piano, font):
    song = unrelated.progression(rng, seconds)
    strings = rng.random() < 0.5
    stage, labels, end = staged(rng, song, striker, COMPER, strings)
    if strings and guitar:
        sound = RecordedGuitar(rng, RATE, guitar).play(stage.notes, end)
    elif not strings and piano:
        sound = played(piano, stage.notes, end)
    else:
        program = rng.choice([24, 25, 26] if strings else [0, 1, 4])
        sound = from_font(font, stage.notes, {COMPER: program}, {}, end, RATE)
    return sound, labels, rng.random() < 0.3


def power_chords(rng, seconds, guitar, piano, font):
    song = make_song(rng, seconds)
    for chord in song.chords:
        chord.quality, chord.bass = "maj", chord.root
    stage, labels, end = staged(rng, song, power)
    labels = [(a, b, ChordSpan(c.beat, c.length, c.root, "5", c.root)) for a, b, c in labels]
    return (from_font(font, stage.notes, {COMPER: rng.choice([29, 30])}, {}, end, RATE), labels,
            False)


def lines(rng, seconds, guitar, piano, font):
    song = make_song(rng, seconds)
    player = rng.choice([strummer, pianist])
    stage, labels, end = staged(rng, song, player)
    pauses(stage)
    soloist(stage)
    solo = [n for n in stage.notes if n[2] == LEAD]
    programs = {COMPER: rng.choice([25, 26] if player is strummer else [0, 4]),
                LEAD: rng.choice([25, 66, 73, 40])}
    if rng.random() < 0.5:
        rest = [n for n in stage.notes if n[2] != LEAD]
        sound = from_font(font, rest, programs, {}, end, RATE)
        sound = sound / np.abs(sound).max() + 0.8 * sung(rng, solo, end, RATE)
    else:
        sound = from_font(font, stage.notes, programs, {}, end, RATE)
    return sound, labels, False


def nothing(rng, seconds, guitar, piano, font):
    noise = np.random.default_rng(rng.randrange(1 << 30))
    kind = rng.choice(["silence", "hiss", "drums", "speech"])
    if kind == "speech":
        return spoken(rng, seconds, RATE), [], False
    if kind == "drums":
        stage, _, end = staged(rng, make_song(rng, seconds), drummer)
        return from_font(font, stage.notes, {}, {}, end, RATE), [], False
    hiss = noise.normal(0, 1, int(seconds * RATE))
    return hiss * (1e-4 if kind == "silence" else 0.05), [], False


TRIALS = {"guitar": comping, "unrelated": any_register, "hands": hands, "power": power_chords,
          "lines": lines, "nothing": nothing}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--guitar")
    parser.add_argument("--piano")
    parser.add_argument("--takes", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument("--seed", type=int, default=500)
    arguments = parser.parse_args()
    guitar = Notes(arguments.guitar, RATE) if arguments.guitar else None
    piano = Notes(arguments.piano, RATE, "vH") if arguments.piano else None
    font = fonts(FONTS)[0]
    for name, make in TRIALS.items():
        for number in range(arguments.takes):
            rng = random.Random(f"trial/{name}/{arguments.seed}/{number}")
            made = make(rng, arguments.seconds, guitar, piano, font)
            path = arguments.folder / name / f"{name}{number:02}.flac"
            if made is None or path.exists():
                continue
            sound, labels, is_changed = made
            factor = 1.0
            if is_changed:
                sound, factor = changed(np.asarray(sound), rng, RATE, 25)
            labels = [(start / factor, end / factor, c) for start, end, c in labels]
            write(path, np.asarray(sound), labels, 0.7)
    print(f"make_trials: {arguments.folder}")


if __name__ == "__main__":
    main()
