"""Makes up players whose rhythm nobody has heard before: what hears beats is trained on.

A bar is a grid; who comps, plucks, holds the bass or drums draws at random which places of it he likes,
how loud and how short; or he plays a figure that players of many styles share. The ways of playing of
beat_takes.py are not among them on purpose: they test what comes of it.
"""

import numpy as np

from beat_takes import BASS, COMPER, DRUMS, Clock, Player, make_chords
from songs import BLUES, JAZZ, JAZZ_MINOR, POP_MAJOR, POP_MINOR
from sound import from_font
from stage import BASSES, GUITARS, ORGANS, PIANOS
from strings import Strings
from voicings import keys

# Places of a bar of four in beats, of chords and of basses.
CHORD_FIGURES = [
    (0, 1.5), (0, 2.5), (0, 1.5, 3), (0.5, 1.5, 3), (0, 1.5, 2.5), (0, 1, 2.5), (0, 2, 2.5), (0, 2, 3.5),
    (1, 3), (0, 1, 2, 3), (1.5, 3.5), (0, 1.5, 2.5, 3.5), (0.5, 1.5, 2.5, 3.5), (0, 0.5, 1.5, 2.5, 3.5),
    (0, 1.5, 2, 3.5), (0, 1, 1.5, 2.5, 3), (0, 1, 1.5, 2.5, 3, 3.5), (0, 1, 2, 2.5, 3, 3.5),
    (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5), (0.5, 2, 3.5), (1.5, 2.5, 3.5), (0, 1.5, 3, 3.5),
]
BASS_FIGURES = [(0, 1.5, 3), (0, 2.5), (0, 1.5, 2, 3.5), (0, 1.5), (0, 2, 2.5), (0, 1.5, 2.5), (0, 2, 3.5)]
# Ways up and down the strings.
TURNS = [(0, 2, 3, 4, 3, 2), (0, 1, 2, 3, 2, 1), (0, 3, 2, 4, 2, 3), (0, 2, 1, 3),
         (0, 2, 3, 4, 5, 4, 3, 2), (0, 4, 3, 2)]

GRAMMARS = [POP_MAJOR, POP_MAJOR, POP_MINOR, JAZZ, JAZZ_MINOR, BLUES]


class Metre:
    """Beats in a bar, places in a beat, and how fast it goes."""

    def __init__(self, rng):
        kind = rng.choices(["four", "three", "compound", "shuffle"], weights=[7, 1.6, 2.2, 1.2])[0]
        self.beats = {"four": 4, "three": 3, "compound": 2, "shuffle": 4}[kind]
        self.tempo = min(210, max(56, rng.lognormvariate(4.7, 0.33)))
        self.parts = 4 if kind == "four" and self.tempo < 125 and rng.random() < 0.45 else 2
        if kind == "three":
            self.tempo = min(190, max(75, rng.lognormvariate(4.75, 0.25)))
        if kind in ("compound", "shuffle"):
            self.parts = 3
            self.tempo = rng.uniform(50, 95) if kind == "compound" else rng.uniform(56, 130)
        swings = kind in ("four", "three") and self.parts == 2
        self.swing = rng.uniform(0.57, 0.68) if swings and rng.random() < 0.25 else 0.5


def figure(rng, metre, on, off, fine):
    """Places of a bar in beats, each with its accent: on beats, on their main parts, on the rest."""
    accents = rng.choice(["one", "back", "flat", "chance", "off"])
    places = []
    for step in range(metre.beats * metre.parts):
        beat, part = divmod(step, metre.parts)
        main = part * 2 == metre.parts or metre.parts == 3
        likely = on if part == 0 else off if main else fine
        if beat == 0 and part == 0:
            likely = max(likely, rng.choice([likely, 0.9]))
        if rng.random() >= likely:
            continue
        accent = 1.0
        if accents == "one":
            accent = 1.0 if step == 0 else 0.85 if part == 0 else 0.72
        elif accents == "back":
            accent = 1.0 if part == 0 and beat % 2 == 1 else 0.78
        elif accents == "off":
            accent = 1.0 if part else 0.85
        elif accents == "chance":
            accent = rng.uniform(0.65, 1)
        places.append((step / metre.parts, accent))
    return places


