"""Players: turn a song into notes, each of them with habits drawn at random.

A note is (start, end, channel, key, velocity), times in seconds. Chords begin where the players
strike them, so a song whose players push a chord has its label pushed, too.
"""

import bisect
import dataclasses

from songs import INTERVALS
from voicings import bass_note, guitar, keys

GUITARS = [24, 25, 25, 25, 26, 27, 27, 28, 29, 30]
PIANOS = [0, 0, 0, 1, 2, 3, 4, 4, 5, 5, 7]
ORGANS = [16, 17, 18, 19, 20, 21, 22]
PADS = [48, 49, 50, 51, 52, 61, 62, 88, 89, 90, 91, 94]
OTHERS = [6, 8, 9, 10, 11, 12, 15, 46, 104, 105, 107, 108]
BASSES = [32, 32, 33, 33, 33, 34, 35, 36, 38, 39]
LEADS = [11, 22, 25, 26, 27, 29, 30, 40, 41, 42, 52, 53, 54, 56, 57, 59, 60, 64, 65, 66, 67, 68,
         71, 73, 74, 75, 79, 80, 81, 85]
COMPER, BASS, LEAD, SECOND, DRUMS = 0, 1, 2, 3, 9


class Clock:
    """Seconds of each beat: drifting tempo, swung eighths, the intro before the first beat."""

    def __init__(self, rng, song, intro):
        self.swing = song.swing
        self.times = [intro]
        tempo = song.tempo
        wander = rng.uniform(0, 0.004)
        for _ in range(song.beats + 8):
            tempo *= 1 + rng.gauss(0, wander)
            self.times.append(self.times[-1] + 60 / tempo)

    def __call__(self, beat):
        whole = min(int(beat), len(self.times) - 2)
        part = beat - whole
        if abs(part - 0.5) < 1e-6:
            part = self.swing
        return self.times[whole] + part * (self.times[whole + 1] - self.times[whole])


class Stage:
    """Collects what is played, and where each chord was struck."""

    def __init__(self, rng, song, clock):
        self.rng, self.song, self.clock = rng, song, clock
        self.jitter = rng.uniform(0.001, 0.012)
        self.notes = []
        self.starts = [c.beat for c in song.chords]
        self.push = rng.random() < 0.12
        self.capo = rng.choice([0, 0, 0, rng.randint(1, 6)])
        self.colour = rng.choice([0, 0, 0, 0.3, 0.8])
        # A player who leaves the low strings to others, or to nobody, says nothing of the bass.
        self.upper = rng.choice([0, 0, 0, 0, 0, 0, 0, 3, 4])
        self.shifts = [-0.5 if self.push and i and rng.random() < 0.5 else 0.0
                       for i, _ in enumerate(song.chords)]

    def begin(self, index):
        """The beat on which a chord is struck."""
        return self.song.chords[index].beat + self.shifts[index]

    def end(self, index):
        chord = self.song.chords[index]
        if index + 1 < len(self.song.chords):
            return self.begin(index + 1)
        return chord.beat + chord.length

    def index(self, beat):
        """The chord that is played on a beat."""
        index = max(0, bisect.bisect_right(self.starts, beat + 1e-6) - 1)
        if index + 1 < len(self.starts) and beat + 1e-6 >= self.begin(index + 1):
            index += 1
        return index

    def shape(self, chord):
        """The strings that a guitarist stops and strikes, low to high."""
        shape = guitar(self.rng, chord, self.colour, self.capo)
        return shape[-self.upper:] if self.upper else shape

    def play(self, start, end, channel, key, velocity, late=0.0):
        when = self.clock(start) + late + self.rng.gauss(0, self.jitter)
        stop = max(when + 0.04, self.clock(end))
        loud = int(min(127, max(8, self.rng.gauss(velocity, 6))))
        if 21 <= key <= 108:
            self.notes.append((max(0, when), stop, channel, key, loud))


