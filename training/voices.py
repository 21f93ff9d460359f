"""Voices, and what else is heard between songs: somebody who sings, somebody who speaks, hands that clap."""

import numpy as np
from scipy import signal

from sound import RATE

# Hertz that the formants of a vowel are wide, the lowest first.
WIDTHS = (90, 130, 180)


def resonant(source, formants, rate):
    """The sound of a throat whose formants are at these frequencies, in hertz."""
    out = np.zeros(len(source))
    for middle, width in zip(formants, WIDTHS):
        pole, turn = np.exp(-np.pi * width / rate), 2 * np.pi * middle / rate
        out += (1 - pole) * signal.lfilter([1], [1, -2 * pole * np.cos(turn), pole * pole], source)
    return out


def even(sound):
    return (sound / (np.abs(sound).max() + 1e-9)).astype(np.float32)


def sung(rng, notes, seconds, rate=RATE):
    """A voice that slides from note to note and trembles, with the formants of one vowel after another."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    count = int(seconds * rate)
    pitch, loud = np.zeros(count), np.zeros(count)
    last, octave = None, rng.choice([-12, 0, 0])
    wide, quick, slide = rng.uniform(5, 60), rng.uniform(4.5, 6.5), rng.uniform(0.02, 0.12)
    for start, end, _, key, velocity in sorted(notes):
        first, stop = int(start * rate), min(count, int(end * rate))
        if stop - first < 64:
            continue
        time = np.arange(stop - first) / rate
        key += octave
        curve = key + rng.gauss(0, 0.15) + (last - key if last else -1) * np.exp(-time / slide)
        curve += wide / 100 * np.clip(time / 0.3 - 0.5, 0, 1) * np.sin(2 * np.pi * quick * time)
        pitch[first:stop] = curve
        loud[first:stop] = velocity / 100 * np.minimum(1, np.minimum(time, time[::-1]) / 0.05)
        last = key
    turns = np.cumsum(440 * 2 ** ((pitch - 69) / 12) / rate) * (loud > 0)
    source = sum(np.sin(2 * np.pi * h * turns) / h for h in range(1, 16)) * loud
    source += noise.normal(0, rng.uniform(0.01, 0.1), count) * loud
    vowel = rng.uniform(300, 800), rng.uniform(900, 2200), rng.uniform(2300, 3000)
    return even(0.05 * source + resonant(source, vowel, rate))


def spoken(rng, seconds, rate=RATE):
    """Somebody who speaks: phrases whose pitch falls and jumps, vowels that glide and stay on no note, hissed
    consonants, pauses."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    out, now = np.zeros(int(seconds * rate)), rng.uniform(0, 0.5)
    middle = rng.choice([rng.uniform(85, 140), rng.uniform(160, 240)])
    lively, quick = rng.uniform(1, 5), rng.uniform(0.1, 0.24)
    while now < seconds:
        end, pitch = now + rng.uniform(0.7, 4), rng.uniform(2, 5)
        while now < end:
            length = quick * rng.uniform(0.6, 1.8)
            if rng.random() < 0.5:
                hiss = noise.normal(0, rng.uniform(0.05, 0.4), int(rng.uniform(0.03, 0.12) * rate))
                put(out, signal.lfilter([1, -rng.uniform(0.5, 0.97)], [1], hiss), now, rate)
                now += rng.uniform(0.02, 0.1)
            put(out, syllable(rng, middle * 2 ** (pitch / 12), lively, length, rate), now, rate)
            now += length * rng.uniform(0.85, 1.1)
            pitch = 0.8 * pitch - 0.5 + rng.gauss(0, lively * 0.6)
        now += rng.uniform(0.1, 1.5)
    return even(out)


def syllable(rng, pitch, lively, seconds, rate):
    """One syllable, whose pitch and vowel glide; `pitch` in hertz."""
    time = np.arange(int(seconds * rate)) / rate / seconds
    bend = rng.gauss(0, lively) * time + rng.gauss(0, lively / 2) * np.sin(np.pi * time)
    turns = np.cumsum(pitch * 2 ** (bend / 12)) / rate
    source = sum(np.sin(2 * np.pi * h * turns) / h for h in range(1, 20)) * np.sin(np.pi * time) ** 0.5
    vowels = [(rng.uniform(250, 850), rng.uniform(800, 2300), rng.uniform(2200, 3200)) for _ in range(2)]
    first, last = (resonant(source, vowel, rate) for vowel in vowels)
    return rng.uniform(0.4, 1) * (first * (1 - time) + last * time)


def clapped(rng, seconds, rate=RATE):
    """A room of hands that clap, each at its own pace."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    out = np.zeros(int(seconds * rate))
    for _ in range(rng.choice([2, 8, 30])):
        now, pace, bright = rng.uniform(0, 1), rng.uniform(0.15, 0.35), rng.uniform(0.2, 0.9)
        while now < seconds:
            clap = noise.normal(0, 1, int(0.03 * rate)) * np.exp(-np.arange(int(0.03 * rate)) / rate / 0.005)
            put(out, rng.uniform(0.2, 1) * signal.lfilter([1, -bright], [1], clap), now, rate)
            now += pace * rng.uniform(0.8, 1.2)
    return even(out)


def put(out, sound, when, rate):
    """Adds a sound that begins at `when`, in seconds, as far as there is room."""
    first = int(when * rate)
    count = max(0, min(len(sound), len(out) - first))
    out[first:first + count] += sound[:count]
