"""Players of keys: piano with two hands, organ and strings that hold."""

from songs import INTERVALS
from stage import COMPER, grid, merged
from voicings import keys


def pianist(stage, channel=COMPER, with_bass=False):
    """Two hands; the left one is left to the bass player, where there is one, half of the time."""
    rng, song = stage.rng, stage.song
    rootless = with_bass and rng.random() < 0.4
    left = not with_bass or rng.random() < 0.5
    low = rng.randint(50, 65) if rng.random() < 0.88 else rng.randint(38, 50)
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
    low = rng.randint(48, 64) if rng.random() < 0.88 else rng.randint(38, 48)
    loud = rng.randint(55, 90)
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
