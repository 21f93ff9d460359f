"""What the beat network sees, and what it is asked: takes without sound, and what the ear wrote down of some.

A look is four frames of the ear (21.5 a second). It sees the new sound of each frame in three registers,
relative to the loudest of the last seconds, and the changes of chord that became known since the last
look. It is asked how much of a beat, and of the first beat of a bar, falls in it.
"""

import random

import numpy as np

import beat_takes
import rhythms
from players import perform
from songs import INTERVALS, make_song
from spectra import HOP, LATENCY, flux
from stage import BASS, COMPER, DRUMS

STRIDE = 4
# New sound of each frame, then of settled changes of chord and of first guesses whether there was one and
# how many seconds ago.
SEEN = 3 * STRIDE + 4
RATES = (22_050, 24_000)
WAYS = [name for name in beat_takes.WAYS if name != "skank-alone"]
# Those in which what is struck goes into beats of two kinds come more often.
DOUBTFUL = 2 * ["six-eight-guitar", "ballad"] + ["six-eight-piano", "arpeggio", "waltz-guitar", "waltz-piano"]
WEIGHTS = np.array([3, 1, 0.7], np.float32)
FORGET, LEAST, OLDEST = 0.998, 2.0, 2.0
# Seconds after which the ear tells its first guess of a change.
GUESSED = 0.11


def seen(gains, changes, rate):
    """What the network sees of `gains`, a row a frame, and of changes of chord (heard, began, settled), in
    seconds."""
    sums, loudest, now = gains @ WEIGHTS, np.empty(len(gains), np.float32), 1.0
    for index, value in enumerate(sums):
        now = max(LEAST, value, now * FORGET)
        loudest[index] = now
    parts = np.sqrt(gains * WEIGHTS / loudest[:, None])
    count = len(gains) // STRIDE
    table = np.zeros((count, SEEN), np.float32)
    table[:, :3 * STRIDE] = parts[:count * STRIDE].reshape(count, 3 * STRIDE)
    for heard, began, is_settled in changes:
        look = int(heard * rate / HOP) // STRIDE
        if 0 <= look < count:
            start = 3 * STRIDE + (0 if is_settled else 2)
            table[look, start:start + 2] = 1, min(OLDEST, max(0, heard - began))
    return table


def moments(count, rate):
    """The seconds that each look speaks of."""
    return ((np.arange(count) * STRIDE + (STRIDE + 1) / 2) * HOP - LATENCY) / rate


def asked(beats, count, rate):
    """How much of a beat, and of a downbeat, falls in each look: shared with the neighbour it is nearer to."""
    table, when = np.zeros((count, 2), np.float32), moments(count, rate)
    step = STRIDE * HOP / rate
    for time, number in beats:
        place = (time - when[0]) / step
        first = int(np.floor(place))
        for look, share in ((first, 1 - (place - first)), (first + 1, place - first)):
            if 0 <= look < count:
                table[look, 0] = max(table[look, 0], share)
                if number == 1:
                    table[look, 1] = max(table[look, 1], share)
    return table


def classes(chord):
    return {(chord.root + tone) % 12 for tone in INTERVALS[chord.quality]}


def late(rng):
    """How long after it began a settled change is told."""
    return max(0.36, rng.gauss(0.48, 0.045) + (rng.expovariate(8) if rng.random() < 0.2 else 0))


def begins(struck, start, waits):
    """When a chord is heard to begin of which notes that the last had not are struck: at the first, or at the hand
    where that `waits` for a bass."""
    if not struck:
        return start
    hand = [when for when, after in zip(struck, struck[2:]) if after < when + 0.05]
    if waits and hand and struck[0] + 0.15 < hand[0] < struck[0] + 1:
        return hand[0]
    return struck[0]


def changes(rng, notes, spans):
    """The changes of chord as the ear may tell them: spans are (start, chord); late, not all of them, and some
    where there are none, which are on strokes if they settle.

    How many of each differs much from take to take; all figures are what the ear told of takes with sound.
    """
    tuned = sorted((n[0], n[3] % 12) for n in notes if n[2] != DRUMS)
    missed = min(0.4, rng.expovariate(16))
    wrong = min(1, rng.expovariate(3.5))
    doubtful = min(2, wrong * rng.uniform(0.8, 2.2) + rng.uniform(0, 0.15))
    waiting = rng.choice([0, 0, 0.15, 0.6])
    told, last = [], None

    def guess(when):
        told.append((when + GUESSED, when, False))

    for index, (start, chord) in enumerate(spans):
        fresh = classes(chord) - (classes(last) if last else set())
        last = chord
        struck = [when for when, pitch in tuned if start - 0.4 < when < start + 1.5 and pitch in fresh]
        began = begins(struck, start, rng.random() < waiting)
        if rng.random() > missed:
            told.append((began + late(rng), began + 0.005 + rng.gauss(0, 0.015), True))
        if rng.random() > missed:
            guess(began + 0.012 + rng.gauss(0, rng.choice([0.03, 0.03, 0.09])))
            if rng.random() < 0.3 * wrong / (0.3 + wrong):
                guess(began + rng.uniform(0.05, 0.25))
        end = spans[index + 1][0] if index + 1 < len(spans) else start + 2
        inside = [when for when, _ in tuned if start + 0.25 < when < end - 0.1]
        for _ in range(2):
            if inside and rng.random() < wrong / 2:
                odd = rng.choice(inside)
                told.append((odd + late(rng) + 0.09, odd + rng.gauss(0, 0.02), True))
            if rng.random() < doubtful / 2:
                guess(rng.choice(inside) if inside and rng.random() < 0.2 else rng.uniform(start, end))
    return told


def score(rng, seconds):
    """A take as notes: notes, programs, (start, chord) of each chord, (time, number) of each beat, its end."""
    kind = rng.choices(["way", "rhythm", "song"], weights=[3, 4, 5])[0]
    if kind == "song":
        song = make_song(rng, seconds)
        if song.beats_per_bar == 4 and rng.random() < 0.25:
            song = make_song(rng, seconds)
        notes, programs, labels, beats, end = perform(rng, song, rng.uniform(0.1, 1))
        return notes, programs, [(start, chord) for start, _, chord in labels], beats, end
    if kind == "way":
        name = rng.choice(WAYS + DOUBTFUL)
        notes, program, chords, clock, beats, _, end = beat_takes.perform(rng, name, seconds)
    else:
        notes, program, chords, clock, beats, end = rhythms.improvise(rng, seconds)
    spans = [(clock(chord.beat), chord) for chord in chords if clock(chord.beat) < beats[-1][0]]
    return notes, {COMPER: program, BASS: 33}, spans, beats, end


def take(name, seconds):
    """What is seen and asked of the take called `name`."""
    rng = random.Random(name)
    notes, programs, spans, beats, end = score(rng, seconds)
    pace, rate = rng.uniform(0.88, 1.14), rng.choice(RATES)
    notes = [(start * pace, stop * pace, *rest) for start, stop, *rest in notes]
    spans = [(start * pace, chord) for start, chord in spans]
    beats = [(when * pace, number) for when, number in beats]
    gains = flux(rng, notes, programs, end * pace, rate)
    table = seen(gains, changes(rng, notes, spans), rate)
    return table, asked(beats, len(table), rate)
