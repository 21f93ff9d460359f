"""Scores of a band's notes against what the player really did: his chords, his beats, his tune."""

import bisect
import statistics
from dataclasses import dataclass, field

import mido

from beat_scores import read as beats
from bass_scores import TONES, spans

# A note this close before a chord is meant for it: players' strokes scatter by as much.
EARLY = 0.07
# A beat has been hit by what comes this close to it.
NEAR = 0.07
MINOR = {"min", "min7", "dim", "hdim7", "dim7", "min6", "minmaj7"}
PARTS = ("bass", "comping", "drums")


@dataclass
class Truth:
    """A take: its chords (start, end, (root, quality) or None), its beats (second, place in the
    bar), the seconds at which its progression begins, and the beats within which its tempo changes."""
    chords: list
    beats: list
    passes: list
    change: tuple = None

    @property
    def end(self):
        return max(end for _, end, label in self.chords if label)

    def chord(self, when):
        index = bisect.bisect_right([start for start, _, _ in self.chords], when) - 1
        return self.chords[index][2] if index >= 0 and when < self.chords[index][1] else None

    def turn(self, when):
        """How often the progression has come round by then, 1 for the first time."""
        return max(1, bisect.bisect_right(self.passes, when + EARLY))

    def changes(self):
        """When root or third change, with the chord before and the new one."""
        found, before = [], None
        for start, _, label in self.chords:
            if label and (before is None or kind(label) != kind(before)):
                found.append((start, before, label))
            before = label or before
        return found


def kind(label):
    return label[0], label[1] in MINOR


def tones(label):
    return {(label[0] + step) % 12 for step in TONES[label[1]]}


def truth(audio, about):
    """What is beside a recording; `about` is what its .json says."""
    chords, grid = spans(audio.with_suffix(".lab")), beats(audio.with_suffix(".beats"))
    change = tuple(about["change"]) if "change" in about else None
    return Truth(chords, grid, about.get("passes") or passes(chords, grid), change)


