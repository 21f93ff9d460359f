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
import xml.etree.ElementTree as ElementTree
import zipfile

import mido

from corpora import KINDS, LETTERS, harte, part, pitch
from songs import QUALITIES

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
    for path in sorted(folder.glob("dataset/*/*/*.mxl")):
        archive = zipfile.ZipFile(path)
        name = next(n for n in archive.namelist() if n.endswith(".xml") and "META" not in n)
        try:
            score = ElementTree.fromstring(archive.read(name)).find("part")
        except ElementTree.ParseError:
            continue
        found = read_score(score)
        if found:
            yield melody("lead sheets", path.parent.name.replace("_", " "), *found)


def read_score(score):
    """Metre, tonic, notes and chords of the first voice, repeats not played; None for other metres."""
    divisions, metre, tonic, bar, notes, chords, tied = 1, None, 0, 0, [], [], False
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
            elif item.tag == "harmony":
                step, alter = item.findtext("root/root-step"), item.findtext("root/root-alter")
                kind = KINDS.get(item.findtext("kind", ""), "maj")
                if step in LETTERS:
                    root = (LETTERS[step] + int(float(alter or 0))) % 12
                    chords.append([bar + round(TICKS * clock / divisions), root,
                                   QUALITIES.index(kind)])
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
    for path in sorted(folder.glob("POP909/*/chord_midi.txt")):
        beats = [line.split() for line in (path.parent / "beat_midi.txt").read_text().splitlines()]
        times = [float(beat[0]) for beat in beats]
        downs = [at for at, beat in enumerate(beats) if float(beat[-1]) == 1]
        keys = [line.split() for line in (path.parent / "key_audio.txt").read_text().splitlines()]
        if not keys or len(times) < 16 or len(downs) < 4:
            continue
        metre = collections.Counter(b - a for a, b in zip(downs, downs[1:])).most_common(1)[0][0]
        name, _, mode = keys[0][2].partition(":")
        tonic = (pitch(name) + (3 if mode == "min" else 0)) % 12
        tick = lambda time: ticks_at(time, times, downs[0])
        notes = [[round(tick(start) / 3) * 3, max(3, round((tick(end) - tick(start)) / 3) * 3), key]
                 for start, end, key in midi_notes(path.parent / (path.parent.name + ".mid"))]
        chords = []
        for line in (path.parent / "chord_midi.txt").read_text().splitlines():
            words = line.split()
            if len(words) == 3:
                root, quality = harte(words[2]) or (None, 0)
                chords.append([round(tick(float(words[0])) / 12) * 12, root, quality])
        low = min([row[0] for row in notes + chords], default=0)
        shift = -(low // (TICKS * metre)) * TICKS * metre if low < 0 else 0
        for row in notes + chords:
            row[0] += shift
        yield melody("pop909", "pop909 " + path.parent.name, metre, tonic, notes, chords)


def ticks_at(time, times, first):
    """Where `time` is on the beats, from the first downbeat on; beyond them by the nearest beat."""
    at = min(len(times) - 2, max(0, sum(beat <= time for beat in times) - 1))
    return TICKS * (at - first + (time - times[at]) / (times[at + 1] - times[at]))


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
                    one["part"] = part(one)
                    counts[one["corpus"], one["part"]] += 1
                    counts[one["corpus"], one["part"] + " notes"] += len(one["notes"])
                    file.write(json.dumps(one) + "\n")
    for name in sorted(counts):
        print(f"{name[0]:12} {name[1]:14} {counts[name]}")


if __name__ == "__main__":
    main()
