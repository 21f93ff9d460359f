#!/usr/bin/env python3
"""Makes takes for `make eval-band`: a player alone, songs that come round, tempos that hold or do not.

    make_band_takes.py FOLDER [--seed 1]

Each take is a FLAC of 44.1 kHz with its chords (.lab), its beats (.beats) and a note of what it is
(.json): `passes`, the seconds at which the progression begins anew, and for a take whose tempo
changes `change`, the beats (from 0) at which it begins to and has done so. Takes called steady
have a metronome for a player; only his strokes scatter. The sound font is MuseScore's, which no
model was trained on.
"""

import argparse
import json
import pathlib
import random

import numpy as np
import soundfile

from guitarists import picker, strummer
from keyboardists import pianist, sustainer
from make_takes import FONTS, RATE, label_rows
from songs import ChordSpan, Song
from sound import fonts, from_font
from stage import COMPER, GUITARS, ORGANS, PIANOS, Clock, Stage
from strings import Strings

POP = "0 7 9m 5"
MINOR = "0m 8 3 10,7"
JAZZ = "2m7 7^7 0maj7 9^7 2m7 7^7 4m7 9^7"
BLUES = "0^7 5^7 0^7 0^7 5^7 5^7 0^7 9^7 2m7 7^7 0^7 7^7"
FOLK = "0 0 5 0 9m 2m 7 7"
BALLAD = "0maj7 9m7 2m7 7^7 4m7 9m7 5maj7 7sus4"
WALTZ = "0 4m 5 0 2m 7 0 7^7"
LONG = "0 9m 5 7 0 9m 5 7 5 4m 2m 7 0 5 0 7"

# Name, player, beats a minute, beats a bar, swing, progression, times it comes round, and the change
# of tempo: by how much, from which bar, over how many.
TAKES = [
    ("steady-pop", "strum", 104, 4, 0.5, POP, 8, None),
    ("steady-minor", "strum", 92, 4, 0.5, MINOR, 8, None),
    ("steady-jazz", "piano", 132, 4, 0.62, JAZZ, 5, None),
    ("steady-blues", "hold", 120, 4, 0.5, BLUES, 4, None),
    ("steady-folk", "pick", 96, 4, 0.5, FOLK, 5, None),
    ("steady-ballad", "piano", 76, 4, 0.5, BALLAD, 4, None),
    ("steady-waltz", "strum", 138, 3, 0.5, WALTZ, 6, None),
    ("steady-long", "strum", 126, 4, 0.5, LONG, 4, None),
    ("ramp-up", "strum", 108, 4, 0.5, POP, 8, (0.15, 14, 8)),
    ("ramp-down", "piano", 122, 4, 0.5, FOLK, 4, (-0.15, 14, 8)),
    ("step-up", "strum", 100, 4, 0.5, POP, 7, (0.08, 14, 0)),
    ("step-down", "piano", 116, 4, 0.5, BALLAD, 4, (-0.08, 14, 0)),
]
QUALITIES = {"": "maj", "m": "min", "^7": "7", "maj7": "maj7", "m7": "min7", "sus4": "sus4"}


def progression(text, tonic, metre):
    """Chords as (root, quality, beats), from "0 7,5 9m": a word a bar, semitones above the tonic
    ^2 after a chord of two in a bar is only there to be told from a digit."""
    chords = []
    for bar in text.split():
        names = bar.split(",")
        for name in names:
            digits = len(name) - len(name.lstrip("0123456789"))
            chords.append(((int(name[:digits]) + tonic) % 12, QUALITIES[name[digits:]],
                           metre / len(names)))
    return chords


def song(rng, tempo, metre, swing, text, passes):
    """The song, and the beats at which its progression begins."""
    made, beat, begins = Song(tempo, metre, swing), 0.0, []
    chords = progression(text, rng.randrange(12), metre)
    for _ in range(passes):
        begins.append(beat)
        for root, quality, length in chords:
            made.chords.append(ChordSpan(beat, length, root, quality, root))
            beat += length
    root, quality, _ = chords[0]
    made.chords.append(ChordSpan(beat, metre, root, quality, root))
    made.beats = int(beat) + metre
    return made, begins


def clock(rng, made, change):
    """Seconds of each beat: even, but for the change."""
    time = Clock(rng, made, rng.uniform(0.3, 0.8))
    intro, span = time.times[0], None
    if change:
        begin = change[1] * made.beats_per_bar
        span = (begin, begin + change[2] * made.beats_per_bar)
    time.times = [intro]
    for beat in range(made.beats + 8):
        share = 0.0
        if span:
            share = 1.0 if beat >= span[1] else max(
                0.0, (beat - span[0] + 1) / max(1, span[1] - span[0]))
        pace = 1 + (change[0] * min(1.0, share) if change else 0)
        time.times.append(time.times[-1] + 60 / (made.tempo * pace))
    return time, span


def perform(rng, made, time, player):
    stage = Stage(rng, made, time)
    stage.shifts = [0.0] * len(made.chords)
    stage.jitter = rng.uniform(0.003, 0.008)
    play, programs = {"strum": (strummer, GUITARS[:6]), "pick": (picker, GUITARS[:4]),
                      "piano": (pianist, PIANOS[:6]), "hold": (sustainer, ORGANS[:3])}[player]
    program = rng.choice(programs)
    play(stage)
    labels = [(time(c.beat), time(c.beat + c.length), c) for c in made.chords]
    beats = [(time(beat), beat % made.beats_per_bar + 1) for beat in range(made.beats)]
    return stage.notes, program, labels, beats, time(made.beats)


def make(rng, spec, font):
    """One take: sound, rows of chords, beats, and what it is."""
    _, player, tempo, metre, swing, text, passes, change = spec
    made, begins = song(rng, tempo, metre, swing, text, passes)
    time, span = clock(rng, made, change)
    notes, program, labels, beats, end = perform(rng, made, time, player)
    if player in ("strum", "pick") and rng.random() < 0.5:
        sound = Strings(rng, RATE).play([n for n in notes if n[2] == COMPER], end + 1)
    else:
        sound = from_font(font, notes, {COMPER: program}, {COMPER: 100, 9: 80}, end + 1, RATE)
    about = {"passes": [round(time(beat), 4) for beat in begins], "tempo": tempo}
    if span:
        about["change"] = span
    return sound / (np.abs(sound).max() + 1e-9) * 0.5, labels, beats, about


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    installed = fonts(FONTS)[:1]
    if not installed:
        parser.exit(1, "make_band_takes: install musescore-general-soundfont-small\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for spec in TAKES:
        path = arguments.folder / f"{spec[0]}.flac"
        if path.exists():
            continue
        rng = random.Random(f"band/{arguments.seed}/{spec[0]}")
        sound, labels, beats, about = make(rng, spec, installed[0])
        path.with_suffix(".lab").write_text("".join(
            f"{start:.4f}\t{end:.4f}\t{name}\n"
            for start, end, name in label_rows(labels, len(sound) / RATE)))
        path.with_suffix(".beats").write_text(
            "".join(f"{when:.4f}\t{number}\n" for when, number in beats))
        path.with_suffix(".json").write_text(json.dumps(about) + "\n")
        partial = path.with_suffix(".partial.flac")
        soundfile.write(partial, sound, RATE, subtype="PCM_16")
        partial.rename(path)
        print(f"make_band_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
