#!/usr/bin/env python3
"""Learns how to tell the player's beat from its half, its double and the off-beat.

    train_beats.py FEATURES MODEL.beats DATA WEIGHTS.swift [--takes 240] [--seed 11] [--l2 0.002]

FEATURES is the program ChordFeatures, MODEL.beats the network that has its say. Takes are made with their
beats, tapped in twice, followed, and on every third beat all ways to hear it are written down
(Sources/Ear/Beat/BeatStudy.swift), of which one is right; WEIGHTS.swift
gets the weights of a softmax regression over them (Sources/Ear/Beat/BeatWeights.swift).
A third each are ways of playing of beat_takes.py, rhythms of chance (rhythms.py) and songs (make_data.py).
Off-beats alone are left out: nothing in them tells. Takes that are in DATA already are kept. A quarter of
them is held out to be measured first.
"""

import argparse
import pathlib
import random
import subprocess
import tempfile

import numpy as np
from scipy.optimize import minimize

import beat_takes
import rhythms
from beat_hearing import WAYS
from make_data import TRAINING_FONTS, sing
from sound import fonts

RATE = 44_100
# Samples of a step of the ear at that rate.
STEP = 512
TRAITS = 109
# Taps are the fifth and the sixth beat.
TAPS = slice(4, 6)


def take(rng, number, installed, seconds):
    """Sound and (time, number of the bar) of each beat."""
    kind = number % 3
    if kind == 0:
        name = WAYS[number // 3 % len(WAYS)]
        sound, _, _, beats, _ = beat_takes.make(rng, name, rng.choice(installed), seconds)
    elif kind == 1:
        sound, beats = rhythms.improvised(rng, seconds, installed, RATE)
    else:
        sound, _, beats = sing(rng, seconds, installed, RATE)
    return sound / (np.abs(sound).max() + 1e-9) * 0.5, beats


def study(features, path, number, arguments, installed):
    """Writes the ways to hear a take, and its beats, to `path`."""
    rng = random.Random(f"judge/{arguments.seed}/{number}")
    sound, beats = take(rng, number, installed, arguments.seconds)
    metre = max(place for _, place in beats)
    with tempfile.TemporaryDirectory() as folder:
        raw, out = pathlib.Path(folder) / "raw", pathlib.Path(folder) / "out"
        sound.astype(np.float32).tofile(raw)
        taps = [f"{when:.4f}" for when, _ in beats[TAPS]]
        subprocess.run([features, "--beats", str(RATE), raw, *taps, str(metre), arguments.model, out],
                       check=True)
        rows = np.fromfile(out, np.float32).reshape(-1, 6 + TRAITS)
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, rows=rows, beats=np.array([when for when, _ in beats]), metre=metre)
    partial.rename(path)


def choices(rows, beats, metre):
    """The beats of a take on which it was followed rightly: traits, whether of three parts, the right one."""
    if metre > 4 or not len(rows):
        return []
    found = []
    for ways in np.split(rows, np.flatnonzero(np.diff(rows[:, 0])) + 1):
        now, place, interval = ways[0, :3].astype(float)
        if not beats[5] < now < beats[-1]:
            continue
        true = np.interp(now, beats, np.arange(len(beats)))
        length = np.diff(beats)[min(len(beats) - 2, int(true))] * RATE / STEP
        slip = place - true - round(place - true)
        right = (ways[:, 3] == 1) & (ways[:, 4] == 0) & (ways[:, 5] == (metre == 2))
        if abs(slip) < 0.13 and abs(length / interval - 1) < 0.12 and right.sum() == 1:
            found.append((ways[:, 6:], ways[:, 5:6] > 0, int(right.argmax())))
    return found


def fit(takes, l2):
    """Weights for beats of two parts, then of three; every take counts alike."""
    sets = [(way, 1 / len(take)) for take in takes for way in take]
    seen = np.concatenate([np.hstack([x * ~three, x * three]) for (x, three, _), _ in sets])
    starts = np.cumsum([0] + [len(way[0]) for way, _ in sets])[:-1]
    right = starts + np.array([way[2] for way, _ in sets])
    weight = np.array([w for _, w in sets]) / len(takes)
    scale = seen.std(0) + 1e-2
    seen = (seen / scale).astype(np.float32)
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(seen))))

    def loss(weights):
        score = seen @ weights.astype(np.float32)
        top = np.maximum.reduceat(score, starts)
        odds = np.exp(score - top[group])
        sums = np.add.reduceat(odds, starts)
        slope = odds / sums[group] * weight[group]
        slope[right] -= weight
        value = (weight * (np.log(sums) + top - score[right])).sum()
        return float(value + l2 * weights @ weights), (seen.T @ slope).astype(float) + 2 * l2 * weights

    return minimize(loss, np.zeros(2 * TRAITS), jac=True, method="L-BFGS-B",
                    options={"maxiter": 300}).x / scale


def hits(weights, takes):
    """The share of beats that are heard in the right way."""
    right = [int(np.where(three[:, 0], x @ weights[TRAITS:], x @ weights[:TRAITS]).argmax() == want)
             for take in takes for x, three, want in take]
    return float(np.mean(right)) if right else float("nan")


def swift(weights):
    """The weights as Swift source."""
    lines = ["/// How much each of the ``BeatTraits`` speaks for a way to hear the beat, in their order.",
             "enum BeatWeights {"]
    for parts, name, values in (("two", "simple", weights[:TRAITS]), ("three", "compound", weights[TRAITS:])):
        lines += [f"  /// Where beats have {parts} parts.", f"  static let {name}: [Float] = ["]
        lines += ["    " + ", ".join(f"{w:.3g}" for w in values[row:row + 10]) + ","
                  for row in range(0, TRAITS, 10)]
        lines += ["  ]", ""]
    return "\n".join(lines[:-1] + ["}", ""])


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("features")
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("weights", type=pathlib.Path)
    parser.add_argument("--takes", type=int, default=240)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--l2", type=float, default=2e-3)
    arguments = parser.parse_args()
    arguments.data.mkdir(parents=True, exist_ok=True)
    installed = fonts(TRAINING_FONTS)
    takes = []
    for number in range(arguments.takes):
        path = arguments.data / f"{arguments.seed}-{number:04}.npz"
        if not path.exists():
            study(arguments.features, path, number, arguments, installed)
        stored = np.load(path)
        takes.append(choices(stored["rows"], stored["beats"], int(stored["metre"])))
    held = [take for take in takes[::4] if take]
    kept = [take for number, take in enumerate(takes) if number % 4 and take]
    if held and kept:
        print(f"train_beats: {hits(fit(kept, arguments.l2), held):.3f} of the beats of {len(held)} takes "
              "that were held out are heard in the right way", flush=True)
    arguments.weights.write_text(swift(fit(held + kept, arguments.l2)))


if __name__ == "__main__":
    main()
