#!/usr/bin/env python3
"""Makes the demo take: a strummed guitar with its true chords, beats and key beside it.

Needs python3 with numpy, the programs fluidsynth and flac, and the FluidR3 soundfont
(Debian: python3-numpy fluidsynth flac fluid-soundfont-gm). The same versions of these give the
same bytes on each run: all that looks like chance comes from one seed.

    python3 demo/make_take.py [folder]      writes take.{flac,mid,lab,beats,key}
"""

import math
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import wave

import numpy as np

SOUNDFONT = "/usr/share/sounds/sf2/FluidR3_GM.sf2"
RATE = 48_000
SEED = 1979
BPM = 116.0
DRIFT = 0.008
LEAD_IN = 60 / BPM
RING = 2.05
SILENCE = 2.0
COUNT_IN = 4
TICKS = 960

STEEL_GUITAR, MUTED_GUITAR = 25, 28
OPEN_STRINGS = (40, 45, 50, 55, 59, 64)

# Frets from the low E string to the high one; None is a string that is not played.
SHAPES = {
    "G:maj": (3, 2, 0, 0, 0, 3),
    "E:min": (0, 2, 2, 0, 0, 0),
    "C:maj7": (None, 3, 2, 0, 0, 0),
    "D:7": (None, None, 0, 2, 1, 2),
    "B:min7": (None, 2, 0, 2, 0, 2),
    "E:7": (0, 2, 0, 1, 0, 0),
    "A:min": (None, 0, 2, 2, 1, 0),
}
FORM = ("G:maj", "E:min", "C:maj7", "D:7", "B:min7", "E:7", "A:min", "D:7")
TIMES_ROUND = 2

# A bar of strokes: place in beats, hand, strength. Up strokes brush the top strings only.
PATTERNS = {
    "open": ((0, "down", 0.92), (1, "down", 0.80), (1.5, "up", 0.50), (2, "down", 0.74),
             (2.5, "up", 0.52), (3, "down", 0.82), (3.5, "up", 0.46)),
    "calm": ((0, "down", 0.88), (1, "down", 0.72), (2, "down", 0.70), (2.5, "up", 0.46),
             (3, "down", 0.76), (3.5, "up", 0.44)),
    "push": ((0, "down", 0.96), (0.5, "up", 0.44), (1, "down", 0.84), (1.5, "up", 0.54),
             (2, "down", 0.78), (2.5, "up", 0.54), (3, "down", 0.88), (3.5, "up", 0.56)),
}
ORDER = ("calm", "open", "calm", "open", "calm", "open", "open", "push",
         "open", "open", "calm", "open", "open", "push", "open", "push")


def beat_times(count):
    """Seconds of each beat from the first count-in stroke on: a slow sway about the tempo."""
    times, now = [], LEAD_IN
    for beat in range(count):
        times.append(now)
        sway = math.sin(2 * math.pi * beat / 37) * 0.7 + math.sin(2 * math.pi * beat / 13) * 0.3
        now += 60 / (BPM * (1 + DRIFT * sway))
    return times


def at(times, beat):
    """Seconds of a place between beats."""
    whole = int(beat)
    return times[whole] + (beat - whole) * (times[whole + 1] - times[whole])


class Hand:
    """The player: six strings, each of which sounds one note at a time."""

    def __init__(self, chance):
        self.chance = chance
        self.notes = []
        self.sounding = [None] * 6

    def damp(self, string, when):
        note = self.sounding[string]
        if note is not None:
            self.notes[note][1] = when
            self.sounding[string] = None

    def damp_all(self, when):
        for string in range(6):
            self.damp(string, when + self.chance.uniform(0, 0.012))

    def pluck(self, string, key, velocity, when):
        self.damp(string, when - 0.002)
        self.sounding[string] = len(self.notes)
        self.notes.append([when, None, string, key, velocity])

    def strum(self, shape, way, strength, when, slow=1.0):
        """One stroke; gives the time of its first string."""
        strings = [s for s in range(6) if shape[s] is not None]
        if way == "up":
            strings = strings[::-1][: self.chance.choice((3, 4, 4))]
        for string in range(6):
            if shape[string] is None:
                self.damp(string, when)
        first = when
        for place, string in enumerate(strings):
            fade = 1 - 0.05 * place if way == "up" else 1 - 0.02 * place
            velocity = strength * fade * 112 + self.chance.uniform(-5, 5)
            self.pluck(string, OPEN_STRINGS[string] + shape[string],
                       max(1, min(127, round(velocity))), when)
            when += self.chance.uniform(0.008, 0.016) * slow * (0.7 if way == "up" else 1)
        return first


