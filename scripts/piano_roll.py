#!/usr/bin/env python3
"""Draws some bars of a MIDI file of the band: scripts/piano_roll.py MIDI BEATS BAR COUNT >picture.svg

BEATS holds the true beats, as `seconds number`; BAR is the first bar to be drawn, from 1.
"""

import sys

import mido

WIDTH, ROW, LEFT, TOP = 880, 9, 96, 22
COLOURS = {"bass": "#e0a458", "comping": "#6ea8c9", "drums": "#c9c5ba"}
DRUMS = {
    35: "kick", 36: "kick", 37: "side stick", 38: "snare", 39: "clap", 40: "snare", 41: "floor tom",
    42: "closed hat", 43: "floor tom", 44: "pedal hat", 45: "low tom", 46: "open hat", 47: "mid tom",
    48: "mid tom", 49: "crash", 50: "high tom", 51: "ride", 53: "ride bell", 54: "tambourine",
    55: "splash", 56: "cowbell", 62: "mute conga", 63: "high conga", 64: "low conga",
    65: "high timbale", 66: "low timbale", 70: "maracas", 73: "guiro", 74: "long guiro", 75: "claves",
    81: "triangle", 82: "shaker",
}
NAMES = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]


def read(path):
    """The notes of all tracks as (channel, key, velocity, start, end), in seconds."""
    now, open_notes, notes = 0.0, {}, []
    for message in mido.MidiFile(path):
        now += message.time
        if message.type not in ("note_on", "note_off"):
            continue
        place = (message.channel, message.note)
        if message.type == "note_on" and message.velocity:
            open_notes[place] = (message.velocity, now)
        elif place in open_notes:
            velocity, start = open_notes.pop(place)
            notes.append((*place, velocity, start, now))
    return notes


def lanes(notes):
    """What to draw from top to bottom: (title, colour, rows), a row being (label, notes)."""
    drums = {}
    for note in notes:
        if note[0] == 9:
            drums.setdefault(DRUMS.get(note[1], str(note[1])), []).append(note)
    result = []
    for title, low, high in (("comping", 2, 2), ("bass", 1, 1)):
        keys = [note[1] for note in notes if low <= note[0] <= high]
        if keys:
            rows = [
                (f"{NAMES[key % 12]}{key // 12 - 1}" if key % 12 in (0, 7) else "",
                 [note for note in notes if note[0] == low and note[1] == key])
                for key in range(max(keys), min(keys) - 1, -1)
            ]
            result.append((title, COLOURS[title], rows))
    if drums:
        rows = sorted(drums.items(), key=lambda row: -max(note[1] for note in row[1]))
        result.append(("drums", COLOURS["drums"], rows))
    return result


def main():
    path, beats_path, bar, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    beats = [line.split() for line in open(beats_path)]
    beats = [(float(time), int(number)) for time, number in beats]
    bars = [index for index, (_, number) in enumerate(beats) if number == 1]
    first, last = bars[bar - 1], bars[bar - 1 + count]
    start, end = beats[first][0] - 0.03, beats[last][0] - 0.03
    notes = [note for note in read(path) if note[3] < end and note[4] > start]
    drawn = lanes(notes)
    height = TOP + sum(len(rows) * ROW + 14 for _, _, rows in drawn)

    def x(time):
        return LEFT + (max(start, min(end, time)) - start) / (end - start) * (WIDTH - LEFT - 8)

    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}">')
    print(f'<rect width="{WIDTH}" height="{height}" rx="6" fill="#16181d"/>')
    print('<g font-family="sans-serif" font-size="8" fill="#8b8f98">')
    for index in range(first, last):
        time, number = beats[index]
        shade = "#4a4e57" if number == 1 else "#2a2d33"
        print(f'<path d="M{x(time):.1f} {TOP - 6}V{height - 8}" stroke="{shade}"/>')
        if number == 1:
            print(f'<text x="{x(time) + 3:.1f}" y="14">{bars.index(index) + 1}</text>')
    y = TOP
    for title, colour, rows in drawn:
        print(f'<text x="8" y="{y + 8}" fill="{colour}" font-size="10">{title}</text>')
        for label, row in rows:
            if label:
                print(f'<text x="{LEFT - 6}" y="{y + ROW - 1}" text-anchor="end">{label}</text>')
            for channel, _, velocity, begin, stop in row:
                wide = 5 if channel == 9 else max(3, x(stop) - x(begin) - 1)
                print(
                    f'<rect x="{x(begin):.1f}" y="{y + 1}" width="{wide:.1f}" height="{ROW - 2}" '
                    f'rx="1.5" fill="{colour}" opacity="{0.3 + 0.7 * velocity / 127:.2f}"/>')
            y += ROW
        y += 14
    print("</g></svg>")


if __name__ == "__main__":
    main()
