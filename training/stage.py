"""The stage on which players play: who they may be, their clock, and the notes that they leave.

A note is (start, end, channel, key, velocity), times in seconds. Chords begin where the players
strike them, so a song whose players push a chord has its label pushed, too.
"""

import bisect

from voicings import guitar

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


def merged(stage, strokes):
    """The strokes, with one at least where each chord begins."""
    begins = [stage.begin(i) for i in range(len(stage.song.chords))]
    inside = [s for s in strokes if 0 <= s[0] < stage.song.beats
              and all(abs(s[0] - b) > 0.26 for b in begins)]
    return sorted(inside + [(max(0.0, b), 1.0) for b in begins])


def staged(rng, song, play, *more):
    """A stage on which one has played alone, its labels and how long it lasts."""
    stage = Stage(rng, song, Clock(rng, song, rng.uniform(0.2, 1)))
    stage.upper = 0
    play(stage, *more)
    labels = [(max(0, stage.clock(max(0, stage.begin(i)))), stage.clock(stage.end(i)), c)
              for i, c in enumerate(song.chords)]
    return stage, labels, stage.clock(song.beats) + 1
