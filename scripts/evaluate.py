#!/usr/bin/env python3
"""Scores chords, beats and bass against the truth beside each take.

    evaluate.py STRUMD PATCH FOLDER

Every audio file in FOLDER that has a `.lab` beside it is rendered. Printed per take, in percent:
  chord     time at which the whole chord is right, sevenths and all
  majmin    time at which root and third are right
  root      time at which the root is right
  beats     F-measure of the beats within 70 ms, from the fifth second on
  downbeat  the same for the first beats of bars
  bass      bars on whose first beat the lowest part sounds a tone of the true chord for most of it
  on dot    the same for the note that is struck nearest to the first beat, within 120 ms
  speed     seconds of music per second of work
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import mido
import numpy as np

NAMES = {name: index for index, name in enumerate(
    ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"])}
NAMES |= {"Db": 1, "Eb": 3, "Gb": 6, "Ab": 8, "Bb": 10, "Cb": 11, "Fb": 4, "E#": 5, "B#": 0}
TONES = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "dim": (0, 3, 6), "dim7": (0, 3, 6, 9), "hdim7": (0, 3, 6, 10),
    "aug": (0, 4, 8), "sus4": (0, 5, 7), "sus2": (0, 2, 7), "maj6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9), "minmaj7": (0, 3, 7, 11), "9": (0, 4, 7, 10, 2),
}
STEP = 0.01
SETTLED = 5.0


def chord(label):
    """Root and quality of a Harte label; nothing for no chord. A bass after a slash is left out."""
    if label in ("N", "X"):
        return None
    root, _, quality = label.split("/")[0].partition(":")
    return NAMES[root], quality.split("(")[0] or "maj"


def spans(path):
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return [(float(start), float(end), chord(label)) for start, end, label in rows]


def sampled(rows, end):
    labels = [None] * int(end / STEP)
    for start, stop, label in rows:
        for index in range(round(start / STEP), min(len(labels), round(stop / STEP))):
            labels[index] = label
    return labels


def third(label):
    """Root and third: what is left of a chord when sevenths and fifths are forgotten."""
    if label is None:
        return None
    tones = TONES[label[1]]
    return label[0], 4 if 4 in tones else 3 if 3 in tones else 0


def chord_scores(truth, guess):
    end = truth[-1][1]
    pairs = list(zip(sampled(truth, end), sampled(guess, end)))
    share = lambda same: 100 * sum(map(same, pairs)) / len(pairs)
    root = lambda label: label and label[0]
    return (share(lambda pair: pair[0] == pair[1]),
            share(lambda pair: third(pair[0]) == third(pair[1])),
            share(lambda pair: root(pair[0]) == root(pair[1])))


def beats(path):
    return [(float(row.split()[0]), int(row.split()[1]))
            for row in path.read_text().splitlines() if row.strip()]


def f_measure(truth, guess, first):
    """Each beat is found by one beat at most."""
    truth = [beat for beat in truth if beat >= first]
    guess = [beat for beat in guess if beat >= first and beat <= truth[-1] + 0.07]
    left, hits = list(guess), 0
    for beat in truth:
        near = [other for other in left if abs(other - beat) <= 0.07]
        if near:
            left.remove(min(near, key=lambda other: abs(other - beat)))
            hits += 1
    return 100 * 2 * hits / max(1, len(truth) + len(guess))


def lowest_part(path):
    """Start, end and key of the notes of the channel that plays lowest, drums left aside."""
    parts, open_notes, now = {}, {}, 0.0
    for message in mido.MidiFile(path):
        now += message.time
        if message.type not in ("note_on", "note_off") or message.channel == 9:
            continue
        voice = (message.channel, message.note)
        if voice in open_notes:
            parts.setdefault(message.channel, []).append((open_notes.pop(voice), now, message.note))
        if message.type == "note_on" and message.velocity:
            open_notes[voice] = now
    pitch = lambda notes: np.mean([key for _, _, key in notes])
    return sorted(min(parts.values(), key=pitch, default=[]))


def fits(key, label):
    return (key - label[0]) % 12 in TONES[label[1]]


def bass_scores(truth, rows, notes):
    """For the first beats of the bars with a chord: sounds most of the beat; struck on the dot."""
    bars = long = struck = 0
    for (downbeat, number), (following, _) in zip(rows, rows[1:]):
        label = next((label for start, end, label in truth
                      if start <= downbeat + 0.05 < end), None)
        if number != 1 or label is None or downbeat < SETTLED:
            continue
        bars += 1
        inside = [(min(end, following) - max(start, downbeat), key) for start, end, key in notes
                  if start < following and end > downbeat]
        right = sum(length for length, key in inside if fits(key, label))
        long += right > sum(length for length, _ in inside) / 2
        near = [note for note in notes if abs(note[0] - downbeat) <= 0.12]
        if near:
            struck += fits(min(near, key=lambda note: abs(note[0] - downbeat))[2], label)
    return 100 * long / max(1, bars), 100 * struck / max(1, bars)


def score(strumd, patch, audio, scratch):
    paths = [scratch / ("take" + end) for end in (".lab", ".beats", ".mid")]
    begin = time.monotonic()
    subprocess.run([strumd, "render", audio, "--patch", patch, "--chords", paths[0], "--beats",
                    paths[1], "--midi", paths[2]], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    spent = time.monotonic() - begin
    truth = spans(audio.with_suffix(".lab"))
    row = list(chord_scores(truth, spans(paths[0])))
    if audio.with_suffix(".beats").exists():
        right, found = beats(audio.with_suffix(".beats")), beats(paths[1])
        first = lambda rows: [when for when, number in rows if number == 1]
        row.append(f_measure([when for when, _ in right], [when for when, _ in found], SETTLED))
        row.append(f_measure(first(right), first(found), SETTLED))
        row += bass_scores(truth, right, lowest_part(paths[2]))
    else:
        row += [float("nan")] * 4
    return row + [truth[-1][1] / spent]


def main(strumd, patch, folder):
    takes = [path for path in sorted(pathlib.Path(folder).iterdir())
             if path.suffix in (".flac", ".wav", ".ogg") and path.with_suffix(".lab").exists()]
    if not takes:
        sys.exit(f"evaluate: {folder} holds no audio file with a .lab of the same name beside it")
    print(f"{'take':24}{'chord':>9}{'majmin':>9}{'root':>9}{'beats':>9}{'downbeat':>9}"
          f"{'bass':>9}{'on dot':>9}{'speed':>9}")
    rows = []
    for take in takes:
        with tempfile.TemporaryDirectory() as scratch:
            rows.append(score(strumd, patch, take, pathlib.Path(scratch)))
        print(f"{take.stem:24}" + "".join(f"{value:9.1f}" for value in rows[-1]), flush=True)
    if len(rows) > 1:
        print(f"{'mean':24}" + "".join(f"{value:9.1f}" for value in np.nanmean(rows, axis=0)))


if len(sys.argv) != 4:
    sys.exit(__doc__)
main(*sys.argv[1:])
