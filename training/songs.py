"""Makes up songs: tempo, metre and a progression of chords, by rule or by chance."""

import random
from dataclasses import dataclass, field

QUALITIES = ["maj", "min", "7", "maj7", "min7", "dim", "hdim7", "aug", "sus4", "dim7", "sus2",
             "maj6", "min6"]
INTERVALS = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "dim": (0, 3, 6), "hdim7": (0, 3, 6, 10), "aug": (0, 4, 8),
    "sus4": (0, 5, 7), "dim7": (0, 3, 6, 9), "sus2": (0, 2, 7), "maj6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9),
}


@dataclass
class ChordSpan:
    """A chord from `beat` on, for `length` beats; pitch classes count from C."""
    beat: float
    length: float
    root: int
    quality: str
    bass: int


@dataclass
class Song:
    tempo: float
    beats_per_bar: int
    swing: float
    chords: list = field(default_factory=list)
    beats: int = 0


# What follows what: (semitones above the tonic, quality), with the weight of each successor.
POP_MAJOR = {
    (0, "maj"): {(5, "maj"): 4, (7, "maj"): 4, (9, "min"): 4, (4, "min"): 1.5, (2, "min"): 1.5,
                 (10, "maj"): 1, (0, "sus4"): .7, (0, "sus2"): .4, (4, "maj"): .5, (0, "7"): .5,
                 (0, "maj7"): .5, (2, "maj"): .4, (0, "aug"): .2},
    (5, "maj"): {(0, "maj"): 4, (7, "maj"): 4, (9, "min"): 1.5, (5, "min"): 1, (2, "min"): 1,
                 (10, "maj"): .6, (5, "maj7"): .3, (4, "min"): .7},
    (7, "maj"): {(0, "maj"): 4, (9, "min"): 3, (5, "maj"): 3, (7, "sus4"): .8, (7, "7"): 1,
                 (2, "min"): .5},
    (9, "min"): {(5, "maj"): 4, (7, "maj"): 2, (4, "min"): 1, (2, "min"): 1.5, (0, "maj"): 1,
                 (9, "min7"): .5, (2, "7"): .4},
    (2, "min"): {(7, "maj"): 3, (5, "maj"): 2, (0, "maj"): 1, (7, "7"): 1, (7, "sus4"): .5},
    (4, "min"): {(9, "min"): 2, (5, "maj"): 3, (2, "min"): .5},
    (10, "maj"): {(5, "maj"): 3, (0, "maj"): 2},
    (5, "min"): {(0, "maj"): 3, (7, "maj"): 1},
    (4, "maj"): {(9, "min"): 3, (5, "maj"): 2},
    (2, "maj"): {(7, "maj"): 3, (5, "maj"): 2},
    (0, "sus4"): {(0, "maj"): 3}, (0, "sus2"): {(0, "maj"): 3}, (7, "sus4"): {(7, "maj"): 3},
    (0, "7"): {(5, "maj"): 3}, (7, "7"): {(0, "maj"): 3, (9, "min"): 1},
    (0, "maj7"): {(5, "maj7"): 2, (5, "maj"): 2, (9, "min7"): 1},
    (5, "maj7"): {(0, "maj7"): 1, (0, "maj"): 2, (7, "sus4"): 1, (4, "min7"): 1},
    (9, "min7"): {(5, "maj7"): 1, (5, "maj"): 2, (2, "7"): 1},
    (4, "min7"): {(9, "min7"): 2}, (2, "7"): {(7, "7"): 1, (5, "maj"): 1},
    (0, "aug"): {(5, "maj"): 2, (9, "min"): 1},
}
POP_MINOR = {
    (0, "min"): {(8, "maj"): 4, (10, "maj"): 4, (5, "min"): 3, (3, "maj"): 2, (7, "min"): 1.5,
                 (7, "maj"): 1, (7, "7"): 1, (0, "sus4"): .3, (0, "sus2"): .3, (0, "min6"): .3,
                 (5, "maj"): .7, (2, "dim"): .3, (0, "min7"): .4},
    (8, "maj"): {(10, "maj"): 4, (3, "maj"): 2, (0, "min"): 2, (5, "min"): 1, (7, "7"): 1},
    (10, "maj"): {(0, "min"): 3, (3, "maj"): 2, (8, "maj"): 3, (5, "min"): 1},
    (5, "min"): {(0, "min"): 3, (7, "7"): 1.5, (10, "maj"): 1.5, (8, "maj"): 1},
    (3, "maj"): {(10, "maj"): 3, (8, "maj"): 2, (5, "min"): 1, (7, "maj"): .7},
    (7, "min"): {(0, "min"): 2, (8, "maj"): 2, (5, "min"): 1},
    (7, "maj"): {(0, "min"): 3, (8, "maj"): 1}, (7, "7"): {(0, "min"): 4, (8, "maj"): 1},
    (0, "sus4"): {(0, "min"): 2}, (0, "sus2"): {(0, "min"): 2}, (0, "min6"): {(5, "min"): 1},
    (5, "maj"): {(0, "min"): 2, (10, "maj"): 1}, (2, "dim"): {(7, "7"): 2},
    (0, "min7"): {(5, "7"): 1, (8, "maj7"): 1, (5, "min7"): 1},
    (8, "maj7"): {(7, "min7"): 1, (10, "7"): 1}, (5, "min7"): {(0, "min7"): 2, (10, "7"): 1},
    (5, "7"): {(0, "min7"): 2}, (7, "min7"): {(0, "min7"): 2}, (10, "7"): {(3, "maj7"): 2},
    (3, "maj7"): {(8, "maj7"): 2},
}
JAZZ = {
    (0, "maj7"): {(2, "min7"): 4, (9, "7"): 2, (9, "min7"): 2, (5, "maj7"): 1.5, (4, "min7"): 1.5,
                  (1, "dim7"): 1, (11, "hdim7"): .8, (7, "min7"): .8, (3, "dim7"): .5,
                  (0, "maj6"): 1},
    (0, "maj6"): {(2, "min7"): 3, (9, "7"): 2, (1, "dim7"): 1.5, (3, "dim7"): 1, (0, "7"): 1,
                  (5, "maj6"): .7},
    (2, "min7"): {(7, "7"): 8, (1, "7"): 1, (3, "dim7"): .4, (4, "min7"): .5},
    (7, "7"): {(0, "maj7"): 4, (0, "maj6"): 2, (4, "min7"): 1, (0, "min7"): .5, (9, "min7"): .7},
    (9, "7"): {(2, "min7"): 4, (2, "7"): 2}, (2, "7"): {(7, "7"): 3, (2, "min7"): 2},
    (9, "min7"): {(2, "min7"): 3, (2, "7"): 2}, (5, "maj7"): {(5, "min6"): 1, (10, "7"): 1.5,
                                                            (4, "min7"): 1.5, (6, "dim7"): 1},
    (5, "maj6"): {(6, "dim7"): 2, (5, "min6"): 1, (0, "maj6"): 1},
    (4, "min7"): {(9, "7"): 4, (3, "min7"): .7, (9, "min7"): 1, (3, "dim7"): .7},
    (3, "min7"): {(2, "min7"): 2, (8, "7"): 1}, (8, "7"): {(7, "7"): 2, (0, "maj7"): 1},
    (1, "dim7"): {(2, "min7"): 4}, (3, "dim7"): {(2, "min7"): 2, (4, "min7"): 2},
    (6, "dim7"): {(0, "maj6"): 2, (7, "7"): 2}, (11, "hdim7"): {(4, "7"): 4},
    (4, "7"): {(9, "min7"): 3, (9, "7"): 2}, (7, "min7"): {(0, "7"): 4},
    (0, "7"): {(5, "maj7"): 3, (5, "min7"): 1, (5, "7"): 2}, (5, "min6"): {(0, "maj7"): 3},
    (5, "min7"): {(10, "7"): 3}, (10, "7"): {(0, "maj7"): 2, (3, "maj7"): 1},
    (3, "maj7"): {(8, "maj7"): 1, (2, "hdim7"): 1}, (8, "maj7"): {(2, "hdim7"): 1, (7, "7"): 1},
    (1, "7"): {(0, "maj7"): 3, (0, "maj6"): 1}, (0, "min7"): {(5, "7"): 3},
    (5, "7"): {(0, "7"): 2, (10, "maj7"): 1, (6, "dim7"): 1, (0, "maj7"): 1},
    (10, "maj7"): {(3, "maj7"): 1, (9, "hdim7"): 1}, (9, "hdim7"): {(2, "7"): 3},
    (2, "hdim7"): {(7, "7"): 4},
}
JAZZ_MINOR = {
    (0, "min6"): {(2, "hdim7"): 4, (5, "min7"): 2, (7, "7"): 1, (8, "7"): 1, (9, "hdim7"): 1},
    (0, "min7"): {(2, "hdim7"): 3, (5, "min7"): 2, (10, "7"): 1, (8, "maj7"): 1.5, (0, "min6"): 1},
    (0, "min"): {(2, "hdim7"): 2, (7, "7"): 2, (5, "min6"): 1, (0, "min6"): 1, (7, "aug"): .5},
    (2, "hdim7"): {(7, "7"): 8}, (7, "7"): {(0, "min6"): 2, (0, "min7"): 3, (0, "min"): 2},
    (5, "min7"): {(10, "7"): 3, (7, "7"): 1, (0, "min7"): 1}, (10, "7"): {(3, "maj7"): 3},
    (3, "maj7"): {(8, "maj7"): 3, (2, "hdim7"): 1}, (8, "maj7"): {(2, "hdim7"): 4},
    (8, "7"): {(7, "7"): 4}, (9, "hdim7"): {(2, "7"): 1, (8, "7"): 2}, (2, "7"): {(7, "7"): 3},
    (5, "min6"): {(0, "min"): 2, (7, "7"): 1}, (7, "aug"): {(0, "min"): 3},
}
BLUES = {
    (0, "7"): {(5, "7"): 4, (7, "7"): 2, (0, "7"): 2, (9, "7"): .7, (1, "dim7"): .3},
    (5, "7"): {(0, "7"): 4, (6, "dim7"): 1, (7, "7"): .7, (5, "7"): 1},
    (7, "7"): {(5, "7"): 2, (0, "7"): 3}, (6, "dim7"): {(0, "7"): 3}, (9, "7"): {(2, "min7"): 1},
    (2, "min7"): {(7, "7"): 3}, (1, "dim7"): {(2, "min7"): 2},
}
GRAMMARS = [(POP_MAJOR, 3.2), (POP_MINOR, 2.2), (JAZZ, 2.8), (JAZZ_MINOR, 1.2), (BLUES, .6)]


