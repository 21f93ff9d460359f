"""Chords that have nothing to do with each other, two seconds each, as hands on keys or strings play them."""

import voicings
from songs import ChordSpan, Song
from stage import COMPER, staged

QUALITIES = ["maj", "min"] * 3 + ["7", "maj7", "min7"]


def progression(rng, seconds):
    chords = []
    for index in range(int(seconds / 2)):
        root = rng.choice([r for r in range(12) if not chords or r != chords[-1].root])
        chords.append(ChordSpan(4.0 * index, 4.0, root, rng.choice(QUALITIES), root))
    return Song(120, 4, 0.5, chords, 4 * len(chords))


def on_keys(rng, seconds):
    """A stage, labels and length: close chords from D3 up, over a bass or else with the root lowest."""
    held, with_bass = rng.choice([1, 1, 0.8]), rng.random() < 0.5

    def play(stage):
        for index, chord in enumerate(stage.song.chords):
            low = rng.randint(50, 62) if with_bass else 50 + (chord.root - 50) % 12
            keys = voicings.keys(rng, chord, low)
            for key in keys + [36 + (chord.bass - 36) % 12] * with_bass:
                begin = stage.begin(index)
                stage.play(begin, begin + held * chord.length, COMPER, key, 85)
    return staged(rng, progression(rng, seconds), play)


def on_strings(rng, seconds):
    """The same as shapes on a guitar's neck, struck twice each."""
    def play(stage):
        stage.colour = 0
        for index, chord in enumerate(stage.song.chords):
            shape = stage.shape(chord)
            for beat in (stage.begin(index), stage.begin(index) + 2):
                for order, key in enumerate(shape):
                    stage.play(beat, beat + 2, COMPER, key, 85, 0.012 * order)
    return staged(rng, progression(rng, seconds), play)
