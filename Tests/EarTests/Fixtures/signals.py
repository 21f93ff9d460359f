"""The signal of the fixtures, which `Fixture.swift` makes, too."""

import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent
SIZE, HOP = 2048, 512


def noise(count):
    """A linear congruential generator, the upper half of its state from -1 to 1."""
    state, values = 1, []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append((state >> 32) / 2**31 - 1)
    return np.array(values)


def signal(rate):
    """A second of plucked partials, with noise from the second half on, and then silence."""
    count = int(rate)
    time = np.arange(count) / rate
    tone = sum(np.sin(2 * np.pi * 196 * k * time) * np.exp(-2 * k * time) / k for k in range(1, 9))
    hiss = noise(count) * 0.1 * (time >= 0.5)
    return np.concatenate([0.3 * tone + hiss, np.zeros(count // 4)])


def louder(rate):
    """The signal four times over, louder each time."""
    return np.concatenate([signal(rate) * gain for gain in (0.01, 0.1, 0.5, 1)])
