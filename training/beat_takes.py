#!/usr/bin/env python3
"""Makes takes that are hard for whoever follows the beat: no drums, off-beats, drift, odd metres.

    beat_takes.py FOLDER [--seed 1] [--fonts A.sf2 ...] [--seconds 36] [--only NAME ...]

Each take is a FLAC of 44.1 kHz with its chords (.lab), key (.key) and beats (.beats: time number)
beside it, named for the way of playing and the sound font. In 6/8 the beat is the dotted quarter.
"""

import argparse
import bisect
import pathlib
import random

import numpy as np
import soundfile

from songs import GRAMMARS, INTERVALS, POP_MAJOR, POP_MINOR, JAZZ, ChordSpan, weighted
from sound import fonts, from_font
from strings import Strings
from voicings import bass_note, guitar, keys

FONTS = ["FluidR3_GM.sf2", "TimGM6mb.sf2", "sf_GMbank.sf2"]
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
RATE = 44_100
COMPER, BASS, DRUMS = 0, 1, 9


class Clock:
    """Seconds of each beat; `part` of a beat may swing, and time may stop before beat `gap`."""

    def __init__(self, rng, tempo, beats, swing=0.5, drift=0.0, rit=False, gap=None, wander=0.003):
        self.swing = swing
        self.times = [rng.uniform(0.3, 1.2)]
        bend = 1.0
        for beat in range(beats + 4):
            bend *= 1 + rng.gauss(0, wander)
            bend += (1 - bend) * 0.05
            now = tempo * bend * (1 + drift * beat / beats)
            if rit and beat > beats - 8:
                now *= 1 - 0.04 * (beat - beats + 8)
            pause = rng.uniform(3.5, 5) if beat == gap else 0
            self.times.append(self.times[-1] + 60 / now + pause)

    def __call__(self, beat):
        beat = max(0.0, beat)
        whole = min(int(beat + 1e-9), len(self.times) - 2)
        part = beat - whole
        if self.swing != 0.5:
            part = 2 * part * self.swing if part < 0.5 else 1 - 2 * (1 - part) * (1 - self.swing)
        return self.times[whole] + part * (self.times[whole + 1] - self.times[whole])


class Player:
    """Collects notes; everybody is a little early or late."""

    def __init__(self, rng, clock, chords):
        self.rng, self.clock, self.chords = rng, clock, chords
        self.starts = [c.beat for c in chords]
        self.jitter = rng.uniform(0.003, 0.012)
        self.notes = []
        self.shapes = {}

    def chord(self, beat):
        return self.chords[max(0, bisect.bisect_right(self.starts, beat + 1e-6) - 1)]

    def note(self, beat, length, channel, key, velocity, late=0.0):
        start = self.clock(beat) + late + self.rng.gauss(0, self.jitter)
        stop = max(start + 0.05, self.clock(beat + length))
        loud = int(min(127, max(10, self.rng.gauss(velocity, 5))))
        self.notes.append((max(0, start), stop, channel, key, loud))

    def shape(self, chord):
        name = (chord.root, chord.quality)
        if name not in self.shapes:
            self.shapes[name] = guitar(self.rng, chord)
        return self.shapes[name]

    def strum(self, beat, length, velocity=85, up=False, ahead=0.0):
        shape = self.shape(self.chord(beat + ahead))
        strings = list(reversed(shape[-4:])) if up else shape
        for order, key in enumerate(strings):
            self.note(beat, length, COMPER, key, velocity * (0.8 if up else 1), order * 0.006)

    def hand(self, beat, length, velocity=75, ahead=0.0):
        for key in keys(self.rng, self.chord(beat + ahead), 55):
            self.note(beat, length, COMPER, key, velocity)

    def low(self, beat, length, velocity=80, fifth=False, channel=COMPER, floor=36):
        chord = self.chord(beat)
        key = floor + (chord.root + (7 if fifth else 0) - floor) % 12
        self.note(beat, length, channel, key, velocity)

    def drum(self, beat, key, velocity=80):
        self.note(beat, 0.1, DRUMS, key, velocity)


