"""Bands that the band is compared with: MMA, told the true chords, and a loop of its first pass."""

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
    rows, spans = [], zip(grid, grid[1:] + [(take.end, 1)])
    for (when, number), (following, _) in spans:
        if number == 1:
            rows.append([])
        if rows:
            rows[-1].append(take.chord(when + 0.3 * (following - when)))
    return rows


def play(rows, tempo, path):
    """Has MMA play `rows` of chords to a MIDI file; returns whether it did."""
    beats = len(rows[0])
    lines = [f"Tempo {tempo:.3f}", f"Time {beats}", f"Groove {GROOVES.get(beats, 'BasicRock')}"]
    for number, row in enumerate(rows, 1):
        row = (row + [row[-1]] * beats)[:beats]
        lines.append(f"{number} " + " ".join(symbol(label) for label in row))
    source = path.with_suffix(".mma")
    source.write_text("\n".join(lines) + "\n")
    return subprocess.run(["mma", "-f", path, source], capture_output=True).returncode == 0


def whole(take, path):
    """The true chords at the take's mean tempo; returns when to start it, or nothing."""
    first = next(index for index, (_, number) in enumerate(take.beats) if number == 1)
    begin, end = take.beats[first][0], take.beats[-1][0]
    tempo = 60 * (len(take.beats) - 1 - first) / (end - begin)
    return begin if play(bars(take, first), tempo, path) else None


def loop(take, path):
    """What a looper would have: the first pass, at its tempo, again and again from the second on."""
    if len(take.passes) < 2:
        return None
    times = [when for when, _ in take.beats]
    begin, end = (min(range(len(times)), key=lambda index: abs(times[index] - when))
                  for when in take.passes[:2])
    tempo = 60 * (end - begin) / (times[end] - times[begin])
    rows = bars(take, begin, end)
    turns = int((take.end - times[end]) / (times[end] - times[begin])) + 1
    return times[end] if play(rows * turns, tempo, path) else None