def passes(chords, grid):
    """When the progression begins, for a take that does not say: the shortest stretch of bars that
    comes round again with nine beats in ten alike."""
    known = Truth(chords, grid, [])
    heard = [(lambda label: label and kind(label))(known.chord(when + 0.15)) for when, _ in grid]
    downbeats = [index for index, (_, number) in enumerate(grid) if number == 1]
    for bars in range(2, min(33, len(downbeats) // 2 + 1)):
        lag = downbeats[bars] - downbeats[0]
        pairs = [(a, b) for a, b in zip(heard, heard[lag:]) if a and b]
        if pairs and sum(a == b for a, b in pairs) >= 0.9 * len(pairs):
            return [grid[index][0] for index in downbeats[::bars]]
    return [grid[0][0]]


def parts(path, seconds=0.0, band=""):
    """Start, end and key of the notes of bass, comping and drums, `seconds` later than written, of the
    tracks whose names begin with `band`."""
    found = {part: [] for part in PARTS}
    file = mido.MidiFile(path)
    tempos = mido.MidiTrack(m for t in file.tracks for m in absolute(t) if m.type == "set_tempo")
    for track in file.tracks:
        if not track.name.startswith(band):
            continue
        notes = sounding(file, track, sorted(tempos, key=lambda m: m.time), seconds)
        if not notes:
            continue
        name = track.name.lower()
        low = sum(key for _, _, key, _ in notes) / len(notes) < 50
        part = ("drums" if notes[0][3] == 9 else "bass" if "bass" in name and low else "comping")
        found[part] += [note[:3] for note in notes]
    return {part: sorted(notes) for part, notes in found.items()}


def absolute(track):
    now = 0
    for message in track:
        now += message.time
        yield message.copy(time=now)


def sounding(file, track, tempos, seconds):
    """The notes of a track, in seconds."""
    def second(tick):
        total, last, tempo = 0.0, 0, 500_000
        for message in tempos:
            if message.time >= tick:
                break
            total += (message.time - last) * tempo / 1e6 / file.ticks_per_beat
            last, tempo = message.time, message.tempo
        return seconds + total + (tick - last) * tempo / 1e6 / file.ticks_per_beat

    notes, begun = [], {}
    for message in absolute(track):
        if message.type not in ("note_on", "note_off"):
            continue
        voice = (message.channel, message.note)
        if voice in begun:
            notes.append((second(begun.pop(voice)), second(message.time), message.note,
                          message.channel))
        if message.type == "note_on" and message.velocity:
            begun[voice] = message.time
    return notes


@dataclass
class Scores:
    """What one band made of one take, or of several."""
    # Right or wrong, of each note, by how often the progression had come round: 1, 2 or 3.
    bass: dict = field(default_factory=lambda: {1: [], 2: [], 3: []})
    comping: dict = field(default_factory=lambda: {1: [], 2: [], 3: []})
    # Seconds from each change of chord to the first note of the new one; None where it never comes.
    late: dict = field(default_factory=lambda: {1: [], 2: [], 3: []})
    # For each take, seconds by which its beats were missed.
    asynchrony: list = field(default_factory=list)
    struck: list = field(default_factory=list)
    caught: list = field(default_factory=list)
    movement: list = field(default_factory=list)

    def add(self, other):
        for name in ("bass", "comping", "late"):
            for turn, values in getattr(other, name).items():
                getattr(self, name)[turn].extend(values)
        for name in ("asynchrony", "struck", "caught", "movement"):
            getattr(self, name).extend(getattr(other, name))


def score(take, notes):
    scores = Scores()
    tones_right(take, notes, scores)
    lateness(take, notes, scores)
    timing(take, notes, scores)
    scores.movement = movements(notes["comping"])
    return scores


def tones_right(take, notes, scores):
    for part in ("bass", "comping"):
        for start, _, key in notes[part]:
            labels = [label for label in (take.chord(start), take.chord(start + EARLY)) if label]
            if labels:
                fits = any(key % 12 in tones(label) for label in labels)
                getattr(scores, part)[min(3, take.turn(start))].append(fits)


def lateness(take, notes, scores):
    pitched = sorted([(start, key, True) for start, _, key in notes["bass"]]
                     + [(start, key, False) for start, _, key in notes["comping"]])
    if not pitched:
        return
    changes = [change for change in take.changes() if change[0] >= pitched[0][0] - 0.5]
    for (when, before, label), following in zip(
            changes, [change[0] for change in changes[1:]] + [take.end]):
        if before is None:
            continue
        new = tones(label) - tones(before)
        first = next((start for start, key, is_bass in pitched
                      if when - 0.15 <= start < following - 0.15
                      and (key % 12 in new
                           or is_bass and key % 12 == label[0] != before[0])), None)
        scores.late[min(3, take.turn(when))].append(None if first is None else first - when)


def timing(take, notes, scores):
    """Beats hit and missed, from the fifth bar of the band on."""
    struck = sorted(start for part in ("drums", "bass") for start, _, _ in notes[part])
    # A band that never comes in misses as many beats as one that comes in at once.
    entry = struck[0] if struck else take.beats[0][0]
    downbeats = [when for when, number in take.beats if number == 1 and when > entry - NEAR]
    if len(downbeats) < 6:
        return
    hits, missed = [], {}
    for index, (when, _) in enumerate(take.beats):
        if when < downbeats[4] or when > take.end - 0.1:
            continue
        near = [nearest(part, when) for part in (notes["drums"], notes["bass"]) if part]
        near = [gap for gap in near if abs(gap) <= NEAR]
        hits += near
        missed[index] = not near or min(near, key=abs)
        scores.struck.append(bool(near))
    if hits:
        scores.asynchrony.append(hits)
    if take.change and take.change[0] == take.change[1]:
        scores.caught.append(caught(missed, take.change[0]))


def nearest(notes, when):
    starts = [start for start, _, _ in notes]
    index = bisect.bisect(starts, when)
    around = starts[max(0, index - 1):index + 1]
    return min((start - when for start in around), key=abs)


def caught(missed, change):
    """Beats from a step of the tempo until four beats in a row are within 35 ms; None for never."""
    close = lambda beat: missed.get(beat, True) is not True and abs(missed[beat]) <= 0.035
    beat = change + 1
    while beat in missed:
        if all(close(beat + later) for later in range(4)):
            return beat - change
        beat += 1
    return None


def movements(notes):
    """Semitones by which each voice moves from a chord to the next."""
    chords = []
    for start, _, key in notes:
        if chords and start - chords[-1][0] < 0.04:
            chords[-1][1].add(key)
        else:
            chords.append((start, {key}))
    voices = [sorted(keys) for _, keys in chords if len(keys) >= 3]
    return [abs(low - high) for one, two in zip(voices, voices[1:])
            if len(one) == len(two) and one != two for low, high in zip(one, two)]


def share(values):
    return 100 * sum(values) / len(values) if values else float("nan")


def median(values):
    """The median wait; one that never ends is the longest of all."""
    if not values:
        return float("nan")
    return statistics.median(float("inf") if value is None else value for value in values)
