"""Makes sound of notes: sound fonts through FluidSynth, a voice, taps. Guitar strings are in strings.py, what
rooms, amplifiers and cables do to it in changes.py."""

import os
import pathlib
import subprocess
import tempfile

import mido
import numpy as np
from scipy import signal

RATE = 22_050
TICKS = 480


def midi_file(notes, programs, volumes, path):
    """Writes the notes at a constant 120 beats a minute: only seconds matter here."""
    messages = [(0.0, mido.Message("program_change", channel=c, program=p))
                for c, p in programs.items()]
    messages += [(0.0, mido.Message("control_change", channel=c, control=7, value=v))
                 for c, v in volumes.items()]
    for start, end, channel, key, velocity in notes:
        messages.append((start, mido.Message("note_on", channel=channel, note=key,
                                             velocity=velocity)))
        messages.append((end, mido.Message("note_off", channel=channel, note=key)))
    messages.sort(key=lambda m: (m[0], m[1].type == "note_on"))
    track, now = mido.MidiTrack(), 0
    for seconds, message in messages:
        tick = round(seconds * 2 * TICKS)
        track.append(message.copy(time=tick - now))
        now = tick
    file = mido.MidiFile(ticks_per_beat=TICKS)
    file.tracks.append(track)
    file.save(path)


def from_font(font, notes, programs, volumes, seconds, rate=RATE, reverb=False):
    """Renders through FluidSynth; mono, `seconds` long."""
    with tempfile.TemporaryDirectory() as folder:
        song, raw = os.path.join(folder, "song.mid"), os.path.join(folder, "song.raw")
        midi_file(notes, programs, volumes, song)
        subprocess.run(
            ["fluidsynth", "-q", "-n", "-i", "-R", str(int(reverb)), "-C", "0", "-r", str(rate),
             "-g", "0.4", "-T", "raw", "-O", "float", "-F", raw, font, song],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sound = np.fromfile(raw, np.float32)
    sound = sound[:len(sound) // 2 * 2].reshape(-1, 2).mean(axis=1)
    wanted = int(seconds * rate)
    return np.pad(sound, (0, max(0, wanted - len(sound))))[:wanted]


def sung(rng, notes, seconds, rate=RATE):
    """A voice that slides from note to note and trembles, with the formants of one vowel after another."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    count = int(seconds * rate)
    pitch, loud = np.zeros(count), np.zeros(count)
    last, octave = None, rng.choice([-12, 0, 0])
    wide, quick, slide = rng.uniform(5, 60), rng.uniform(4.5, 6.5), rng.uniform(0.02, 0.12)
    for start, end, _, key, velocity in sorted(notes):
        first, stop = int(start * rate), min(count, int(end * rate))
        if stop - first < 64:
            continue
        time = np.arange(stop - first) / rate
        key += octave
        curve = key + rng.gauss(0, 0.15) + (last - key if last else -1) * np.exp(-time / slide)
        curve += wide / 100 * np.clip(time / 0.3 - 0.5, 0, 1) * np.sin(2 * np.pi * quick * time)
        pitch[first:stop] = curve
        loud[first:stop] = velocity / 100 * np.minimum(1, np.minimum(time, time[::-1]) / 0.05)
        last = key
    turns = np.cumsum(440 * 2 ** ((pitch - 69) / 12) / rate) * (loud > 0)
    source = sum(np.sin(2 * np.pi * h * turns) / h for h in range(1, 16)) * loud
    source += noise.normal(0, rng.uniform(0.01, 0.1), count) * loud
    out = 0.05 * source
    for middle, width in ((rng.uniform(300, 800), 90), (rng.uniform(900, 2200), 130),
                          (rng.uniform(2300, 3000), 180)):
        pole, turn = np.exp(-np.pi * width / rate), 2 * np.pi * middle / rate
        out += (1 - pole) * signal.lfilter([1], [1, -2 * pole * np.cos(turn), pole * pole], source)
    return (out / (np.abs(out).max() + 1e-9)).astype(np.float32)


def taps(rng, beats, seconds, rate=RATE):
    """Hands on the guitar's body, feet on the floor."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    out = np.zeros(int(seconds * rate))
    low = rng.uniform(60, 220)
    for beat in beats:
        first = int(max(0, beat) * rate)
        count = min(len(out) - first, int(0.25 * rate))
        if count < 64 or rng.random() < 0.3:
            continue
        time = np.arange(count) / rate
        thud = np.sin(2 * np.pi * low * time * rng.uniform(0.9, 1.1)) * np.exp(-time / 0.05)
        out[first:first + count] += rng.uniform(0.3, 1) * (
            thud + 0.5 * noise.normal(0, 1, count) * np.exp(-time / 0.01))
    return (out / (np.abs(out).max() + 1e-9)).astype(np.float32)


def fonts(names):
    """The sound fonts of these names that are installed."""
    folders = [pathlib.Path("/usr/share/sounds") / kind for kind in ("sf2", "sf3")]
    found = [str(folder / name) for name in names for folder in folders
             if (folder / name).exists()]
    return found
