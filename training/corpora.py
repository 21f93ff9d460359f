#!/usr/bin/env python3
"""Reads public chord corpora into one list of songs, split so that no tune is on both sides.

    corpora.py FOLDER SONGS.jsonl      (FOLDER is what fetch-corpora filled)

A song is its changes of chord: root in semitones above the tonic of the key signature (of A for
F sharp minor), one of the ear's 13 qualities, length in beats, and the beat of the bar it falls on.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re

from songs import QUALITIES
from sources import lead_sheets, pop909
from symbols import harmony, harte, jazz, pitch

def song(corpus, title, metre, spans):
    """Merges (tonic, chord or None, beats, beat of bar) spans into changes; None if too short."""
    changes = []
    for tonic, chord, beats, place in spans:
        if chord is None:
            if changes:
                changes[-1][2] += beats
            continue
        root, quality = (chord[0] - tonic) % 12, chord[1]
        if changes and changes[-1][:2] == [root, quality]:
            changes[-1][2] += beats
        else:
            changes.append([root, quality, beats, place])
    return len(changes) >= 8 and dict(corpus=corpus, title=title, metre=metre, changes=changes)


def bar_spans(tonic, bar, beats):
    """The chords of a bar share it equally."""
    share = beats / len(bar)
    return [(tonic, chord, share, index * share) for index, chord in enumerate(bar)]


def read_jazz(folder):
    for path in sorted(folder.glob("SongDB/*/*.txt")):
        text = path.read_text(errors="replace")
        facts = dict(re.findall(r"(\w+) = (.*)", text))
        tonic = pitch(facts.get("DBKeySig", "").strip())
        beats = int(facts["TimeSig"].split()[0])
        spans = []
        for line in text.splitlines():
            if "=" in line:
                continue
            for bar in line.split("|"):
                if bar.split() and tonic is not None:
                    spans += bar_spans(tonic, [jazz(s) for s in bar.split()], beats)
        yield song("jazz", facts.get("Title", path.stem), beats, spans)


def read_billboard(folder):
    for path in sorted(folder.glob("**/SalamiFiles/*.txt")):
        tonic, metre, title, spans = None, 4, path.stem, []
        for line in path.read_text().splitlines():
            if line.startswith("#"):
                name, _, value = line[1:].partition(":")
                value = value.strip()
                title = value if name.strip() == "title" else title
                tonic = pitch(value) if name.strip() == "tonic" else tonic
                if name.strip() == "metre":
                    metre = int(value.split("/")[0])
                continue
            bars = re.search(r"\|(.*)\|(?:.*x(\d+))?", line)
            for bar in bars[1].split("|") * int(bars[2] or 1) if bars else []:
                words, beats = bar.split(), metre
                if words and words[0].startswith("("):
                    beats = int(words.pop(0)[1:].split("/")[0])
                chords, last = [], spans[-1][1] if spans else None
                for word in words:
                    last = last if word == "." else harte(word)
                    chords.append(last)
                # Fast compound metres count in dotted quarters, as a band's clock does.
                beats = beats // 3 if beats in (6, 9, 12) else beats
                spans += bar_spans(tonic, chords, beats) if chords else []
        metre = metre // 3 if metre in (6, 9, 12) else metre
        yield song("pop", title, metre, to_signature(spans))


def to_signature(spans):
    """Gives minor tunes the tonic of their key signature."""
    counts = collections.Counter()
    for tonic, chord, beats, _ in spans:
        if chord and chord[0] == tonic:
            counts[QUALITIES[chord[1]].startswith("min")] += beats
    shift = 3 if counts[True] > counts[False] else 0
    return [((tonic + shift) % 12, chord, beats, place) for tonic, chord, beats, place in spans]


def read_pop909(folder):
    for take in pop909(folder):
        spans = []
        for start, end, label in take.chords:
            first, last = take.nearest(start), take.nearest(end)
            down = max([d for d in take.downbeats if d <= first], default=take.downbeats[0])
            if last > first:
                spans.append((take.tonic(start), harte(label), last - first,
                              (first - down) % take.metre))
        yield song("pop909", take.title, take.metre, spans)


def read_openewld(folder):
    for title, part in lead_sheets(folder):
        tonic, beats, divisions, spans = 0, 4, 1, []
        for measure in part.findall("measure"):
            clock, changes = 0, [(0, spans[-1][1] if spans else None)]
            for item in measure:
                if item.tag == "attributes":
                    divisions = int(item.findtext("divisions", divisions))
                    if item.find("key") is not None:
                        tonic = 7 * int(item.findtext("key/fifths", "0")) % 12
                    beats = int(item.findtext("time/beats", str(beats)))
                elif item.tag == "harmony" and harmony(item):
                    changes.append((clock / divisions, harmony(item)))
                elif item.tag == "note" and item.find("chord") is None:
                    clock += int(item.findtext("duration", "0"))
            ends = [at for at, _ in changes[1:]] + [beats]
            spans += [(tonic, chord, end - at, at)
                      for (at, chord), end in zip(changes, ends) if end > at]
        yield song("lead sheets", title, beats, spans)


def plain(title):
    return re.sub(r"\(.*?\)|[^a-z0-9]|^(the|a) ", "", title.lower())


def shingles(changes):
    words = [(root, quality) for root, quality, _, _ in changes]
    return {hash(tuple(words[at:at + 8])) for at in range(len(words) - 7)}


def clusters(songs):
    """Numbers the songs so that those of one title, or with most of one progression, agree."""
    leader = list(range(len(songs)))

    def find(index):
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    titles, holders, sets = {}, collections.defaultdict(list), []
    for index, one in enumerate(songs):
        other = titles.setdefault(plain(one["title"]), index)
        leader[find(index)] = find(other)
        sets.append(shingles(one["changes"]))
        shared = collections.Counter()
        for shingle in sets[index]:
            shared.update(holders[shingle])
            holders[shingle].append(index)
        for other, count in shared.items():
            if count >= 0.6 * min(len(sets[index]), len(sets[other])):
                leader[find(index)] = find(other)
    return [find(index) for index in range(len(songs))]


def part(song):
    """Where a cluster belongs, by its first title: a tenth is for testing, a twentieth to stop by."""
    chance = int(hashlib.sha256(plain(song["title"]).encode()).hexdigest()[:8], 16) / 2**32
    return "test" if chance < 0.1 else "stop" if chance < 0.15 else "train"


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    songs = []
    for reader, folder in [(read_billboard, "CoCoPops"), (read_jazz, "Jazz-Chord-Progressions-Corpus"),
                           (read_pop909, "POP909-Dataset"), (read_openewld, "OpenEWLD")]:
        songs += [one for one in reader(arguments.folder / folder) if one]
    tested = set()
    counts = collections.Counter()
    with arguments.out.open("w") as file:
        for one, number in zip(songs, clusters(songs)):
            one["part"] = part(songs[number])
            counts[one["corpus"], "read"] += 1
            if one["part"] != "train":
                if number in tested:
                    continue
                tested.add(number)
            counts[one["corpus"], one["part"]] += 1
            counts[one["corpus"], one["part"] + " changes"] += len(one["changes"])
            file.write(json.dumps(one) + "\n")
    for name in sorted(counts):
        print(f"{name[0]:12} {name[1]:14} {counts[name]}")


if __name__ == "__main__":
    main()
