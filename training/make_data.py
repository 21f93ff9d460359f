#!/usr/bin/env python3
"""Makes training data: songs, played, rendered, changed, and seen through the ear's front end.

    make_data.py FEATURES OUT --songs N [--seed S] [--seconds 32] [--fonts A.sf2 ...] [--clean]

FEATURES is the program ChordFeatures. Every shard holds 16 songs and depends on its number and the
seed alone; shards that are there already are kept, so that a run that was stopped goes on.
"""

import argparse
import multiprocessing
import os
import pathlib
import random
import subprocess
import tempfile
import time

import numpy as np

from changes import changed
from players import perform
from songs import QUALITIES, make_song
from sound import RATE, fonts, from_font, taps
from stage import COMPER, DRUMS, LEAD
from strings import Strings
from voices import clapped, spoken, sung

TRAINING_FONTS = ["FluidR3_GM.sf2", "TimGM6mb.sf2", "sf_GMbank.sf2"]
SONGS_PER_SHARD = 16
HOP = 256 / 11_025
FEATURE_COUNT = 184
NO_CHORD = len(QUALITIES) * 12


def sing(rng, seconds, installed, rate=RATE):
    """One song as sound, with (start, end, chord) of each chord, and (time, number) of each beat."""
    song = make_song(rng, seconds)
    intro = rng.choice([rng.uniform(0.1, 0.5), rng.uniform(0.3, 2)])
    notes, programs, labels, beats, end = perform(rng, song, intro)
    length = end + rng.uniform(0.3, 1.5)
    volumes = {c: rng.randint(70, 115) for c in list(programs) + [9]}
    font = rng.choice(installed)
    parts, rest = [], notes
    if rng.random() < 0.02:
        rest, labels = [n for n in notes if n[2] == DRUMS], []
        parts.append((taps(rng, [b for b, _ in beats], length, rate), 0.5))
    if labels and programs[COMPER] in range(24, 32) and rng.random() < 0.6:
        parts.append((Strings(rng, rate).play([n for n in rest if n[2] == COMPER], length), 1))
        rest = [n for n in rest if n[2] != COMPER]
    if rng.random() < 0.3 and any(n[2] == LEAD for n in rest):
        parts.append((sung(rng, [n for n in rest if n[2] == LEAD], length, rate),
                      rng.uniform(0.2, 1.2)))
        rest = [n for n in rest if n[2] != LEAD]
    if rng.random() < 0.06:
        parts.append((taps(rng, [b for b, _ in beats], length, rate), rng.uniform(0.1, 1)))
    if rest:
        others = from_font(font, rest, programs, volumes, length, rate, rng.random() < 0.4)
        parts.append((others / (np.abs(others).max() + 1e-9),
                      rng.uniform(0.3, 1.2) if parts and len(rest) < len(notes) else 1))
    sound = sum(gain * part for part, gain in parts)
    return sound, labels, beats


def lesson(rng, seconds, installed):
    """What a shard is made of: a song, now and then with somebody who speaks over it; or no chord at all."""
    kind = rng.random()
    if kind < 0.04:
        return rng.choice([spoken, spoken, clapped])(rng, seconds), []
    sound, labels, _ = sing(rng, seconds, installed)
    if kind < 0.08:
        speech = spoken(rng, len(sound) / RATE + 1)[:len(sound)]
        sound = sound / (np.abs(sound).max() + 1e-9) + rng.uniform(0.05, 0.6) * speech
    return sound, labels


def targets(labels, factor, count):
    """State (quality times 12 plus root, the last for none) and bass of each frame's newest sample."""
    states = np.full(count, NO_CHORD, np.int16)
    basses = np.full(count, -1, np.int16)
    for start, end, chord in labels:
        first, last = int(start / factor / HOP), int(end / factor / HOP)
        states[first:last] = QUALITIES.index(chord.quality) * 12 + chord.root
        basses[first:last] = chord.bass
    return states, basses


def make_shard(job):
    number, arguments = job
    path = pathlib.Path(arguments.out) / f"{arguments.seed}-{number:04}.npz"
    if path.exists():
        return path
    installed = fonts(arguments.fonts)
    with tempfile.TemporaryDirectory() as folder:
        words, truths = [], []
        for index in range(SONGS_PER_SHARD):
            rng = random.Random(f"{arguments.seed}/{number}/{index}")
            sound, labels = lesson(rng, arguments.seconds * rng.uniform(0.7, 1.3), installed)
            factor = 1.0
            if not arguments.clean:
                sound, factor = changed(sound, rng)
            raw = os.path.join(folder, f"{index}.raw")
            sound.astype(np.float32).tofile(raw)
            words += [raw, raw + ".seen"]
            truths.append((labels, factor))
        subprocess.run([arguments.features, str(RATE), *words], check=True)
        seen, states, basses = [], [], []
        for (labels, factor), path_seen in zip(truths, words[1::2]):
            values = np.fromfile(path_seen, np.float32).reshape(-1, FEATURE_COUNT)
            seen.append(values.astype(np.float16))
            state, bass = targets(labels, factor, len(values))
            states.append(state)
            basses.append(bass)
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, seen=np.concatenate(seen), states=np.concatenate(states),
             basses=np.concatenate(basses), lengths=np.array([len(s) for s in states]))
    partial.rename(path)
    return path


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("features")
    parser.add_argument("out")
    parser.add_argument("--songs", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=32)
    parser.add_argument("--fonts", nargs="+", default=TRAINING_FONTS)
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    pathlib.Path(arguments.out).mkdir(parents=True, exist_ok=True)
    shards = range((arguments.songs + SONGS_PER_SHARD - 1) // SONGS_PER_SHARD)
    begun = time.monotonic()
    with multiprocessing.Pool(arguments.jobs) as pool:
        jobs = [(number, arguments) for number in shards]
        for done, _ in enumerate(pool.imap_unordered(make_shard, jobs), 1):
            spent = time.monotonic() - begun
            print(f"data: shard {done} of {len(jobs)}, {spent:.0f} s, "
                  f"{spent / done * (len(jobs) - done):.0f} s left", flush=True)


if __name__ == "__main__":
    main()
