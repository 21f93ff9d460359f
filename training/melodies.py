#!/usr/bin/env python3
"""Reads melodies with chords from public corpora, split so that no tune is on both sides.

    melodies.py FOLDER MELODIES.jsonl      (FOLDER is what fetch-corpora filled)

A melody is its notes and its changes of chord in ticks, twelve a beat: [start, length, key] and
[start, root or null, quality], with the tonic of the key signature.
"""

import argparse
import collections
import json
import pathlib

import mido

from corpora import part as side
from sources import lead_sheets, pop909
from symbols import LETTERS, harmony, harte

TICKS = 12  # of a beat


def melody(corpus, title, metre, tonic, notes, chords):
    """One voice: the highest of notes that start together; None if too short."""
    highest = {}
    for start, length, key in notes:
        if start not in highest or key > highest[start][1]:
            highest[start] = (length, key)
    line = [[start, *highest[start]] for start in sorted(highest)]
    for note, following in zip(line, line[1:]):
        note[1] = min(note[1], following[0] - note[0])
    if len(line) < 16 or not any(root is not None for _, root, _ in chords):
        return None
    return dict(corpus=corpus, title=title, metre=metre, tonic=tonic, notes=line, chords=chords)


def read_openewld(folder):
    for title, part in lead_sheets(folder):
        found = read_score(part)
        if found:
            yield melody("lead sheets", title, *found)


def read_score(score):
    """Metre, tonic, notes and chords of the first voice, repeats not played; None for other metres."""
    divisions, metre, tonic, bar, notes, chords = 1, None, 0, 0, [], []
    for measure in score.findall("measure"):
        clock, longest = 0, 0
        for item in measure:
            if item.tag == "attributes":
                divisions = int(item.findtext("divisions", divisions))
                if item.find("key") is not None:
                    tonic = 7 * int(item.findtext("key/fifths", "0")) % 12
                beats, unit = item.findtext("time/beats"), item.findtext("time/beat-type")
                if beats and unit not in ("2", "4"):
                    return None
                if beats:
                    metre = int(beats) * 4 // int(unit)
            elif item.tag == "harmony" and harmony(item):
                chords.append([bar + round(TICKS * clock / divisions), *harmony(item)])
            elif item.tag == "note" and item.find("chord") is None and item.find("grace") is None:
                length = int(item.findtext("duration", "0"))
                start = bar + round(TICKS * clock / divisions)
                ticks = round(TICKS * length / divisions)
                step = item.findtext("pitch/step")
                if step in LETTERS and item.findtext("voice", "1") == "1":
                    key = (12 * (int(item.findtext("pitch/octave")) + 1) + LETTERS[step]
                           + int(float(item.findtext("pitch/alter", "0"))))
                    ties = {tie.get("type") for tie in item.findall("tie")}
                    if "stop" in ties and notes and notes[-1][2] == key:
                        notes[-1][1] += ticks
                    elif ticks:
                        notes.append([start, ticks, key])
                clock += length
                longest = max(longest, clock)
        ticks = round(TICKS * longest / divisions)
        # A first bar that is too short leads into the next one.
        if bar == 0 and metre and ticks < TICKS * metre:
            shift = TICKS * metre - ticks
            for row in notes + chords:
                row[0] += shift
            ticks += shift
        bar += ticks
    return metre and (metre, tonic, notes, chords)


def read_pop909(folder):
    for take in pop909(folder):
        tick = lambda time: TICKS * take.place(time)
        notes = [[round(tick(start) / 3) * 3, max(3, round((tick(end) - tick(start)) / 3) * 3), key]
                 for start, end, key in midi_notes(take.folder / (take.folder.name + ".mid"))]
        chords = [[round(tick(start) / TICKS) * TICKS, *(harte(label) or (None, 0))]
                  for start, _, label in take.chords]
        bar = TICKS * take.metre
        low = min([row[0] for row in notes + chords], default=0)
        shift = -(low // bar) * bar if low < 0 else 0
        for row in notes + chords:
            row[0] += shift
        yield melody("pop909", take.title, take.metre, take.tonic(float("-inf")), notes, chords)


def midi_notes(path):
    """Start, end and key of the track MELODY, in seconds."""
    song, tempos, clock = mido.MidiFile(path), [(0, 500_000)], 0
    for message in song.tracks[0]:
        clock += message.time
        if message.type == "set_tempo":
            tempos.append((clock, message.tempo))

    def seconds(ticks):
        total = 0.0
        for (start, tempo), (end, _) in zip(tempos, tempos[1:] + [(ticks, 0)]):
            total += max(0, min(end, ticks) - start) * tempo / 1e6 / song.ticks_per_beat
        return total

    notes, open_notes, clock = [], {}, 0
    for message in next(track for track in song.tracks if track.name == "MELODY"):
        clock += message.time
        if message.type == "note_on" and message.velocity:
            open_notes[message.note] = clock
        elif message.type in ("note_on", "note_off") and message.note in open_notes:
            notes.append((seconds(open_notes.pop(message.note)), seconds(clock), message.note))
    return notes


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    counts = collections.Counter()
    with arguments.out.open("w") as file:
        for reader, folder in [(read_pop909, "POP909-Dataset"), (read_openewld, "OpenEWLD")]:
            for one in reader(arguments.folder / folder):
                if one:
                    one["part"] = side(one)
                    counts[one["corpus"], one["part"]] += 1
                    counts[one["corpus"], one["part"] + " notes"] += len(one["notes"])
                    file.write(json.dumps(one) + "\n")
    for name in sorted(counts):
        print(f"{name[0]:12} {name[1]:14} {counts[name]}")


if __name__ == "__main__":
    main()