def weighted(rng, table):
    return rng.choices(list(table), weights=list(table.values()))[0]


def by_rule(rng, count):
    """A walk through one grammar, in phrases that come round again, in a key of its own."""
    grammar = rng.choices([g for g, _ in GRAMMARS], weights=[w for _, w in GRAMMARS])[0]
    tonic = rng.randrange(12)
    phrases, chords = [], []
    while len(chords) < count:
        if phrases and rng.random() < 0.35:
            phrase = rng.choice(phrases)
        else:
            state, phrase = list(grammar)[0], []
            if rng.random() < 0.3:
                state = rng.choice(list(grammar))
            for _ in range(rng.choice([4, 4, 4, 3, 8])):
                phrase.append(state)
                state = weighted(rng, grammar.get(state) or grammar[list(grammar)[0]])
                if state not in grammar:
                    state = list(grammar)[0]
            phrases.append(phrase)
        chords += phrase
        if rng.random() < 0.04:
            tonic = (tonic + rng.choice([1, 2, 5, 7])) % 12
    return [((root + tonic) % 12, quality) for root, quality in chords[:count]]


def by_chance(rng, count):
    """Unrelated chords; every quality comes about as often as any other."""
    return [(rng.randrange(12), rng.choice(QUALITIES)) for _ in range(count)]