def bars(play, metre=4):
    """Calls `play` with each bar's first beat and its number."""
    def whole(player, beats):
        for number in range(beats // metre):
            play(player, number * metre, number)
    return whole


def syncopated_piano(p, b, number):
    pattern = [[0, 1.5, 2.5], [0, 1.5, 3], [0.5, 1.5, 2.5, 3.5], [0, 0.5, 1.5, 2.5, 3.5]][number // 4 % 4]
    for place in pattern:
        p.hand(b + place, 0.45, ahead=0.5 if place == 3.5 else 0)
    p.low(b, 1.4)
    p.low(b + 2.5, 1.2, 70, fifth=True)


def bossa(p, b, number):
    for place in [[0, 1, 2.5], [0.5, 1.5, 3]][number % 2] if number % 8 < 6 else [0, 1.5, 3]:
        for key in p.shape(p.chord(b + place))[-4:]:
            p.note(b + place, 0.6, COMPER, key, 72)
    p.low(b, 1.8, 78, floor=40)
    p.low(b + 2, 1.8, 74, fifth=True, floor=40)


def skank(p, b, number):
    for place in (0.5, 1.5, 2.5, 3.5):
        p.strum(b + place, 0.2, 88)
    p.low(b, 0.9, 95, channel=BASS, floor=28)
    p.low(b + 2, 0.4, 85, channel=BASS, floor=28)
    p.low(b + 2.5, 0.8, 85, fifth=True, channel=BASS, floor=28)


def skank_alone(p, b, number):
    for place in (0.5, 1.5, 2.5, 3.5):
        p.strum(b + place, 0.2, 88)


def four_to_the_bar(p, b, number):
    for place in range(4):
        p.strum(b + place, 0.6, 92 if place % 2 else 78)


def swing_piano(p, b, number):
    for place in [[0, 1.5], [1.5, 3], [0.5, 2, 3.5], [0, 2.5]][(number * 7) % 4]:
        p.hand(b + place, 0.6, ahead=0.5 if place == 3.5 else 0)
    for place in (0, 1, 2, 3):
        p.low(b + place, 0.9, 62, fifth=place == 2)


def travis(p, b, number):
    shape = p.shape(p.chord(b))
    for place in range(4):
        p.note(b + place, 1, COMPER, shape[0] if place % 2 == 0 else shape[1 % len(shape)], 84)
    for place in (0.5, 1.5, 2.5, 3.5):
        p.note(b + place, 1.4, COMPER, shape[-1 - int(place) % 2], 70)
    if number % 2 == 0:
        p.note(b, 2, COMPER, shape[-1], 76)


def arpeggio(p, b, number):
    shape = p.shape(p.chord(b))
    for step, order in enumerate((0, 2, 3, 4, 5, 4, 3, 2)):
        p.note(b + step / 2, 2, COMPER, shape[min(order, len(shape) - 1)], 84 if step == 0 else 68)


def ballad(p, b, number):
    p.low(b, 4, 70)
    hand = keys(p.rng, p.chord(b), 55)
    for step in range(8):
        p.note(b + step / 2, 0.9, COMPER, hand[step % len(hand)], 62 + (8 if step % 4 == 0 else 0))


def punk(p, b, number):
    for step in range(8):
        chord = p.chord(b + step / 2)
        root = 40 + (chord.root - 40) % 12
        for key in (root, root + 7, root + 12):
            p.note(b + step / 2, 0.42, COMPER, key, 105 if step % 2 == 0 else 96)


def funk(p, b, number):
    for step, sign in enumerate("X..x.x..x..X.xx."if number % 2 else "X.x..xx.x.x..x.x"):
        if sign != ".":
            p.strum(b + step / 4, 0.2, 95 if sign == "X" else 75)
        elif step % 2 == 1:
            p.drum(b + step / 4, 42, 32)


def folk(p, b, number):
    for place, up in ((0, False), (1, False), (1.5, True), (2.5, True), (3, False), (3.5, True)):
        p.strum(b + place, 0.5, 90 if place == 0 else 78, up)


def band(p, b, number):
    folk(p, b, number)
    for place in (0, 2):
        p.drum(b + place, 36, 100)
        p.drum(b + place + 1, 38, 96)
    for step in range(8):
        p.drum(b + step / 2, 42, 70)
    for step in range(8):
        p.low(b + step / 2, 0.45, 92, channel=BASS, floor=28)


def waltz_piano(p, b, number):
    p.low(b, 0.9, 84, fifth=number % 2 == 1 and p.chord(b) is p.chord(b - 1))
    p.hand(b + 1, 0.6, 66)
    p.hand(b + 2, 0.6, 64)


def waltz_guitar(p, b, number):
    shape = p.shape(p.chord(b))
    p.note(b, 2.8, COMPER, shape[0], 88)
    for place in (1, 2):
        p.strum(b + place, 0.9, 72)
    if number % 2:
        p.strum(b + 2.5, 0.5, 62, True)


def six_eight_guitar(p, b, number):
    shape = p.shape(p.chord(b))
    for step, order in enumerate((0, 2, 3, 4, 3, 2)):
        p.note(b + step / 3, 1, COMPER, shape[min(order, len(shape) - 1)],
               88 if step == 0 else 76 if step == 3 else 66)


def six_eight_piano(p, b, number):
    p.low(b, 1.9, 80)
    for step in (0, 1, 2, 3, 4, 5) if number % 2 else (0, 2, 3, 5):
        p.hand(b + step / 3, 0.3, 78 if step % 3 == 0 else 62)


def make_chords(rng, beats, metre, grammar, every):
    """Phrases of four chords that come round again, as songs have them."""
    tonic = rng.randrange(12)
    phrases = []
    for _ in range(2):
        state, phrase = list(grammar)[0], []
        for _ in range(4):
            phrase.append(state)
            state = weighted(rng, grammar.get(state) or grammar[list(grammar)[0]])
        phrases.append(phrase)
    names = [name for number in (0, 0, 1, 0) * 40 for name in phrases[number]]
    chords = []
    for number in range(int(beats / every + 1)):
        root, quality = names[number]
        root = (root + tonic) % 12
        if chords and (chords[-1].root, chords[-1].quality) == (root, quality):
            chords[-1].length += every
        else:
            chords.append(ChordSpan(number * every, every, root, quality, root))
    key = f"{NAMES[tonic]} {'minor' if grammar is POP_MINOR else 'major'}"
    return chords, key


# Way of playing: tempo, metre, how it is played, programs, and what else the clock does.
WAYS = {
    "syncopated-piano": ((85, 125), 4, syncopated_piano, [0, 4, 5], {}),
    "bossa-guitar": ((110, 150), 4, bossa, [24, 24, 25], {"grammar": JAZZ}),
    "skank-with-bass": ((75, 140), 4, skank, [27, 26], {}),
    "skank-alone": ((75, 140), 4, skank_alone, [27, 26], {}),
    "swing-guitar": ((110, 190), 4, four_to_the_bar, [26, 24], {"swing": 0.64, "grammar": JAZZ}),
    "swing-piano": ((105, 180), 4, swing_piano, [0, 1], {"swing": 0.65, "grammar": JAZZ}),
    "travis": ((85, 120), 4, travis, [25, 24], {}),
    "arpeggio": ((70, 110), 4, arpeggio, [25, 24, 27], {}),
    "ballad": ((57, 66), 4, ballad, [0, 4], {}),
    "punk": ((180, 210), 4, punk, [29, 30, 27], {}),
    "funk": ((92, 112), 4, funk, [27, 28], {}),
    "folk": ((90, 140), 4, folk, [25, 24], {}),
    "band": ((90, 150), 4, band, [27, 25], {}),
    "waltz-piano": ((90, 160), 3, waltz_piano, [0, 1], {}),
    "waltz-guitar": ((90, 160), 3, waltz_guitar, [25, 24], {}),
    "six-eight-guitar": ((56, 84), 2, six_eight_guitar, [25, 24], {}),
    "six-eight-piano": ((56, 84), 2, six_eight_piano, [0, 4], {}),
    "drift-up": ((95, 120), 4, folk, [25, 27], {"drift": 0.14}),
    "drift-down": ((110, 140), 4, syncopated_piano, [0, 4], {"drift": -0.14}),
    "rit": ((95, 130), 4, travis, [25, 24], {"rit": True}),
    "stop-and-go": ((95, 130), 4, folk, [25, 27], {"gap": True}),
}


def perform(rng, name, seconds):
    """A take as notes, the program of who comps, chords, clock, (time, number) of each beat, key, and its end."""
    tempos, metre, play, programs, extra = WAYS[name]
    tempo = rng.uniform(*tempos)
    beats = int(seconds * tempo / 60 / metre) * metre
    grammar = extra.get("grammar") or rng.choice([POP_MAJOR, POP_MAJOR, POP_MINOR])
    every = metre if tempo > 90 or metre < 4 else rng.choice([2, 4])
    chords, key = make_chords(rng, beats, metre, grammar, float(every))
    gap = beats // 2 // metre * metre - 1 if extra.get("gap") else None
    clock = Clock(rng, tempo, beats, swing=extra.get("swing", 0.5), drift=extra.get("drift", 0.0),
                  rit=extra.get("rit", False), gap=gap)
    player = Player(rng, clock, chords)
    bars(play, metre)(player, beats)
    notes = [n for n in player.notes if gap is None or not
             (clock.times[gap] + 0.6 * 60 / tempo < n[0] < clock.times[gap + 1] - 0.05)]
    notes = [(s, min(e, s + 2.5), c, k, v) for s, e, c, k, v in notes]
    program = rng.choice(programs)
    truth = [(clock(beat), beat % metre + 1) for beat in range(beats)]
    return notes, program, chords, clock, truth, key, clock(beats) + 1.5


def make(rng, name, font, seconds):
    notes, program, chords, clock, truth, key, end = perform(rng, name, seconds)
    volumes = {COMPER: 100, BASS: 90, DRUMS: 85}
    comping = [n for n in notes if n[2] == COMPER]
    if program in (24, 25) and rng.random() < 0.35:
        sound = Strings(rng, RATE).play(comping, end)
        rest = [n for n in notes if n[2] != COMPER]
        if rest:
            others = from_font(font, rest, {BASS: 33}, volumes, end, RATE)
            sound = sound / np.abs(sound).max() + 0.7 * others / (np.abs(others).max() + 1e-9)
    else:
        sound = from_font(font, notes, {COMPER: program, BASS: 33}, volumes, end, RATE,
                          reverb=rng.random() < 0.5)
    return sound, chords, clock, truth, key


def write(path, sound, chords, clock, truth, key):
    """Writes a take with chords, beats and key beside it."""
    path.with_suffix(".beats").write_text(
        "".join(f"{when:.4f}\t{place}\n" for when, place in truth))
    path.with_suffix(".key").write_text(key + "\n")
    rows = [(0.0, clock(0), "N")]
    rows += [(clock(c.beat), clock(c.beat + c.length), f"{NAMES[c.root]}:{c.quality}")
             for c in chords if c.beat < len(truth)]
    path.with_suffix(".lab").write_text(
        "".join(f"{start:.4f}\t{stop:.4f}\t{label}\n" for start, stop, label in rows))
    sound = sound / (np.abs(sound).max() + 1e-9) * 0.5
    soundfile.write(path, sound, RATE, subtype="PCM_16")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fonts", nargs="+", default=FONTS)
    parser.add_argument("--seconds", type=float, default=36)
    parser.add_argument("--only", nargs="+", default=list(WAYS))
    arguments = parser.parse_args()
    installed = fonts(arguments.fonts)
    if not installed:
        parser.exit(1, f"beat_takes: none of these sound fonts is installed: {arguments.fonts}\n")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(arguments.only):
        rng = random.Random(f"beat/{arguments.seed}/{name}")
        font = installed[(number + arguments.seed) % len(installed)]
        path = arguments.folder / f"{name}_{arguments.seed}.flac"
        if path.exists():
            continue
        sound, chords, clock, truth, key = make(rng, name, font, arguments.seconds)
        write(path, sound, chords, clock, truth, key)
        print(f"beat_takes: {path.name}", flush=True)


if __name__ == "__main__":
    main()
