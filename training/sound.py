"""Makes sound of notes: sound fonts through FluidSynth, a plucked-string model, and the ways in
which rooms, amplifiers and cables change it."""

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


def plucked(rng, notes, seconds, rate=RATE):
    """Strings as decaying, slightly stretched harmonics; where and how they are plucked varies."""
    place, bright = rng.uniform(0.08, 0.3), rng.uniform(0.4, 1.6)
    decay, damping = rng.uniform(0.3, 1.6), rng.uniform(0.15, 0.8)
    stretch = rng.uniform(0, 1.2e-4)
    body = [(rng.uniform(90, 130), 6), (rng.uniform(180, 260), 4), (rng.uniform(350, 600), 3)]
    out = np.zeros(int(seconds * rate) + rate, np.float32)
    rise = np.minimum(1, np.arange(rate) / (rng.uniform(0.001, 0.004) * rate)).astype(np.float32)
    strings = {}
    for start, end, _, key, velocity in notes:
        if key not in strings:
            strings[key] = string(rng, key, place, bright, decay, damping, stretch, body, rate)
        first, count = int(start * rate), int(min(2.9, end - start) * rate)
        if first + count >= len(out) or count < 2:
            continue
        tail = min(int(0.08 * rate), len(strings[key]) - count)
        tone = strings[key][:count + tail].copy()
        tone[:len(rise)] *= rise[:len(tone)]
        tone[count:] *= np.exp(-np.arange(tail) / (0.02 * rate)).astype(np.float32)
        stop = min(len(out), first + len(tone))
        out[first:stop] += tone[:stop - first] * (velocity / 100) ** 1.5 * 0.1
    noise = np.random.default_rng(rng.randrange(1 << 30))
    for start in {round(n[0], 2) for n in notes}:
        first = int(start * rate)
        click = noise.normal(0, 0.01 * rng.random(), 400) * np.exp(-np.arange(400) / 60)
        out[first:first + 400] += click[:max(0, len(out) - first)].astype(np.float32)
    return out[:int(seconds * rate)]


def string(rng, key, place, bright, decay, damping, stretch, body, rate):
    pitch = 440 * 2 ** ((key - 69 + rng.gauss(0, 0.04)) / 12)
    time = np.arange(3 * rate, dtype=np.float32) / rate
    tone = np.zeros_like(time)
    for harmonic in range(1, 25):
        frequency = pitch * harmonic * (1 + stretch * harmonic ** 2) ** 0.5
        if frequency > 0.45 * rate:
            break
        gain = abs(np.sin(np.pi * harmonic * place)) / harmonic ** bright
        for center, height in body:
            gain *= 1 + (height - 1) * np.exp(-(np.log2(frequency / center) / 0.35) ** 2) * 0.3
        rate_of_decay = decay * (1 + damping * (harmonic - 1) * 0.4) * (pitch / 200) ** 0.4
        tone += gain * np.exp(-rate_of_decay * time) * np.sin(
            2 * np.pi * frequency * time + rng.uniform(0, 6.28))
    return (tone / (np.abs(tone).max() + 1e-9)).astype(np.float32)


def detuned(sound, cents):
    """Plays faster or slower; returns the sound and the factor by which times shrink."""
    factor = 2 ** (cents / 1200)
    positions = np.arange(int(len(sound) / factor)) * factor
    return np.interp(positions, np.arange(len(sound)), sound).astype(np.float32), factor


def shelf(sound, rng):
    """A tilt and two broad bumps."""
    spectrum = np.fft.rfft(sound)
    octave = np.log2(np.maximum(np.fft.rfftfreq(len(sound), 1 / RATE), 20) / 600)
    gain = rng.uniform(-3, 3) * octave
    for _ in range(3):
        center, width = rng.uniform(-3.5, 3), rng.uniform(0.3, 1.2)
        gain += rng.uniform(-8, 8) * np.exp(-((octave - center) / width) ** 2)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, rng.uniform(-3.2, -2.3) - octave)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, octave - rng.uniform(1.8, 3.5))
    return np.fft.irfft(spectrum * 10 ** (gain / 20), len(sound)).astype(np.float32)


def room(sound, rng, noise):
    """A small room: sparse early reflections, then a decaying tail, darker as it fades."""
    length = rng.uniform(0.12, 0.7)
    count = int(length * RATE)
    time = np.arange(count) / RATE
    tail = noise.normal(0, 1, count) * np.exp(-6.9 * time / length)
    tail = signal.lfilter([0.5], [1, -0.5], tail)
    tail[:int(rng.uniform(0.001, 0.015) * RATE)] = 0
    for _ in range(6):
        tail[int(rng.uniform(0.002, 0.04) * RATE)] += rng.uniform(-6, 6)
    tail *= rng.uniform(0.05, 0.9) / np.sqrt((tail ** 2).sum() + 1e-9)
    tail[0] = 1
    return signal.fftconvolve(sound, tail)[:len(sound)].astype(np.float32)


def changed(sound, rng):
    """What happens to a player's sound on its way; returns it and the factor of time."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    factor = 1.0
    if rng.random() < 0.75:
        cents = rng.choice([rng.gauss(0, 8), rng.uniform(-50, 50)])
        sound, factor = detuned(sound, max(-50, min(50, cents)))
    sound = sound / (np.abs(sound).max() + 1e-9)
    if rng.random() < 0.18:
        drive = rng.uniform(1, 8)
        sound = np.tanh(drive * sound) / np.tanh(drive)
    if rng.random() < 0.8:
        sound = shelf(sound, rng)
    if rng.random() < 0.5:
        sound = room(sound, rng, noise)
    level = np.sqrt((sound ** 2).mean()) + 1e-9
    if rng.random() < 0.6:
        hiss = noise.normal(0, 1, len(sound))
        if rng.random() < 0.6:
            hiss = signal.lfilter([1], [1, -rng.uniform(0.7, 0.97)], hiss)
        hiss /= np.sqrt((hiss ** 2).mean())
        sound = sound + hiss * level * 10 ** (-rng.uniform(22, 60) / 20)
    if rng.random() < 0.15:
        time = np.arange(len(sound)) / RATE
        mains = rng.choice([50, 60])
        hum = sum(np.sin(2 * np.pi * mains * h * time + h) / h for h in (1, 2, 3, 5))
        sound = sound + hum * level * 10 ** (-rng.uniform(25, 50) / 20)
    peak = np.abs(sound).max() + 1e-9
    return (sound / peak * 10 ** (-rng.uniform(1, 30) / 20)).astype(np.float32), factor


def fonts(names):
    """The sound fonts of these names that are installed."""
    folders = [pathlib.Path("/usr/share/sounds") / kind for kind in ("sf2", "sf3")]
    found = [str(folder / name) for name in names for folder in folders
             if (folder / name).exists()]
    return found
