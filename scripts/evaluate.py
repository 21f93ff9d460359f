#!/usr/bin/env python3
"""Scores chords, beats and bass against the truth beside each take.

    evaluate.py STRUMD PATCH FOLDER

Every audio file in FOLDER that has a `.lab` beside it is rendered. Printed per take, chords in
percent of the time as MIREX counts it (mir_eval):
  majmin sev tet    the settled chords: root and third, with sevenths, all of the chord
  majmin* sev*      the same of the chords as they were told, each from the moment it was
  wait              seconds from a true change to the right root and third that stay: median, and the
                    time within which nine in ten came
  flick             changes told for every true one
and of the rest, in percent:
  beats             F-measure of the beats within 70 ms, from the fifth second on
  down              the same for the first beats of bars
  bass              bars on whose first beat the lowest part sounds a tone of the true chord for most
                    of it
  dot               the same for the note struck nearest to the first beat, within 120 ms
  cpu               seconds of work for a second of music, the whole of strumd
"""

import pathlib
import resource
import subprocess
import sys
import tempfile

import mido
import numpy as np

import chord_scores

NAMES = {name: index for index, name in enumerate(
    ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"])}
NAMES |= {"Db": 1, "Eb": 3, "Gb": 6, "Ab": 8, "Bb": 10, "Cb": 11, "Fb": 4, "E#": 5, "B#": 0}
TONES = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "dim": (0, 3, 6), "dim7": (0, 3, 6, 9), "hdim7": (0, 3, 6, 10),
    "aug": (0, 4, 8), "sus4": (0, 5, 7), "sus2": (0, 2, 7), "maj6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9), "minmaj7": (0, 3, 7, 11), "9": (0, 4, 7, 10, 2),
}
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


def work():
    """Processor time of the programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def score(strumd, patch, audio, scratch):
    """The chords (truth, settled, live), and beats, downbeats, bass, dot and work of a take."""
    settled, live, beat_list, midi = (scratch / name for name in ("s.lab", "l.lab", "b", "m.mid"))
    begin = work()
    subprocess.run([strumd, "render", audio, "--patch", patch, "--chords", settled,
                    "--chords-live", live, "--beats", beat_list, "--midi", midi],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent = work() - begin
    chords = [chord_scores.read(path) for path in (audio.with_suffix(".lab"), settled, live)]
    row = [float("nan")] * 4
    if audio.with_suffix(".beats").exists():
        right, found = beats(audio.with_suffix(".beats")), beats(beat_list)
        first = lambda rows: [when for when, number in rows if number == 1]
        row = [f_measure([when for when, _ in right], [when for when, _ in found], SETTLED),
               f_measure(first(right), first(found), SETTLED),
               *bass_scores(spans(audio.with_suffix(".lab")), right, lowest_part(midi))]
    return chords, row + [spent / chords[0][-1][1]]


def line(name, takes, rows):
    """The figures of one take, or of several together."""
    chords = chord_scores.summary(takes)
    shares = "".join(f"{100 * chords[key]:8.1f}" for key in (
        "settled majmin", "settled sevenths", "settled tetrads", "live majmin", "live sevenths"))
    felt = f"{chords['wait median']:6.2f}/{chords['wait p90']:4.2f}{chords['flicker']:7.2f}"
    rest = [np.nanmean([row[place] for row in rows]) if any(
        row[place] == row[place] for row in rows) else float("nan") for place in range(5)]
    return f"{name:24}{shares}{felt}" + "".join(f"{v:7.1f}" for v in rest[:4]) + f"{rest[4]:8.4f}"


def main(strumd, patch, folder):
    found = [path for path in sorted(pathlib.Path(folder).iterdir())
             if path.suffix in (".flac", ".wav", ".ogg") and path.with_suffix(".lab").exists()]
    if not found:
        sys.exit(f"evaluate: {folder} holds no audio file with a .lab of the same name beside it")
    print(f"{'take':24}" + "".join(f"{name:>8}" for name in (
        "majmin", "sev", "tet", "majmin*", "sev*")) + f"{'wait':>11}{'flick':>7}"
        + "".join(f"{name:>7}" for name in ("beats", "down", "bass", "dot")) + f"{'cpu':>8}")
    takes, rows = [], []
    for path in found:
        with tempfile.TemporaryDirectory() as scratch:
            chords, row = score(strumd, patch, path, pathlib.Path(scratch))
        takes.append(chords)
        rows.append(row)
        print(line(path.stem, [chords], [row]), flush=True)
    if len(takes) > 1:
        print(line("all", takes, rows))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
