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
WEIGHTS = np.array([3, 1, 0.7], np.float32)
FORGET, LEAST, OLDEST = 0.998, 2.0, 2.0


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


def changes(rng, notes, spans):
    """The changes of chord as the ear may tell them: spans are (start, chord); late, now and then none, or
    one too many."""
    tuned = sorted((n[0], n[3] % 12) for n in notes if n[2] != DRUMS)
    told, last = [], None
    for start, chord in spans:
        fresh = classes(chord) - (classes(last) if last else set())
        last = chord
        struck = [when for when, pitch in tuned if start - 0.4 < when < start + 1.5 and pitch in fresh]
        began = struck[0] if struck else start
        if rng.random() < 0.93:
            told.append((began + max(0.3, rng.gauss(0.52, 0.09)), began + rng.gauss(0, 0.015), True))
        if rng.random() < 0.95:
            told.append((began + max(0.06, rng.gauss(0.17, 0.06)), began + rng.gauss(0.03, 0.03), False))
        if rng.random() < 0.12 and tuned:
            odd = rng.choice(tuned)[0]
            told.append((odd + max(0.06, rng.gauss(0.17, 0.06)), odd, False))
            if rng.random() < 0.3:
                told.append((odd + max(0.3, rng.gauss(0.52, 0.09)), odd, True))
    return told


def score(rng, seconds):
    """A take as notes: notes, programs, (start, chord) of each chord, (time, number) of each beat, its end."""
    kind = rng.choices(["way", "rhythm", "song"], weights=[3, 4, 4])[0]
    if kind == "song":
        song = make_song(rng, seconds)
        notes, programs, labels, beats, end = perform(rng, song, rng.uniform(0.1, 1))
        return notes, programs, [(start, chord) for start, _, chord in labels], beats, end
    if kind == "way":
        notes, program, chords, clock, beats, _, end = beat_takes.perform(rng, rng.choice(WAYS), seconds)
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