def shared(rng, metre, figures):
    """A figure that many players know, its second halves late where the beat has three parts."""
    late = 1 / 6 if metre.parts == 3 else 0
    softer = rng.choice([1, 0.85, 0.75])
    return [(place + (late if place % 1 else 0), softer if place else 1.0) for place in rng.choice(figures)]


def song_of_figures(rng, metre, bars, draw):
    """The figure of each bar: one or two that come round, varied now and then."""
    first = [draw() for _ in range(rng.choice([1, 1, 2, 2, 4]))]
    other = [draw() for _ in range(len(first))]
    length, loose = rng.choice([4, 8, 16]), rng.choice([0, 0, 0.1, 0.3])
    for bar in range(bars):
        figures = other if bar // length % 3 == 2 else first
        one = figures[bar % len(figures)]
        yield draw() if rng.random() < loose else one


def comping(rng, metre, player, bars, alone):
    """Chords; returns the program that sounds them and how much of the beat is in them."""
    kind = rng.choice(["strum", "strum", "hand", "hand", "pick", "power"])
    program = rng.choice({"hand": PIANOS + ORGANS[:2], "power": [29, 30, 27]}.get(kind, GUITARS[:8]))
    on = rng.choice([0.15, 0.4, 0.7, 0.95, 1])
    off = rng.choice([0.05, 0.25, 0.5, 0.8, 1])
    fine = rng.choice([0, 0.1, 0.3, 0.6, 0.9])
    if kind == "pick":
        on, off = max(on, 0.7), max(off, 0.5)
    if on + off < 0.5:
        on += 0.4
    length = rng.choice([0.2, 0.4, 0.7, 1, 2])
    loud, pushes = rng.randint(62, 98), rng.choice([0, 0, 0.3, 0.8])
    order = rng.choice(TURNS) if rng.random() < 0.5 else [rng.randrange(6) for _ in range(16)]
    # Nothing tells off-beats that nobody answers.
    known = [places for places in CHORD_FIGURES if not alone or any(place % 1 == 0 for place in places)]
    is_shared = kind in ("strum", "hand") and metre.beats == 4 and rng.random() < 0.45
    draw = lambda: shared(rng, metre, known) if is_shared else figure(rng, metre, on, off, fine)
    thumb = kind == "pick" or kind == "strum" and rng.random() < 0.2
    for bar, places in enumerate(song_of_figures(rng, metre, bars, draw)):
        begin = bar * metre.beats
        if thumb:
            for beat in range(metre.beats):
                if beat == 0 or rng.random() < 0.6:
                    shape = player.shape(player.chord(begin + beat))
                    low = shape[0] if beat % 2 == 0 or rng.random() < 0.5 else shape[min(1, len(shape) - 1)]
                    player.note(begin + beat, 1, COMPER, low, loud + 4)
        for number, (place, accent) in enumerate(places):
            beat = begin + place
            last = place >= metre.beats - 0.51 and place % 1 > 0
            ahead = 1 - place % 1 if last and rng.random() < pushes else 0
            velocity = loud * accent
            if kind == "strum":
                up = place % 1 > 0 and rng.random() < 0.7
                player.strum(beat, length, velocity, up, ahead)
            elif kind == "hand":
                player.hand(beat, length, velocity, ahead)
            elif kind == "power":
                root = 40 + (player.chord(beat + ahead).root - 40) % 12
                for key in (root, root + 7, root + 12):
                    player.note(beat, length, COMPER, key, velocity + 10)
            else:
                shape = player.shape(player.chord(beat + ahead))
                string = order[number % len(order)] % len(shape)
                player.note(beat, max(1, length), COMPER, shape[string], velocity)
    return program, on