def grid(rng, metre):
    """A bar of strokes: (beat, accent), syncopated more or less."""
    busy = rng.choice([0.15, 0.35, 0.6, 0.85])
    strokes = []
    for beat in range(metre):
        if beat == 0 or rng.random() < 0.35 + 0.6 * busy:
            strokes.append((float(beat), 1.0))
        if rng.random() < busy:
            strokes.append((beat + 0.5, 0.8))
    if rng.random() < 0.15:
        strokes = strokes[:1]
    return strokes


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


def merged(stage, strokes):
    """The strokes, with one at least where each chord begins."""
    begins = [stage.begin(i) for i in range(len(stage.song.chords))]
    inside = [s for s in strokes if 0 <= s[0] < stage.song.beats
              and all(abs(s[0] - b) > 0.26 for b in begins)]
    return sorted(inside + [(max(0.0, b), 1.0) for b in begins])


def picker(stage, channel=COMPER):
    """Arpeggios and Travis picking: one or two strings at a time, left to ring."""
    rng, song = stage.rng, stage.song
    step = rng.choice([0.5, 0.5, 0.5, 1 / 3, 0.25 if song.tempo < 100 else 0.5])
    travis = rng.random() < 0.45
    order = rng.choice([(0, 1, 2, 3, 2, 1), (0, 2, 1, 3), (0, 1, 2, 3), (0, 3, 2, 1),
                        (0, 2, 3, 2), (0, 1, 3, 2, 1, 2)])
    loud = rng.randint(60, 100)
    pinch = rng.random() < 0.5
    for index, chord in enumerate(song.chords):
        shape = stage.shape(chord)
        beat, end, turn = max(0, stage.begin(index)), stage.end(index), 0
        while beat < end - 1e-6:
            keys_now = [shape[order[turn % len(order)] % len(shape)]]
            if travis:
                low = shape[0] if turn % 4 == 0 else shape[min(1, len(shape) - 1)]
                keys_now = [low] if turn % 2 == 0 else [rng.choice(shape[1:] or shape)]
            if turn == 0 and pinch:
                keys_now = list({shape[0], shape[-1]} | ({shape[-2:][0]} if rng.random() < .5 else set()))
            for key in keys_now:
                stage.play(beat, end, channel, key, loud)
            turn += 1
            beat += step