def perform(chance, times):
    """The notes of the take and the moment each chord starts."""
    hand, starts = Hand(chance), []
    chords = FORM * TIMES_ROUND
    human = lambda: max(-0.008, min(0.008, chance.gauss(0, 0.0035)))
    for bar, chord in enumerate(chords):
        # Twice round, the second time a little louder; each time it grows towards its end.
        swell = 0.90 + 0.06 * (bar // len(FORM)) + 0.05 * (bar % len(FORM)) / len(FORM)
        for place, way, strength in PATTERNS[ORDER[bar]]:
            when = at(times, COUNT_IN + 4 * bar + place) + human()
            first = hand.strum(SHAPES[chord], way, strength * swell, when)
            if place == 0:
                starts.append((first, chord))
    last = times[COUNT_IN + 4 * len(chords)] + human()
    starts.append((hand.strum(SHAPES[FORM[0]], "down", 0.98, last, slow=1.6), FORM[0]))
    hand.damp_all(last + RING)
    return hand.notes, starts, last + RING


def count_in(chance, times):
    """Strokes over strings damped by the whole hand: a tight cluster that has no pitch."""
    notes = []
    for beat in range(COUNT_IN):
        when = times[beat] + chance.uniform(-0.004, 0.004)
        for string in range(12):
            notes.append([when + 0.0008 * string, when + 0.03, 6 + string % 3,
                          52 + 3 * string + chance.choice((0, 1, 2)), 70 - 2 * string])
    return notes


def variable(value):
    """A number as a MIDI file writes its times."""
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(0x80 | value & 0x7F)
    return bytes(reversed(digits))


def track(events):
    """A chunk of a MIDI file from (tick, rank, bytes)."""
    body, now = b"", 0
    for tick, _, message in sorted(events):
        body += variable(tick - now) + message
        now = tick
    body += b"\x00\xff\x2f\x00"
    return b"MTrk" + struct.pack(">I", len(body)) + body


def midi_file(notes, times, end):
    """A type 1 file, one beat of lead-in first, whose tempo follows the player bar by bar."""
    beats = [0.0] + times
    places = [TICKS * beat for beat in range(len(beats))]
    tick = lambda seconds: round(float(np.interp(seconds, beats, places)))
    tempo = [(0, 0, b"\xff\x58\x04\x01\x02\x18\x08"), (0, 0, b"\xff\x59\x02\x01\x00"),
             (TICKS, 0, b"\xff\x58\x04\x04\x02\x18\x08")]
    for here, there, low, high in zip(beats, beats[1:], places, places[1:]):
        micros = round((there - here) * TICKS / (high - low) * 1e6)
        tempo.append((low, 1, b"\xff\x51\x03" + micros.to_bytes(3, "big")))
    name = b"guitar"
    strings = [(0, 0, b"\xff\x03" + bytes([len(name)]) + name)]
    for channel in range(9):
        program = STEEL_GUITAR if channel < 6 else MUTED_GUITAR
        strings.append((0, 1, bytes([0xC0 | channel, program])))
    for start, stop, channel, key, velocity in notes:
        strings.append((tick(start), 3, bytes([0x90 | channel, key, velocity])))
        strings.append((tick(end if stop is None else stop), 2, bytes([0x80 | channel, key, 0])))
    header = b"MThd" + struct.pack(">IHHH", 6, 1, 2, TICKS)
    return header + track(tempo) + track(strings)


def rendered(midi, folder, frames):
    """The MIDI file through the soundfont, as mono samples."""
    score, sound = folder / "take.mid", folder / "take.wav"
    score.write_bytes(midi)
    subprocess.run(["fluidsynth", "-ni", "-q", "-R", "0", "-C", "0", "-g", "0.5", "-r", str(RATE),
                    "-T", "wav", "-O", "s16", "-F", sound, SOUNDFONT, score], check=True)
    with wave.open(str(sound)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    mono = samples.mean(axis=1) / 32768
    return np.pad(mono, (0, max(0, frames - len(mono))))[:frames]


def strokes(sound, chance, times):
    """Damps the count-in hard and adds the scrape of a pick over dead strings."""
    first_chord = int((times[COUNT_IN] - 0.02) * RATE)
    head = np.zeros(first_chord)
    for beat in range(COUNT_IN):
        begin = int((times[beat] - 0.006) * RATE)
        span = np.arange(int(0.16 * RATE)) / RATE
        dead = sound[begin:begin + len(span)] * np.exp(-span / 0.014)
        noise = np.array([chance.uniform(-1, 1) for _ in span])
        shape = np.fft.rfftfreq(len(span), 1 / RATE)
        band = (shape / 900) ** 2 / (1 + (shape / 900) ** 2) / (1 + (shape / 5200) ** 3)
        scrape = np.fft.irfft(np.fft.rfft(noise) * band, len(span))
        rise = 1 - np.exp(-np.maximum(span - 0.006, 0) / 0.0015)
        level = 0.50 if beat in (0, 2) else 0.42
        head[begin:begin + len(span)] += 2.0 * dead + level * scrape * rise * np.exp(-span / 0.020)
    return np.concatenate([head, sound[first_chord:]])


def room(sound, chance):
    """A small dry room: a few early reflections and a short, dark tail."""
    length = int(0.22 * RATE)
    answer = np.zeros(length)
    for delay, level in ((0.0071, 0.16), (0.0113, -0.12), (0.0167, 0.10), (0.0232, -0.07)):
        answer[int(delay * RATE)] += level
    tail = np.array([chance.gauss(0, 1) for _ in range(length)])
    tail *= np.exp(-np.arange(length) / (0.055 * RATE)) * 0.010
    tail[: int(0.012 * RATE)] = 0
    answer += np.convolve(tail, np.ones(6) / 6, "same")
    answer[0] = 1
    size = 1 << (len(sound) + length).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(answer, size), size)
    return wet[: len(sound)]


def write_flac(path, sound, folder):
    plain = folder / "plain.wav"
    with wave.open(str(plain), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.round(sound * 32767).astype("<i2").tobytes())
    subprocess.run(["flac", "-s", "-f", "-8", "--no-padding", "-o", path, plain], check=True)


def main(folder):
    chance = random.Random(SEED)
    bars = len(FORM) * TIMES_ROUND
    times = beat_times(COUNT_IN + 4 * bars + 5)
    notes, starts, end = perform(chance, times)
    total = end + SILENCE
    midi = midi_file(count_in(chance, times) + notes, times, end)
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        sound = strokes(rendered(midi, scratch, int(total * RATE)), chance, times)
        sound = room(sound, chance)
        write_flac(folder / "take.flac", sound * (0.7 / np.abs(sound).max()), scratch)
    (folder / "take.mid").write_bytes(midi)
    edges = [(0.0, "N")] + starts + [(end, "N"), (total, None)]
    (folder / "take.lab").write_text("".join(
        f"{start:.3f} {stop:.3f} {label}\n"
        for (start, label), (stop, _) in zip(edges, edges[1:])))
    sounding = [time for time in times[COUNT_IN:] if time < end]
    (folder / "take.beats").write_text("".join(
        f"{time:.3f} {number % 4 + 1}\n" for number, time in enumerate(sounding)))
    (folder / "take.key").write_text("G:maj\n")


main(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent))
