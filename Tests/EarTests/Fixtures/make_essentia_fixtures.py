#!/usr/bin/env python3
"""Writes what essentia says of the signal of signals.py.

    pip install essentia==2.1b6.dev1389
    python3 Tests/EarTests/Fixtures/make_essentia_fixtures.py

essentia-descriptors-RATE.csv: one row a frame; centroid, rolloff, flatness, zero crossings, each in the
units of make_fixtures.py. essentia-loudness.csv: rate, integrated loudness and the most in 3 s, in LUFS,
both channels alike; its 400 ms move by 100 ms, which is too coarse for a stroke.
"""

import essentia
import essentia.standard as standard
import numpy as np

from signals import HERE, HOP, SIZE, louder, signal


def frames(y):
    """All whole frames, and their magnitudes under the window that librosa and we use."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(SIZE) / SIZE)
    for begin in range(0, len(y) - SIZE + 1, HOP):
        frame = y[begin:begin + SIZE]
        yield frame.astype(np.float32), np.abs(np.fft.rfft(frame * window)).astype(np.float32)


def descriptors(rate):
    centroid = standard.Centroid(range=rate / 2)
    # Essentia's rolloff is of the power that it is given the root of.
    rolloff = standard.RollOff(cutoff=0.85, sampleRate=rate)
    flatness, crossings = standard.Flatness(), standard.ZeroCrossingRate(threshold=0)
    lines = [f"# essentia {essentia.__version__}, {rate} Hz", "centroid,rolloff,flatness,zeroCrossings"]
    for frame, magnitude in frames(signal(rate)):
        if not magnitude.any():
            break
        lines.append(",".join(f"{value:.9g}" for value in (
            centroid(magnitude), rolloff(np.sqrt(magnitude)), flatness(magnitude ** 2 + 1e-10),
            crossings(frame))))
    (HERE / f"essentia-descriptors-{rate}.csv").write_text("\n".join(lines) + "\n")


def loudness():
    lines = [f"# essentia {essentia.__version__}, the signal four times over, louder each time"]
    for rate in (44_100, 48_000):
        sides = np.stack([louder(rate)] * 2, axis=1).astype(np.float32)
        _, short, integrated, _ = standard.LoudnessEBUR128(
            hopSize=0.1, sampleRate=rate)(sides)
        lines.append(f"{rate},{integrated:.6f},{short.max():.6f}")
    (HERE / "essentia-loudness.csv").write_text("\n".join(lines) + "\n")


for rate in (22_050, 24_000):
    descriptors(rate)
loudness()