def shuffled(rng, count):
    chords = by_rule(rng, count)
    rng.shuffle(chords)
    return chords


def make_song(rng, seconds):
    """A song of about `seconds`, its first beat at 0."""
    tempo = min(200, max(55, rng.lognormvariate(4.68, 0.26)))
    metre = rng.choices([4, 3, 6], weights=[8, 1.2, .6])[0]
    swing = rng.choices([0.5, rng.uniform(0.56, 0.68)], weights=[2, 1])[0]
    song = Song(tempo, metre, swing)
    song.beats = max(metre * 2, int(seconds * tempo / 60))
    recipe = rng.choices([by_rule, shuffled, by_chance], weights=[0.6, 0.12, 0.28])[0]
    names = recipe(rng, 400)
    plain = rng.random() < 0.25
    inversions = rng.choices([0, 0.1, 0.35], weights=[4, 3, 1.5])[0]
    pace = rng.choices(["bar", "half", "mixed", "two bars"], weights=[4, 2, 3, 1])[0]
    beat = 0.0
    for root, quality in names:
        if beat >= song.beats:
            break
        length = lasting(rng, pace, metre, tempo)
        length = min(length, song.beats - beat)
        if plain:
            quality = {"7": "maj", "maj7": "maj", "min7": "min", "maj6": "maj",
                       "min6": "min"}.get(quality, quality)
        bass = root
        if rng.random() < inversions:
            bass = (root + rng.choice(INTERVALS[quality][1:])) % 12
        last = song.chords[-1] if song.chords else None
        if last and (last.root, last.quality, last.bass) == (root, quality, bass):
            last.length += length
        else:
            song.chords.append(ChordSpan(beat, length, root, quality, bass))
        beat += length
    return song


def lasting(rng, pace, metre, tempo):
    """How many beats a chord lasts; never much less than half a second."""
    half = metre / 2 if metre != 3 else 3
    length = {"bar": metre, "half": half, "two bars": 2 * metre}.get(pace)
    if length is None:
        length = rng.choice([metre, metre, half, half, 2 * metre, 1 if metre == 4 else metre])
    while length * 60 / tempo < 0.55:
        length += 1 if length < half else metre - half if length < metre else metre
    return float(length)
