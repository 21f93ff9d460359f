"""Makes sound of notes: sound fonts through FluidSynth, a voice, taps, and the ways in which rooms,
amplifiers and cables change it. Guitar strings are in strings.py."""

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


def detuned(sound, cents):
    """Plays faster or slower; returns the sound and the factor by which times shrink."""
    factor = 2 ** (cents / 1200)
    positions = np.arange(int(len(sound) / factor)) * factor
    return np.interp(positions, np.arange(len(sound)), sound).astype(np.float32), factor


def shelf(sound, rng, rate=RATE):
    """A tilt and two broad bumps."""
    spectrum = np.fft.rfft(sound)
    octave = np.log2(np.maximum(np.fft.rfftfreq(len(sound), 1 / rate), 20) / 600)
    gain = rng.uniform(-3, 3) * octave
    for _ in range(3):
        center, width = rng.uniform(-3.5, 3), rng.uniform(0.3, 1.2)
        gain += rng.uniform(-8, 8) * np.exp(-((octave - center) / width) ** 2)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, rng.uniform(-3.2, -2.3) - octave)
    if rng.random() < 0.25:
        gain -= 24 * np.maximum(0, octave - rng.uniform(1.8, 3.5))
    return np.fft.irfft(spectrum * 10 ** (gain / 20), len(sound)).astype(np.float32)


def room(sound, rng, noise, rate=RATE):
    """A room: sparse early reflections, then a decaying tail, darker as it fades."""
    length = rng.choice([rng.uniform(0.12, 0.7), rng.uniform(0.12, 0.7), rng.uniform(0.6, 1.6)])
    count = int(length * rate)
    time = np.arange(count) / rate
    tail = noise.normal(0, 1, count) * np.exp(-6.9 * time / length)
    tail = signal.lfilter([0.5], [1, -0.5], tail)
    tail[:int(rng.uniform(0.001, 0.015) * rate)] = 0
    for _ in range(6):
        tail[int(rng.uniform(0.002, 0.04) * rate)] += rng.uniform(-6, 6)
    tail *= rng.uniform(0.05, 0.9) / np.sqrt((tail ** 2).sum() + 1e-9)
    tail[0] = 1
    return signal.fftconvolve(sound, tail)[:len(sound)].astype(np.float32)


def levelled(sound, rng, rate=RATE):
    """What the automatic level of a telephone or a compressor does."""
    slow = int(rng.choice([0.02, 0.1, 0.5]) * rate)
    power = signal.lfilter([1 / slow], [1, 1 / slow - 1], sound ** 2)
    gain = (power + 1e-4 * power.max() + 1e-12) ** (-0.5 * rng.uniform(0.3, 0.9))
    return (sound * gain).astype(np.float32)


def changed(sound, rng, rate=RATE, widest=50):
    """What happens to a player's sound on its way, `widest` cents out of tune at most; returns it and
    the factor of time."""
    noise = np.random.default_rng(rng.randrange(1 << 30))
    factor = 1.0
    if rng.random() < 0.75:
        cents = rng.choice([rng.gauss(0, 8), rng.uniform(-50, 50)])
        sound, factor = detuned(sound, max(-widest, min(widest, cents)))
    sound = sound / (np.abs(sound).max() + 1e-9)
    if rng.random() < 0.18:
        drive = rng.uniform(1, 8)
        sound = np.tanh(drive * sound) / np.tanh(drive)
    if rng.random() < 0.8:
        sound = shelf(sound, rng, rate)
    if rng.random() < 0.5:
        sound = room(sound, rng, noise, rate)
    if rng.random() < 0.15:
        sound = levelled(sound, rng, rate)
    level = np.sqrt((sound ** 2).mean()) + 1e-9
    if rng.random() < 0.6:
        hiss = noise.normal(0, 1, len(sound))
        if rng.random() < 0.6:
            hiss = signal.lfilter([1], [1, -rng.uniform(0.7, 0.97)], hiss)
        hiss /= np.sqrt((hiss ** 2).mean())
        sound = sound + hiss * level * 10 ** (-rng.uniform(22, 60) / 20)
    if rng.random() < 0.15:
        time = np.arange(len(sound)) / rate
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
