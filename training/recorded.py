"""Instruments made of recorded notes, for trials only: nothing is trained on them.

A folder holds a file for each note that was recorded, named for it: `E2.flac`, `C#4vH.flac`. FreePats'
Spanish classical guitar and upright piano KW (both CC0) are such folders.
"""

import pathlib
import re

import numpy as np
import soundfile
from scipy import signal

from strings import Strings

STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


class Notes:
    """The recorded notes of one instrument, each sounded by the nearest that was recorded."""

    def __init__(self, folder, rate, layer=""):
        self.rate, self.files, self.tones = rate, {}, {}
        for path in sorted(pathlib.Path(folder).iterdir()):
            name = re.fullmatch(rf"([A-G])(#?)(\d)({layer})", path.stem)
            if name:
                key = 12 * (int(name[3]) + 1) + STEPS[name[1]] + len(name[2])
                self.files[key] = path
        self.recorded = {}

    def tone(self, key, cents=0.0):
        """`key` at the instrument's rate, from its attack on."""
        nearest = min(self.files, key=lambda k: abs(k - key))
        if nearest not in self.recorded:
            sound, rate = soundfile.read(self.files[nearest], always_2d=True)
            sound = signal.resample_poly(sound.mean(axis=1), self.rate, rate)
            begin = int(np.argmax(np.abs(sound) > 0.02 * np.abs(sound).max()))
            self.recorded[nearest] = sound[max(0, begin - 32):begin + 8 * self.rate]
        sound = self.recorded[nearest]
        factor = 2 ** ((key - nearest + cents / 100) / 12)
        places = np.arange(int(len(sound) / factor)) * factor
        return np.interp(places, np.arange(len(sound)), sound).astype(np.float32)


class RecordedGuitar(Strings):
    """A guitar whose strings sound as recorded."""

    def __init__(self, rng, rate, notes):
        super().__init__(rng, rate)
        self.notes, self.electric = notes, False
        self.scratch = min(self.scratch, 0.04)

    def tone(self, string, key, muted, variant):
        name = (string, key, variant)
        if name not in self.tones:
            tone = self.notes.tone(key, self.tuning[string] + self.rng.gauss(0, 2))
            self.tones[name] = tone / (np.sqrt((tone[:self.rate // 4] ** 2).mean()) + 1e-9)
        return self.tones[name]

    def coloured(self, out):
        return out / (np.abs(out).max() + 1e-9)


def played(notes, played_notes, seconds):
    """Keys as recorded, each held until it is let go."""
    rate = notes.rate
    out = np.zeros(int(seconds * rate) + rate, np.float32)
    for start, end, _, key, velocity in played_notes:
        tone = notes.tone(key)
        count = min(len(tone), int((end - start) * rate))
        tail = min(int(0.1 * rate), len(tone) - count)
        piece = tone[:count + tail].copy()
        piece[count:] *= np.linspace(1, 0, tail) ** 2
        first = int(start * rate)
        stop = min(len(out), first + len(piece))
        out[first:stop] += piece[:stop - first] * (velocity / 100) ** 1.6
    return out[:int(seconds * rate)] / (np.abs(out).max() + 1e-9)