def pianist(stage, channel=COMPER, with_bass=False):
    """Two hands; the left one is left to the bass player, where there is one, half of the time."""
    rng, song = stage.rng, stage.song
    rootless = with_bass and rng.random() < 0.4
    left = not with_bass or rng.random() < 0.5
    low = rng.randint(50, 65)
    spread = rng.random() < 0.2
    colour = rng.choice([0, 0, 0, 0.3])
    style = rng.choice(["block", "block", "hold", "broken"])
    bars = [grid(rng, song.beats_per_bar) for _ in range(2)]
    strokes = [(bar * song.beats_per_bar + w, a)
               for bar in range(song.beats // song.beats_per_bar + 1) for w, a in rng.choice(bars)]
    if style == "hold":
        strokes = []
    length = rng.choice([1.0, 1.0, rng.uniform(0.3, 0.8)])
    loud = rng.randint(55, 95)
    octave, fifths = rng.random() < 0.3, rng.random() < 0.3
    left_rhythm = rng.choice(["with", "once", "beats"])
    hands = {}
    strokes = merged(stage, strokes)
    pedal = rng.random() < 0.4
    for (beat, accent), (following, _) in zip(strokes, strokes[1:] + [(song.beats, 1)]):
        index = stage.index(beat)
        chord = song.chords[index]
        first = abs(beat - max(0, stage.begin(index))) < 1e-6
        if first:
            hands[index] = keys(rng, chord, low + rng.choice([0, 0, -2, 3]), rootless, spread, colour)
        hand = hands.get(index) or keys(rng, chord, low, rootless, spread, colour)
        end = stage.end(index) if pedal else min(following, stage.end(index))
        end = beat + (end - beat) * length
        if style == "broken" and not first:
            hand = [rng.choice(hand)] if rng.random() < 0.7 else hand
        for key in hand:
            stage.play(beat, end, channel, key, loud * accent)
        if left and (first or left_rhythm == "with" or (left_rhythm == "beats" and beat % 1 == 0)):
            bottom = 36 + (chord.bass - 36) % 12
            if not first and fifths and rng.random() < 0.5:
                bottom += 7 if 7 in INTERVALS[chord.quality] else 12
            hold = stage.end(index) if left_rhythm == "once" else end
            stage.play(beat, hold, channel, bottom, loud)
            if octave:
                stage.play(beat, hold, channel, bottom - 12, loud * 0.8)


def sustainer(stage, channel=COMPER, with_bass=False):
    """Organ and strings: chords held, now and then struck again."""
    rng, song = stage.rng, stage.song
    low, loud = rng.randint(48, 64), rng.randint(55, 90)
    left = not with_bass or rng.random() < 0.3
    again = rng.choice([0, 0, 1, 2])
    for index, chord in enumerate(song.chords):
        hand = keys(rng, chord, low + rng.choice([0, 0, 2, -2]))
        beat, end = max(0, stage.begin(index)), stage.end(index)
        while beat < end - 1e-6:
            following = min(end, beat + again) if again else end
            for key in hand:
                stage.play(beat, following, channel, key, loud)
            if left:
                stage.play(beat, following, channel, 36 + (chord.bass - 36) % 12, loud)
            beat = following


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


def striker(stage, channel=COMPER, strings=False):
    """Every chord once or twice, in any register, wide or close, held or followed by a rest."""
    rng, song = stage.rng, stage.song
    held, loud = rng.choice([1, 1, rng.uniform(0.3, 0.95)]), rng.randint(55, 105)
    twice, doubled, low = rng.random() < 0.2, rng.random() < 0.4, rng.choice([0, 36, 43, 48, 60])
    for index, chord in enumerate(song.chords):
        begin, end = max(0, stage.begin(index)), stage.end(index)
        hand = stage.shape(chord) if strings else keys(rng, chord, low or rng.randint(40, 68))
        if not strings and (low or 60) >= 48 and doubled:
            hand = hand + [36 + (chord.bass - 36) % 12]
        elif not strings:
            bottom = min(hand)
            hand = [bottom - (bottom - chord.bass) % 12] + [k for k in hand if k > bottom]
        spread = rng.choice([0, 0, 0.03])
        strikes = [begin, (begin + end) / 2] if twice else [begin]
        for beat, following in zip(strikes, strikes[1:] + [end]):
            for order, key in enumerate(sorted(set(hand))):
                stage.play(beat, beat + (following - beat) * held, channel, key, loud, order * spread)


def liner(stage, channel=COMPER):
    """One note after another, the harmony only in what they outline."""
    rng, song = stage.rng, stage.song
    step, loud = rng.choice([0.5, 0.5, 1, 1 / 3]), rng.randint(60, 100)
    passing, low = rng.choice([0, 0.15, 0.3]), rng.choice([45, 52, 57, 60])
    for index, chord in enumerate(song.chords):
        beat, end = max(0, stage.begin(index)), stage.end(index)
        tones = [k for k in range(low, low + 25)
                 if (k - chord.root) % 12 in INTERVALS[chord.quality]]
        roots = [i for i, k in enumerate(tones) if k % 12 == chord.root]
        place, way = rng.choice(roots), rng.choice([-1, 1])
        while beat < end - 1e-6:
            key = tones[place] + (rng.choice([-1, 1, 2, -2]) if rng.random() < passing else 0)
            stage.play(beat, min(end, beat + step * rng.choice([0.9, 1, 2])), channel, key, loud)
            if not 0 <= place + way < len(tones) or rng.random() < 0.2:
                way = -way
            place = min(len(tones) - 1, max(0, place + way))
            beat += step


def pauses(stage):
    """Leaves whole spans of the comping out, from some time after a chord was struck."""
    rng, song = stage.rng, stage.song
    gaps = []
    for index, _ in enumerate(song.chords):
        if rng.random() < 0.3:
            begin, end = stage.clock(max(0, stage.begin(index))), stage.clock(stage.end(index))
            gaps.append((begin + rng.uniform(0.25, 0.6) * (end - begin), end - 0.05))
    stage.notes = [n if not any(g[0] < n[1] and n[0] < g[0] for g in gaps)
                   else (n[0], next(g[0] for g in gaps if n[0] < g[0] < n[1]), *n[2:])
                   for n in stage.notes
                   if n[2] != COMPER or not any(g[0] <= n[0] < g[1] for g in gaps)]


def power(stage, channel=COMPER):
    """Root and fifth, palm-muted eighths between; the third is left to others or to the imagination."""
    rng, song = stage.rng, stage.song
    loud = rng.randint(70, 105)
    for index, chord in enumerate(song.chords):
        beat, end = max(0, stage.begin(index)), stage.end(index)
        fifth = 6 if 6 in INTERVALS[chord.quality] else 8 if chord.quality == "aug" else 7
        root = 40 + (chord.root - 40) % 12
        long = rng.random() < 0.4
        while beat < end - 1e-6:
            stop = end if long else min(end, beat + 0.5)
            for key in (root, root + fifth, root + 12):
                stage.play(beat, stop, channel, key, loud)
            beat = stop


def bassist(stage):
    """Roots, fifths, walks and passing notes; the bass of the chord on its first beat."""
    rng, song = stage.rng, stage.song
    style = rng.choice(["roots", "eighths", "fifths", "walk", "octaves"])
    loud = rng.randint(70, 105)
    step = {"roots": 0, "eighths": 0.5, "fifths": 2, "walk": 1, "octaves": 0.5}[style]
    for index, chord in enumerate(song.chords):
        root = bass_note(rng, chord.bass)
        beat, end, turn = max(0, stage.begin(index)), stage.end(index), 0
        while beat < end - 1e-6:
            stop = min(end, beat + step) if step else end
            key = root
            if turn:
                tones = INTERVALS[chord.quality]
                if style == "fifths":
                    key = bass_note(rng, (chord.root + tones[2]) % 12)
                elif style == "octaves":
                    key = root + 12 * (turn % 2)
                elif style == "walk":
                    last = stop >= end - 1e-6 and index + 1 < len(song.chords)
                    goal = song.chords[index + 1].bass if last else None
                    key = (bass_note(rng, (goal + rng.choice([1, 11])) % 12) if last else
                           bass_note(rng, (chord.root + rng.choice(tones + (2,))) % 12))
                elif rng.random() < 0.08:
                    key = bass_note(rng, (chord.root + rng.choice(tones)) % 12)
            stage.play(beat, beat + (stop - beat) * rng.choice([0.95, 0.95, 0.6]), BASS, key, loud)
            turn += 1
            beat = stop


def drummer(stage):
    rng, song = stage.rng, stage.song
    ride = rng.choice([42, 42, 51, 46, 54])
    eighths = rng.random() < 0.7
    loud = rng.randint(50, 105)
    for beat in range(song.beats):
        place = beat % song.beats_per_bar
        if place in (0, 2) or rng.random() < 0.1:
            stage.play(beat, beat + 0.2, DRUMS, 36, loud)
        if place in (1, 3):
            stage.play(beat, beat + 0.2, DRUMS, rng.choice([38, 38, 40, 37]), loud)
        for part in (0, 0.5) if eighths else (0,):
            stage.play(beat + part, beat + part + 0.1, DRUMS, ride, loud * 0.75)
        if beat % 16 == 0 and rng.random() < 0.4:
            stage.play(beat, beat + 1, DRUMS, 49, loud)


def soloist(stage):
    """A line that leans on chord tones on strong beats and passes through others."""
    rng, song = stage.rng, stage.song
    scale = set()
    for chord in song.chords[:8]:
        scale |= {(chord.root + t) % 12 for t in INTERVALS[chord.quality]}
    low, high = rng.choice([(60, 79), (55, 74), (64, 86)])
    loud, key = rng.randint(60, 95), rng.randint(62, 74)
    rest = rng.uniform(0.1, 0.5)
    beat = 0.0
    while beat < song.beats - 0.5:
        length = rng.choice([0.5, 0.5, 1, 1, 1.5, 2])
        if rng.random() > rest:
            chord = song.chords[stage.index(beat)]
            tones = {(chord.root + t) % 12 for t in INTERVALS[chord.quality]}
            pool = tones if beat % 1 == 0 and rng.random() < 0.75 else tones | scale
            near = [n for n in range(low, high) if n % 12 in pool and abs(n - key) <= 7]
            key = rng.choice(near or [low + (min(tones) - low) % 12])
            stage.play(beat, beat + length * 0.95, LEAD, key, loud)
        beat += length


def comper(stage, with_bass, band):
    """Someone plays the chords; returns the programs of those who do, and who plays a melody."""
    rng = stage.rng
    programs = {BASS: rng.choice(BASSES), LEAD: rng.choice(LEADS)}
    kind = rng.choices(
        ["strum", "pick", "bossa", "piano", "hold", "power", "other", "strike", "line"],
        weights=[3.2, 1.6, 1.2, 2.4, 1.2, 0.45, 0.4, 1.6, 0.3])[0]
    if kind in ("strum", "pick", "bossa"):
        programs[COMPER] = rng.choice(GUITARS if kind == "strum" else GUITARS[:7])
        {"strum": strummer, "pick": picker, "bossa": bossa}[kind](stage)
    elif kind == "strike":
        strings = rng.random() < 0.5
        programs[COMPER] = rng.choice(GUITARS if strings else PIANOS + PIANOS + ORGANS)
        striker(stage, COMPER, strings)
    elif kind == "line":
        programs[COMPER] = rng.choice(GUITARS + PIANOS + LEADS)
        liner(stage)
    elif kind == "power":
        programs[COMPER] = rng.choice([29, 30, 27])
        power(stage)
        if with_bass and rng.random() < 0.4:
            programs[SECOND] = rng.choice(ORGANS + PADS + PIANOS)
            sustainer(stage, SECOND, True)
    elif kind == "hold":
        programs[COMPER] = rng.choice(ORGANS + PADS)
        sustainer(stage, COMPER, with_bass)
    else:
        programs[COMPER] = rng.choice(PIANOS if kind == "piano" else OTHERS)
        pianist(stage, COMPER, with_bass)
    if kind not in ("line", "power") and rng.random() < 0.08:
        pauses(stage)
    if band < 0.12 and kind != "power":
        programs[SECOND] = rng.choice(ORGANS + PADS + PIANOS + GUITARS)
        rng.choice([sustainer, pianist])(stage, SECOND, True)
    return programs, kind != "line" and rng.random() < (0.5 if band < 0.3 else 0.15)


def perform(rng, song, intro):
    """Plays a song; returns notes, programs by channel, labels, the beats, and the seconds it took.

    Where the players say nothing of the bass, that of the labels is -1.
    """
    clock = Clock(rng, song, intro)
    stage = Stage(rng, song, clock)
    band = rng.random()
    with_bass = band < 0.42
    programs, with_lead = comper(stage, with_bass, band)
    if with_bass:
        bassist(stage)
    if band < 0.27 or band > 0.92:
        drummer(stage)
    if with_lead:
        soloist(stage)
    silent = stage.upper and not with_bass and programs[COMPER] in GUITARS
    chords = [dataclasses.replace(c, bass=-1) if silent else c for c in song.chords]
    labels = [(max(0, clock(max(0, stage.begin(i)))), clock(stage.end(i)), c)
              for i, c in enumerate(chords)]
    beats = [(clock(beat), beat % song.beats_per_bar + 1) for beat in range(song.beats)]
    return stage.notes, programs, labels, beats, clock(song.beats)
