"""Those who play one note after another: over the chords of others, or alone."""

from songs import INTERVALS
from stage import COMPER, LEAD


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
