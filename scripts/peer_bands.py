"""Bands that the band is compared with: MMA, told the true chords, and a loop of its first pass."""

import hashlib
import os
import subprocess

GROOVES = {4: "BasicRock", 3: "Waltz"}
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]
SYMBOLS = {"maj": "", "min": "m", "maj7": "M7", "min7": "m7", "dim": "dim3", "hdim7": "m7b5",
           "maj6": "6", "min6": "m6", "minmaj7": "mM7"}


def symbol(label):
    return NAMES[label[0]] + SYMBOLS.get(label[1], label[1]) if label else "z"


def bars(take, first=0, last=None):
    """A chord for each beat of each bar from the first downbeat on."""
    grid = take.beats[first:last]
    end = take.beats[last] if last is not None and last < len(take.beats) else (take.end, 1)
    rows, spans = [], zip(grid, grid[1:] + [end])
    for (when, number), (following, _) in spans:
        if number == 1:
            rows.append([])
        if rows:
            rows[-1].append(take.chord(when + 0.3 * (following - when)))
    return rows


def play(rows, tempo, folder):
    """The MIDI file in `folder` that MMA makes of `rows` of chords, or none where it cannot; what it has made
    before it is not asked for again."""
    beats = len(rows[0])
    lines = [f"Tempo {tempo:.3f}", f"Time {beats}", f"Groove {GROOVES.get(beats, 'BasicRock')}"]
    for number, row in enumerate(rows, 1):
        row = (row + [row[-1]] * beats)[:beats]
        lines.append(f"{number} " + " ".join(symbol(label) for label in row))
    text = "\n".join(lines) + "\n"
    made = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.mid"
    if made.exists():
        return made
    source, partial = (made.with_suffix(f".{os.getpid()}{end}") for end in (".mma", ".mid"))
    source.write_text(text)
    done = subprocess.run(["mma", "-f", partial, source], capture_output=True).returncode == 0
    source.unlink()
    return partial.rename(made) if done else None


def chart(take):
    """The first pass as a chart for strumd, or all of a take that does not come round."""
    begin, end = first_pass(take) if len(take.passes) > 1 else (0, len(take.beats))
    rows = bars(take, begin, end)
    beats = max(set(map(len, rows)), key=list(map(len, rows)).count)
    lines = [" ".join(written(label) for label in (row + row[-1:] * beats)[:beats]) for row in rows]
    return (f"version: 1\nmetre: {beats}/4\nsections:\n  - name: song\n    chords: |\n"
            + "".join(f"      {line}\n" for line in lines))


def written(label):
    """A chord as strumd's charts have it."""
    kinds = {"maj": "", "min": "m", "min7": "m7", "hdim7": "m7b5", "maj6": "6", "min6": "m6",
             "minmaj7": "m"}
    return NAMES[label[0]] + kinds.get(label[1], label[1]) if label else "N.C."


def first_pass(take):
    """The beats at which the first and the second pass begin."""
    times = [when for when, _ in take.beats]
    return [min(range(len(times)), key=lambda index: abs(times[index] - when))
            for when in take.passes[:2]]


def whole(take, folder):
    """The true chords at the take's mean tempo: a MIDI file in `folder` and when to start it, or nothing."""
    first = next(index for index, (_, number) in enumerate(take.beats) if number == 1)
    begin, end = take.beats[first][0], take.beats[-1][0]
    tempo = 60 * (len(take.beats) - 1 - first) / (end - begin)
    made = play(bars(take, first), tempo, folder)
    return (made, begin) if made else None


def loop(take, folder):
    """What a looper would have: the first pass, at its tempo, again and again from the second on."""
    if len(take.passes) < 2:
        return None
    times = [when for when, _ in take.beats]
    begin, end = first_pass(take)
    tempo = 60 * (end - begin) / (times[end] - times[begin])
    rows = bars(take, begin, end)
    turns = int((take.end - times[end]) / (times[end] - times[begin])) + 1
    made = play(rows * turns, tempo, folder)
    return (made, times[end]) if made else None
