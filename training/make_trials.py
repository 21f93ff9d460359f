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
  nothing     silence, noise and drums
"""

import argparse
import pathlib
import random

import numpy as np
import soundfile

import players
import voicings
from make_takes import FONTS, RATE, label_rows
from players import COMPER, LEAD, Clock, Stage
from recorded import Notes, RecordedGuitar, played
from songs import ChordSpan, Song, make_song
from sound import changed, fonts, from_font, sung


def staged(rng, song, play, *more):
    """A stage on which somebody has played, its labels and how long it lasts."""
    stage = Stage(rng, song, Clock(rng, song, rng.uniform(0.2, 1)))
    stage.upper = 0
    play(stage, *more)
    labels = [(max(0, stage.clock(max(0, stage.begin(i)))), stage.clock(stage.end(i)), c)
              for i, c in enumerate(song.chords)]
    return stage, labels, stage.clock(song.beats) + 1


def comping(rng, seconds, guitar, piano, font):
    if not guitar:
        return None
    player = rng.choice([players.strummer, players.picker, players.bossa])
    stage, labels, end = staged(rng, make_song(rng, seconds), player)
    return RecordedGuitar(rng, RATE, guitar).play(stage.notes, end), labels, rng.random() < 0.5


def shuffled(rng, seconds):
    """Chords without relation, two seconds each."""
    qualities = ["maj", "min"] * 3 + ["7", "maj7", "min7"]
    count = int(seconds / 2)
    chords = []
    for index in range(count):
        root = rng.choice([r for r in range(12) if not chords or r != chords[-1].root])
        quality = rng.choice(qualities)
        chords.append(ChordSpan(4.0 * index, 4.0, root, quality, root))
    return Song(120, 4, 0.5, chords, 4 * count)


def hands(rng, seconds, guitar, piano, font):
    if not piano:
        return None
    song, held, with_bass = shuffled(rng, seconds), rng.choice([1, 1, 0.8]), rng.random() < 0.5

    def play(stage):
        for index, chord in enumerate(song.chords):
            keys = voicings.keys(rng, chord, rng.randint(50, 62))
            for key in keys + [36 + (chord.bass - 36) % 12] * with_bass:
                begin = stage.begin(index)
                stage.play(begin, begin + held * chord.length, COMPER, key, 85)
    stage, labels, end = staged(rng, song, play)
    return played(piano, stage.notes, end), labels, False


def unrelated(rng, seconds, guitar, piano, font):
    song = shuffled(rng, seconds)
    strings = rng.random() < 0.5
    stage, labels, end = staged(rng, song, players.striker, COMPER, strings)
    if strings and guitar:
        sound = RecordedGuitar(rng, RATE, guitar).play(stage.notes, end)
    elif not strings and piano:
        sound = played(piano, stage.notes, end)
    else:
        program = rng.choice([24, 25, 26] if strings else [0, 1, 4])
        sound = from_font(font, stage.notes, {COMPER: program}, {}, end, RATE)
    return sound, labels, rng.random() < 0.3


def power(rng, seconds, guitar, piano, font):
    song = make_song(rng, seconds)
    for chord in song.chords:
        chord.quality, chord.bass = "maj", chord.root
    stage, labels, end = staged(rng, song, players.power)
    labels = [(a, b, ChordSpan(c.beat, c.length, c.root, "5", c.root)) for a, b, c in labels]
    return (from_font(font, stage.notes, {COMPER: rng.choice([29, 30])}, {}, end, RATE), labels,
            False)


def lines(rng, seconds, guitar, piano, font):
    song = make_song(rng, seconds)
    player = rng.choice([players.strummer, players.pianist])
    stage, labels, end = staged(rng, song, player)
    players.pauses(stage)
    players.soloist(stage)
    solo = [n for n in stage.notes if n[2] == LEAD]
    programs = {COMPER: rng.choice([25, 26] if player is players.strummer else [0, 4]),
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
    kind = rng.choice(["silence", "hiss", "drums"])
    if kind == "drums":
        stage, _, end = staged(rng, make_song(rng, seconds), players.drummer)
        return from_font(font, stage.notes, {}, {}, end, RATE), [], False
    hiss = noise.normal(0, 1, int(seconds * RATE))
    return hiss * (1e-4 if kind == "silence" else 0.05), [], False


TRIALS = {"guitar": comping, "unrelated": unrelated, "hands": hands, "power": power,
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
            sound = np.asarray(sound) / max(1e-3, np.abs(sound).max()) * 0.7
            path.parent.mkdir(parents=True, exist_ok=True)
            labels = [(start / factor, end / factor, c) for start, end, c in labels]
            rows = label_rows(labels, len(sound) / RATE)
            path.with_suffix(".lab").write_text("".join(f"{a:.4f} {b:.4f} {c}\n" for a, b, c in rows))
            soundfile.write(path, sound, RATE, subtype="PCM_16")
    print(f"make_trials: {arguments.folder}")


if __name__ == "__main__":
    main()