def low_end(rng, metre, player, bars, channel):
    """A bass, or a left hand."""
    kind = rng.choice(["one", "halves", "walk", "figure", "figure", "steps", "shared"])
    if kind == "shared" and metre.beats != 4:
        kind = "figure"
    on, off = rng.choice([0.3, 0.6, 0.9]), rng.choice([0.1, 0.3, 0.7])
    length, loud = rng.choice([0.4, 0.9, 1.5]), rng.randint(70, 100)
    floor = 28 if channel == BASS else 36
    draw = lambda: (shared(rng, metre, BASS_FIGURES) if kind == "shared"
                    else figure(rng, metre, on, off, 0.05))
    for bar, places in enumerate(song_of_figures(rng, metre, bars, draw)):
        begin = bar * metre.beats
        if kind == "one":
            places = [(0, 1)]
        elif kind == "halves":
            places = [(0, 1), (metre.beats / 2, 0.9)] if metre.beats % 2 == 0 else [(0, 1)]
        elif kind == "walk":
            places = [(beat, 1) for beat in range(metre.beats)]
        elif kind == "steps":
            places = [(step / metre.parts, 1) for step in range(metre.beats * metre.parts)]
        elif kind == "figure" and rng.random() < 0.9:
            places = [(0, 1)] + [p for p in places if p[0] > 0]
        for place, accent in places:
            chance = rng.random()
            player.low(begin + place, length, loud * accent, fifth=place > 0 and chance < 0.4,
                       channel=channel, floor=floor)


def drumming(rng, metre, player, bars):
    """Kick, snare and cymbals, or something to shake."""
    light = rng.random() < 0.3
    key, part = rng.choice([42, 42, 44, 51, 70, 82]), rng.choice([1, metre.parts, metre.parts])
    kick = figure(rng, metre, 0.5, 0.3, 0.05)
    for bar in range(bars):
        begin = bar * metre.beats
        for step in range(metre.beats * part):
            if rng.random() < 0.95:
                player.drum(begin + step / part, key, 80 if step % part == 0 else 62)
        if light:
            continue
        for place, _ in [(0, 1)] + kick:
            player.drum(begin + place, 36, 96)
        for beat in range(metre.beats):
            if (beat % 2 == 1 if metre.beats != 3 else beat > 0):
                player.drum(begin + beat, 38, 92 if metre.beats != 3 else 70)


def improvise(rng, seconds):
    """A take as notes, the program of who comps, chords, clock, (time, number) of each beat, and its end."""
    metre = Metre(rng)
    bars = max(4, int(seconds * metre.tempo / 60 / metre.beats))
    beats = bars * metre.beats
    every = metre.beats * rng.choice([1, 1, 1, 2, 0.5 if metre.beats == 4 else 1])
    chords, _ = make_chords(rng, beats, metre.beats, rng.choice(GRAMMARS), float(every))
    clock = Clock(rng, metre.tempo, beats, swing=metre.swing, drift=rng.choice([0, 0, 0, 0.12, -0.12]),
                  wander=rng.choice([0.001, 0.003, 0.006]))
    player = Player(rng, clock, chords)
    band = rng.random()
    program, _ = comping(rng, metre, player, bars, band < 0.4)
    if band >= 0.4:
        low_end(rng, metre, player, bars, BASS if band > 0.6 or program in GUITARS else COMPER)
    if band > 0.85:
        drumming(rng, metre, player, bars)
    notes = [(s, min(e, s + 3), c, k, v) for s, e, c, k, v in player.notes]
    truth = [(clock(beat), beat % metre.beats + 1) for beat in range(beats)]
    return notes, program, chords, clock, truth, clock(beats) + 1


def improvised(rng, seconds, installed, rate):
    """A take as sound, and (time, number) of each beat."""
    notes, program, _, _, truth, end = improvise(rng, seconds)
    programs = {COMPER: program, BASS: rng.choice(BASSES)}
    volumes = {COMPER: rng.randint(80, 115), BASS: rng.randint(65, 110), DRUMS: rng.randint(60, 105)}
    parts = []
    if program in GUITARS[:8] and rng.random() < 0.3:
        strings = Strings(rng, rate).play([n for n in notes if n[2] == COMPER], end)
        parts.append((strings / (np.abs(strings).max() + 1e-9), 1))
        notes = [n for n in notes if n[2] != COMPER]
    if notes:
        others = from_font(rng.choice(installed), notes, programs, volumes, end, rate, rng.random() < 0.4)
        parts.append((others / (np.abs(others).max() + 1e-9), rng.uniform(0.4, 1) if parts else 1))
    sound = sum(gain * part for part, gain in parts)
    return sound, truth
