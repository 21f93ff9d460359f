"""How players finger chords: shapes on a guitar's neck, hands on a keyboard."""

import functools
import itertools

from songs import INTERVALS

STRINGS = (40, 45, 50, 55, 59, 64)


def essential(quality):
    """The intervals that make the chord what it is; a fifth may be missing from four notes."""
    tones = INTERVALS[quality]
    return tuple(t for t in tones if not (len(tones) == 4 and t == 7))


# What players add to a chord without giving it another name: ninths and thirteenths.
TENSIONS = {"maj": (2,), "min": (2,), "7": (2, 9), "maj7": (2, 9), "min7": (2, 5), "maj6": (2,),
            "min6": (2,)}


@functools.lru_cache(maxsize=None)
def guitar_shapes(root, quality, bass, tension=None):
    """Every playable shape with `bass` lowest: six entries, None for a muted string."""
    tones = {(root + t) % 12 for t in INTERVALS[quality]}
    needed = {(root + t) % 12 for t in essential(quality)}
    if tension is not None:
        tones, needed = tones | {(root + tension) % 12}, needed | {(root + tension) % 12}
    shapes = []
    for low in range(0, 10):
        reach = range(low, low + 4) if low else range(0, 4)
        choices = []
        for open_note in STRINGS:
            frets = sorted(set(reach) | ({0} if low <= 4 else set()))
            choices.append([open_note + f for f in frets if (open_note + f) % 12 in tones])
        for lowest in range(0, 4):
            basses = [n for n in choices[lowest] if n % 12 == bass]
            for note in basses[:1]:
                uppers = [c[:2] + [None] if low else c[:1] or [None] for c in choices[lowest + 1:]]
                for upper in itertools.product(*uppers):
                    notes = (note,) + upper
                    sounding = [n for n in notes if n is not None]
                    gaps = sum(n is None for n in notes)
                    if len(sounding) < 3 or gaps > 2 or len(set(sounding)) < len(sounding):
                        continue
                    if not needed <= {n % 12 for n in sounding}:
                        continue
                    fretted = {n - s for n, s in zip(notes, STRINGS[lowest:]) if n is not None} - {0}
                    if fretted and max(fretted) - min(fretted) > 3:
                        continue
                    shapes.append((None,) * lowest + notes)
    return sorted(set(shapes), key=lambda s: [n or 0 for n in s])


def guitar(rng, chord, colour=0.0, capo=0):
    """A shape of the chord, low to high; the fuller the likelier."""
    tension = None
    if rng.random() < colour and chord.quality in TENSIONS:
        tension = rng.choice(TENSIONS[chord.quality])
    root, bass = (chord.root - capo) % 12, (chord.bass - capo) % 12
    shapes = (guitar_shapes(root, chord.quality, bass, tension)
              or guitar_shapes(root, chord.quality, bass))
    if not shapes:
        return sorted(keys(rng, chord, low=45))
    weights = [sum(n is not None for n in s) ** 3 / (1 + 0.02 * (max(n or 0 for n in s) - 60) ** 2 / 10)
               for s in shapes]
    return [n + capo for n in rng.choices(shapes, weights=weights)[0] if n is not None]


def keys(rng, chord, low=None, rootless=False, spread=False, colour=0.0):
    """Right-hand notes of the chord, somewhere between F3 and G5."""
    tones = list(INTERVALS[chord.quality])
    if rootless and len(tones) == 4:
        tones = tones[1:]
    if colour and rng.random() < colour and chord.quality in ("7", "maj7", "min7"):
        tones.append(2)
        if rootless or rng.random() < 0.5:
            tones = [t for t in tones if t != 0] or tones
    base = low if low is not None else rng.randint(52, 64)
    notes = sorted(base + (chord.root + t - base) % 12 for t in set(tones))
    if spread and len(notes) >= 4:
        notes[-2] -= 12
    if rng.random() < 0.15:
        notes.append(notes[0] + 12)
    return sorted(set(notes))


def bass_note(rng, pitch_class, low=28, high=45):
    notes = [n for n in range(low, high + 1) if n % 12 == pitch_class]
    return rng.choice(notes) if notes else low + (pitch_class - low) % 12
