"""Makes sound of notes: sound fonts through FluidSynth, taps. Guitar strings are in strings.py, voices in
voices.py, what rooms, amplifiers and cables do to it in changes.py."""

import os
import pathlib
import subprocess
import tempfile

import mido
import numpy as np

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
