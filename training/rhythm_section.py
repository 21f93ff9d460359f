"""Bass and drums."""

from songs import INTERVALS
from stage import BASS, DRUMS
from voicings import bass_note


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
