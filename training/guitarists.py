"""Guitarists: strums, picking, bossa and power chords."""

from songs import INTERVALS
from stage import COMPER, DRUMS, grid, merged

# Strings that are picked in turn, from the lowest.
FIGURES = [(0, 1, 2, 3, 2, 1), (0, 2, 1, 3), (0, 1, 2, 3), (0, 3, 2, 1), (0, 2, 3, 2),
           (0, 1, 3, 2, 1, 2)]


def strummer(stage, channel=COMPER):
    """Strums shapes in a pattern; up-strokes catch the upper strings; some strokes are muted."""
    rng, song = stage.rng, stage.song
    bars = [grid(rng, song.beats_per_bar) for _ in range(2)]
    spread = rng.uniform(0.003, 0.03)
    ring = rng.choices([0, rng.uniform(0.3, 0.9)], weights=[3, 1])[0]
    ghosts = rng.choice([0, 0, 0, 0.15, 0.3])
    loud = rng.randint(60, 100)
    shapes = {}
    keeps = rng.random() < 0.8
    beat_of = lambda index, stroke: stage.begin(index) + stroke
    strokes = []
    for bar in range(song.beats // song.beats_per_bar + 1):
        for when, accent in rng.choice(bars):
            strokes.append((bar * song.beats_per_bar + when, accent))
    strokes = merged(stage, strokes)
    for (beat, accent), (following, _) in zip(strokes, strokes[1:] + [(song.beats, 1)]):
        index = stage.index(beat)
        chord = song.chords[index]
        name = (chord.root, chord.quality, chord.bass)
        if not keeps or name not in shapes:
            shapes[name] = stage.shape(chord)
        shape = shapes[name]
        first = abs(beat - stage.begin(index)) < 1e-6
        if not first and rng.random() < ghosts:
            stage.play(beat, beat + 0.1, DRUMS, rng.choice([42, 39, 70]), 35)
            continue
        up = not first and abs(beat % 1 - 0.5) < 1e-6
        notes = list(reversed(shape[-rng.choice([3, 4, 4]):])) if up else shape
        if not first and not up and rng.random() < 0.12:
            notes = shape[:rng.choice([1, 2, 3])]
        end = min(following, stage.end(index))
        if ring:
            end = beat + (end - beat) * ring
        for order, key in enumerate(notes):
            stage.play(beat, end, channel, key, loud * accent * (0.8 if up else 1), order * spread / 2)


def string(figure, turn, count):
    """The string that a figure has at a turn, of `count`: on fewer strings than it was made for, the figure is
    drawn together, and leaves out none."""
    place = figure[turn % len(figure)]
    return min(place, place * (count - 1) // max(figure))


def picker(stage, channel=COMPER):
    """Arpeggios and Travis picking: one or two strings at a time, left to ring."""
    rng, song = stage.rng, stage.song
    step = rng.choice([0.5, 0.5, 0.5, 1 / 3, 0.25 if song.tempo < 100 else 0.5])
    travis = rng.random() < 0.45
    # A figure that leaves out a string is for whoever plays the bass of the chord.
    order = rng.choice([figure for figure in FIGURES if not stage.upper or len(set(figure)) == 4])
    loud = rng.randint(60, 100)
    pinch = rng.random() < 0.5
    for index, chord in enumerate(song.chords):
        shape = stage.shape(chord)
        beat, end, turn = max(0, stage.begin(index)), stage.end(index), 0
        while beat < end - 1e-6:
            keys_now = [shape[string(order, turn, len(shape))]]
            if travis:
                low = shape[0] if turn % 4 == 0 else shape[min(1, len(shape) - 1)]
                keys_now = [low] if turn % 2 == 0 else [rng.choice(shape[1:] or shape)]
            if turn == 0 and pinch:
                keys_now = list({shape[0], shape[-1]} | ({shape[-2:][0]} if rng.random() < .5 else set()))
            for key in keys_now:
                stage.play(beat, end, channel, key, loud)
            turn += 1
            beat += step


def bossa(stage, channel=COMPER):
    """The thumb on the beats, the fingers together and off them; nothing rings for long."""
    rng, song = stage.rng, stage.song
    figure = rng.choice([(0, 1, 2.5, 3.5), (0.5, 1.5, 3), (0, 1.5, 2.5), (1, 2.5), (0, 1.5, 3)])
    loud, swap = rng.randint(60, 95), rng.random() < 0.6
    short = rng.uniform(0.3, 1)
    for index, chord in enumerate(song.chords):
        shape = stage.shape(chord)
        begin, end = max(0, stage.begin(index)), stage.end(index)
        low, high = (shape[:1], shape[1:]) if len(shape) > 3 else ([], shape)
        beat = begin
        while beat < end - 1e-6:
            if (beat - begin) % 2 < 1e-6 or rng.random() < 0.3:
                turned = swap and (beat - begin) % 4 >= 2 and len(shape) > 4
                for key in shape[1:2] if turned else low:
                    stage.play(beat, min(end, beat + 2), channel, key, loud)
            beat += 1
        bar = begin - begin % song.beats_per_bar
        strokes = {begin} | {bar + 4 * turn + beat for turn in range(8) for beat in figure}
        strokes = sorted(beat for beat in strokes if begin <= beat < end - 1e-6)
        for beat, following in zip(strokes, strokes[1:] + [end]):
            for key in high:
                stage.play(beat, beat + (following - beat) * short, channel, key, loud * 0.9)


def power(stage, channel=COMPER):
    """Root and fifth, with the octave or without, held or palm-muted; the third is left to others or to
    the imagination."""
    rng, song = stage.rng, stage.song
    loud = rng.randint(70, 105)
    lowest, octave = rng.choice([38, 40, 40, 45]), rng.random() < 0.7
    short = rng.choice([1, 1, rng.uniform(0.3, 0.7)])
    for index, chord in enumerate(song.chords):
        beat, end = max(0, stage.begin(index)), stage.end(index)
        fifth = 6 if 6 in INTERVALS[chord.quality] else 8 if chord.quality == "aug" else 7
        root = lowest + (chord.root - lowest) % 12
        long = rng.random() < 0.4
        while beat < end - 1e-6:
            stop = end if long else min(end, beat + 0.5)
            sounds = stop if long else beat + short * (stop - beat)
            for key in (root, root + fifth, root + 12)[:3 if octave else 2]:
                stage.play(beat, sounds, channel, key, loud)
            beat = stop
