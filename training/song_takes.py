#!/usr/bin/env python3
"""Makes takes of songs as most people play them: a strummed guitar, a piano, an organ with a bass, a band; pop and jazz.

    song_takes.py FOLDER [--takes 24] [--seed 1] [--fonts A.sf3 ...] [--seconds 48]

Each take is a FLAC of 44.1 kHz with its chords (.lab), key (.key) and beats (.beats: time number) beside it, named for
who plays. The sound font is MuseScore's unless others are named: no model was trained on it.
"""

import argparse
import itertools
import pathlib
import random

from beat_takes import BASS, COMPER, DRUMS, NAMES, RATE, Clock, Player, write
from make_takes import FONTS
from songs import INTERVALS, JAZZ, POP_MAJOR, POP_MINOR, ChordSpan, weighted
from sound import fonts, from_font

LEAD = 3
VOLUMES = {COMPER: 100, BASS: 100, LEAD: 90, DRUMS: 95}

# Beats of a bar on which chords are struck; what falls on a half is an up-stroke of a guitar.
STRUMS = [[0, 1, 2, 3], [0, 1, 1.5, 2.5, 3, 3.5], [0, 1, 2, 2.5, 3, 3.5], [0, 1, 1.5, 2.5, 3],
          [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], [0, 1, 1.5, 2.5, 3.5]]
COMPING = [[0, 2], [0, 1, 2, 3], [0, 1.5, 2, 3.5], [0, 1, 1.5, 2.5, 3, 3.5], [0, 1.5, 3],
           [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], [0, 1, 1.5, 2, 3, 3.5]]
SYNCOPATED = [[0, 1.5, 3], [0, 1.5, 2.5, 3.5], [0.5, 1.5, 2.5, 3], [0, 1.5], [0.5, 1.5, 3],
              [0, 0.5, 1.5, 2.5, 3.5]]

# Who plays: how, and on what (General MIDI).
PLAYERS = {
    "guitar": (STRUMS, [24, 25, 26, 27]),
    "piano": (COMPING, [0, 1, 2, 4]),
    "organ": (COMPING, [16, 17, 18]),
    "band": (COMPING + STRUMS, [0, 4, 25, 26, 27, 29]),
    "syncopated": (SYNCOPATED, [0, 1, 4, 5]),
}


def progression(rng, style, bars):
    """A form that comes round again: four or eight bars of a chord each, or a tune of jazz."""
    grammar = JAZZ if style == "jazz" else rng.choice([POP_MAJOR, POP_MAJOR, POP_MINOR])
    home = state = list(grammar)[0]
    tonic, left, form = rng.randrange(12), rng.choice([8, 16] if style == "jazz" else [4, 4, 4, 8]), []
    left *= 4
    while left > 0:
        length = 4 if style == "pop" else 2 if left % 4 else rng.choice([4, 4, 2])
        form.append((state, length))
        left -= length
        state = weighted(rng, grammar.get(state) or grammar[home])
    chords, beat = [], 0
    for (root, quality), length in itertools.cycle(form):
        if beat >= 4 * bars:
            break
        root, length = (root + tonic) % 12, min(length, 4 * bars - beat)
        if chords and (chords[-1].root, chords[-1].quality) == (root, quality):
            chords[-1].length += length
        else:
            chords.append(ChordSpan(beat, length, root, quality, root))
        beat += length
    return chords, f"{NAMES[tonic]} {'minor' if grammar is POP_MINOR else 'major'}"


def strummed(p, beat, length):
    p.strum(beat, length, 82, up=beat % 1 > 0)


def one_hand(p, beat, length):
    p.hand(beat, length, 74)


def two_hands(p, beat, length):
    one_hand(p, beat, length)
    p.low(beat, length, 72)


def comp(p, bar, places, stroke):
    for place, following in zip(places, places[1:] + [4]):
        stroke(p, bar + place, 0.9 * (following - place))


def low_parts(p, bar):
    for place in range(4):
        p.low(bar + place, 0.9, 88, place == 2 and p.rng.random() < 0.5, BASS, 28)


def drums(p, bar, cymbal):
    for place in range(4):
        p.drum(bar + place, 38 if place % 2 else 36, 92)
        p.drum(bar + place, cymbal, 66)
        p.drum(bar + place + 0.5, cymbal, 56)


def melody(p, bar):
    for place in sorted(p.rng.sample(range(8), p.rng.choice([2, 3, 3, 4]))):
        chord = p.chord(bar + place / 2)
        tone = p.rng.choice(INTERVALS[chord.quality] + (2, 9))
        p.note(bar + place / 2, 0.45, LEAD, 72 + (chord.root + tone) % 12, 76)


def perform(rng, kind, style, seconds):
    """A take as notes, programs, chords, clock, (time, number) of each beat, key, and its end."""
    patterns, instruments = PLAYERS[kind]
    tempo, program = rng.uniform(75, 155), rng.choice(instruments)
    bars = max(12, int(seconds * tempo / 240))
    chords, key = progression(rng, style, bars)
    clock = Clock(rng, tempo, 4 * bars, 2 / 3 if style == "jazz" else 0.5, wander=0.004)
    player = Player(rng, clock, chords)
    alone = kind in ("piano", "syncopated")
    stroke = strummed if 24 <= program < 32 else two_hands if alone else one_hand
    usual, other = rng.choice(patterns), rng.choice(patterns)
    for number in range(bars):
        bar = 4 * number
        comp(player, bar, usual if number % 4 < 3 else other, stroke)
        if kind in ("organ", "band"):
            low_parts(player, bar)
        if kind == "band":
            drums(player, bar, 51 if style == "jazz" else 42)
            melody(player, bar)
    programs = {COMPER: program, BASS: rng.choice([32, 33, 34]), LEAD: rng.choice([56, 65, 73, 80])}
    truth = [(clock(beat), beat % 4 + 1) for beat in range(4 * bars)]
    return player.notes, programs, chords, clock, truth, key, clock(4 * bars) + 1.5


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--takes", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fonts", nargs="+", default=FONTS[:1])
    parser.add_argument("--seconds", type=float, default=48)
    arguments = parser.parse_args()
    installed = fonts(arguments.fonts)
    if not installed:
        parser.exit(1, f"song_takes: none of these sound fonts is installed: {arguments.fonts}\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for number in range(arguments.takes):
        rng = random.Random(f"song/{arguments.seed}/{number}")
        kind, style = list(PLAYERS)[number % len(PLAYERS)], rng.choice(["pop", "jazz"])
        path = arguments.folder / f"song{number:02}-{kind}-{style}.flac"
        if path.exists():
            continue
        notes, programs, chords, clock, truth, key, end = perform(rng, kind, style, arguments.seconds)
        font = installed[number % len(installed)]
        sound = from_font(font, notes, programs, VOLUMES, end, RATE, reverb=rng.random() < 0.5)
        write(path, sound, chords, clock, truth, key)
        print(f"song_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
