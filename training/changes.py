"""What happens to a player's sound on its way: tuning, tone, rooms, amplifiers, levels, hiss and hum."""

import numpy as np
from scipy import signal

from sound import RATE


def detuned(sound, cents):
    """Plays faster or slower; returns the sound and the factor by which times shrink."""
    factor = 2 ** (cents / 1200)
    positions = np.arange(int(len(sound) / factor)) * factor
    return np.interp(positions, np.arange(len(sound)), sound).astype(np.float32), factor


def shelf(sound, rng, rate=RATE):
    """A tilt and two broad bumps."""
    spectrum = np.fft.rfft(sound)
    octave = np.log2(np.maximum(np.fft.rfftfreq(len(sound), 1 / rate), 20) / 600)
    gain = rng.uniform(-3, 3) * octave
    for _ in range(3):
        center, width = rng.uniform(-3.5, 3), rng.uniform(0.3, 1.2)
        gain += rng.uniform(-8, 8) * np.exp(-((octave - center) / width) ** 2)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, rng.uniform(-3.2, -2.3) - octave)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, octave - rng.uniform(1.8, 3.5))
    return np.fft.irfft(spectrum * 10 ** (gain / 20), len(sound)).astype(np.float32)


def room(sound, length, wet, noise, rate=RATE):
    """A room that rings for `length` seconds, `wet` times as loud as the sound itself: sparse early
    reflections, then a tail that is darker as it fades."""
    count = int(length * rate)
    tail = noise.normal(0, 1, count) * np.exp(-6.9 * np.arange(count) / rate / length)
    tail = signal.lfilter([0.5], [1, -0.5], tail)
    tail[:int(noise.uniform(0.001, 0.015) * rate)] = 0
    for _ in range(6):
        tail[int(noise.uniform(0.002, 0.04) * rate)] += noise.uniform(-6, 6)
    tail *= wet / np.sqrt((tail ** 2).sum() + 1e-9)
    tail[0] = 1
    return signal.fftconvolve(sound, tail)[:len(sound)].astype(np.float32)


def levelled(sound, rng, rate=RATE):
    """What the automatic level of a telephone or a compressor does."""
    slow = int(rng.choice([0.02, 0.1, 0.5]) * rate)
    power = signal.lfilter([1 / slow], [1, 1 / slow - 1], sound ** 2)
    gain = (power + 1e-4 * power.max() + 1e-12) ** (-0.5 * rng.uniform(0.3, 0.9))
    return (sound * gain).astype(np.float32)


def driven(sound, drive, edge, rate=RATE):
    """An amplifier that is driven `drive` times as loud as it bears, and its loudspeaker, deaf above `edge`
    hertz."""
    sound = np.tanh(drive * sound / (np.abs(sound).max() + 1e-9))
    return signal.lfilter(*signal.butter(2, min(0.9, 2 * edge / rate)), sound).astype(np.float32)


def chorused(sound, depth, speed, share, rate=RATE):
    """A copy beside it that is `depth` seconds late at most, and slides in and out `speed` times a second:
    two strings for one, or an effect."""
    time = np.arange(len(sound))
    late = depth * rate * (0.5 + 0.5 * np.sin(2 * np.pi * speed * time / rate)) + 0.006 * rate
    return (sound + share * np.interp(time - late, time, sound, left=0)).astype(np.float32)


def hissed(sound, below, noise, colour=0.0):
    """White noise, or darker by `colour`, `below` dB below the sound."""
    hiss = signal.lfilter([1], [1, -colour], noise.normal(0, 1, len(sound)))
    return (sound + hiss / rms(hiss) * rms(sound) * 10 ** (-below / 20)).astype(np.float32)


def hummed(sound, below, mains, rate=RATE):
    """The mains of 50 or 60 hertz and its overtones, `below` dB below the sound."""
    time = np.arange(len(sound)) / rate
    hum = sum(np.sin(2 * np.pi * mains * h * time + h) / h for h in (1, 2, 3, 5, 7))
    return (sound + hum / rms(hum) * rms(sound) * 10 ** (-below / 20)).astype(np.float32)


def rms(sound):
    return np.sqrt((np.asarray(sound, np.float64) ** 2).mean()) + 1e-9


def changed(sound, rng, rate=RATE, widest=50):
    """The sound as chance would have it, `widest` cents out of tune at most; returns it and the factor
    of time."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    factor = 1.0
    if rng.random() < 0.75:
        cents = rng.choice([rng.gauss(0, 8), rng.uniform(-50, 50)])
        sound, factor = detuned(sound, max(-widest, min(widest, cents)))
    sound = sound / (np.abs(sound).max() + 1e-9)
    if rng.random() < 0.06:
        sound = chorused(sound, rng.uniform(5e-4, 4e-3), rng.uniform(0.2, 2), rng.uniform(0.3, 1), rate)
    if rng.random() < 0.22:
        sound = driven(sound, 2 ** rng.uniform(0, 5.5), rng.uniform(2500, 8000), rate)
    if rng.random() < 0.8:
        sound = shelf(sound, rng, rate)
    if rng.random() < 0.5:
        length = rng.choice([rng.uniform(0.12, 0.7), rng.uniform(0.12, 0.7), rng.uniform(0.6, 1.6)])
        sound = room(sound, length, rng.uniform(0.05, 0.9), noise, rate)
    if rng.random() < 0.15:
        sound = levelled(sound, rng, rate)
    if rng.random() < 0.6:
        colour = rng.choice([0, rng.uniform(0.7, 0.97)])
        sound = hissed(sound, rng.uniform(22, 60), noise, colour)
    if rng.random() < 0.2:
        sound = hummed(sound, rng.uniform(15, 50), rng.choice([50, 60]), rate)
    peak = np.abs(sound).max() + 1e-9
    return (sound / peak * 10 ** (-rng.uniform(1, 30) / 20)).astype(np.float32), factor
