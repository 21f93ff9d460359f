#!/usr/bin/env python3
"""Writes what librosa and pyloudnorm say of the signal of signals.py.

    pip install librosa==0.11.0 pyloudnorm==0.2.0
    python3 Tests/EarTests/Fixtures/make_fixtures.py

descriptors.csv: one row a frame, columns as named in the first; a comment holds the versions.
loudness.csv: sample rate, channels, integrated loudness in LUFS.
"""

import librosa
import numpy as np
import pyloudnorm

from signals import HERE, HOP, SIZE, louder, signal


def descriptors(rate):
    y = signal(rate)
    frames = dict(n_fft=SIZE, hop_length=HOP, center=False)
    spectrum = np.abs(librosa.stft(y, window="hann", **frames))
    levels = librosa.power_to_db(
        librosa.feature.melspectrogram(S=spectrum**2, sr=rate, n_mels=128), top_db=None)
    feature = librosa.feature
    rows = np.vstack([
        feature.spectral_centroid(S=spectrum, sr=rate),
        feature.spectral_bandwidth(S=spectrum, sr=rate),
        feature.spectral_rolloff(S=spectrum, sr=rate),
        feature.spectral_flatness(S=spectrum),
        librosa.onset.onset_strength(S=levels, sr=rate, center=False)[None],
        feature.zero_crossing_rate(y, frame_length=SIZE, hop_length=HOP, center=False),
        feature.mfcc(S=levels, sr=rate, n_mfcc=13),
    ]).T
    names = "centroid,bandwidth,rolloff,flatness,flux,zeroCrossings," + ",".join(
        f"mfcc{k}" for k in range(1, 14))
    lines = [f"# librosa {librosa.__version__}, {rate} Hz", names]
    lines += [",".join(f"{value:.9g}" for value in row) for row in rows]
    (HERE / f"descriptors-{rate}.csv").write_text("\n".join(lines) + "\n")


def loudness():
    lines = ["# pyloudnorm 0.2.0 (BS.1770-4), the signal four times over, louder each time"]
    for rate in (44_100, 48_000):
        whole = louder(rate)
        for channels in (1, 2):
            meter = pyloudnorm.Meter(rate, filter_class="DeMan")
            sides = np.stack([whole] * channels, axis=1)
            lines.append(f"{rate},{channels},{meter.integrated_loudness(sides):.6f}")
    (HERE / "loudness.csv").write_text("\n".join(lines) + "\n")


for rate in (22_050, 24_000):
    descriptors(rate)
loudness()
