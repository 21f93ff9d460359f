"""What the ear's flux shows of notes, without making their sound.

Each note's partials are laid into the bands of Sources/Ear/Onset/FluxSpectrum.swift as they would rise and die
away under its window, with noise for drums and for strokes; what follows is that file's own arithmetic.
A take of half a minute takes a twentieth of a second so, where rendering and hearing it takes some: what
follows rhythm needs many takes, and no sound that is true to life.
"""

import numpy as np

from stage import BASS, COMPER, DRUMS, ORGANS, PADS

HOP, WINDOW, LAG = 256, 1024, 2
# Samples of a frame between a stroke and its peak of new sound: OnsetDetector.latency.
LATENCY = 540
REGISTERS = (220, 2000)
LONGEST = 260
PHASES = 8
SUSTAINED = set(ORGANS + PADS) | set(range(40, 80))
DISTORTED = {29, 30}
# Keys of drums: where their noise lies, in hertz, how long it lasts, in seconds, and how loud it is.
KICK, SNARE, HAT = ((40, 160), 0.12, 2.0), ((150, 9000), 0.1, 0.5), ((4500, 10_000), 0.06, 0.25)
CYMBAL, TAP = ((3000, 10_000), 0.5, 0.3), ((300, 4000), 0.04, 0.4)
DRUM_SOUNDS = {35: KICK, 36: KICK, 38: SNARE, 40: SNARE, 42: HAT, 44: HAT, 70: HAT, 82: HAT, 46: CYMBAL,
               49: CYMBAL, 51: CYMBAL, 54: CYMBAL}


class Bands:
    """The bands of the ear's flux at a rate."""

    def __init__(self, rate):
        edges, frequency, registers = [], 55.0, []
        while frequency < min(10_000, rate * 0.46):
            edge = max((edges[-1] if edges else 0) + 1, int(frequency / rate * WINDOW + 0.5))
            center = edge * rate / WINDOW
            registers.append(sum(center >= bound for bound in REGISTERS))
            edges.append(edge)
            frequency = max(frequency * 2 ** (1 / 12), center)
        self.rate, self.edges = rate, np.array(edges)
        self.count = len(edges) - 1
        self.registers = np.array(registers[:self.count])
        self.widths = np.diff(self.edges)
        self.centers = (self.edges[:-1] + self.edges[1:] - 1) / 2 * rate / WINDOW

    def of_bins(self, power):
        """Sums a spectrum of power into bands."""
        return np.add.reduceat(power, self.edges)[:self.count]

    def of_partials(self, frequencies, amplitudes):
        """The power in each band of partials under a Hann window."""
        bins = np.arange(WINDOW // 2 + 1)
        away = np.abs(bins[None, :] - (frequencies * WINDOW / self.rate)[:, None])
        lobe = np.where(np.abs(away - 1) < 1e-3, 0.5,
                        np.sinc(away) / np.where(np.abs(away - 1) < 1e-3, 1, 1 - away ** 2))
        lobe = np.where(away < 3, lobe * WINDOW / 4, 0)
        return self.of_bins(((amplitudes[:, None] * lobe) ** 2).sum(0))

    def of_noise(self, low, high):
        """The power in each band of noise of unit variance a sample, between two frequencies."""
        hertz = np.arange(WINDOW // 2 + 1) * self.rate / WINDOW
        return self.of_bins(((hertz >= low) & (hertz <= high)) * (0.375 * WINDOW))


class Sound:
    """How one instrument sounds: its partials, how they die away, and its strokes."""

    def __init__(self, rng, bands, program, loud):
        self.bands, self.loud = bands, loud
        self.holds = program in SUSTAINED
        bright = rng.uniform(0.4, 1.0) if program in DISTORTED else rng.uniform(0.7, 2.0)
        self.bright, self.place = bright, rng.uniform(0.06, 0.4)
        self.stroke = 0 if self.holds else rng.choice([0.002, 0.01, 0.03])
        self.rise = rng.uniform(0.005, 0.08) if self.holds else 0.002
        self.release = rng.uniform(0.02, 0.15)
        last = 1e3 if self.holds else rng.uniform(1.5, 4) if program in DISTORTED else rng.uniform(0.3, 2.2)
        times = last * np.minimum(1, (bands.centers / 200)) ** -0.2 * np.maximum(
            1, bands.centers / 200) ** -rng.uniform(0.1, 0.7)
        frames = np.arange(LONGEST)[:, None] * HOP / bands.rate
        self.decay = np.exp(-2 * frames / times[None, :])
        self.click = bands.of_noise(300, 9000)
        self.patterns = {}

    def pattern(self, key):
        if key not in self.patterns:
            pitch = 440 * 2 ** ((key - 69) / 12)
            number = np.arange(1, 25)
            number = number[number * pitch < 0.45 * self.bands.rate]
            gain = np.abs(np.sin(np.pi * number * self.place)) + 0.05
            self.patterns[key] = self.bands.of_partials(number * pitch, gain / number ** self.bright)
        return self.patterns[key]


def coverage(rate, rise):
    """How much of a tone that began shows in a frame, by how long ago it did, squared: a row for each phase."""
    ages = (np.arange(PHASES)[:, None] + 0.5) * HOP / PHASES + np.arange(LONGEST)[None, :] * HOP
    late = np.clip((ages - rise * rate / 2) / WINDOW, 0, 1)
    return (late - np.sin(2 * np.pi * late) / (2 * np.pi)) ** 2


class Spectrum:
    """The power in each band, frame by frame."""

    def __init__(self, bands, seconds):
        self.bands = bands
        self.count = int(seconds * bands.rate / HOP)
        self.power = np.zeros((self.count + LONGEST + 1, bands.count))
        self.rises = {}

    def first(self, start):
        """The first frame that shows what begins at `start`, and the phase in which it does."""
        place = start * self.bands.rate / HOP
        frame = int(place)
        return frame, min(PHASES - 1, int((1 - (place - frame)) * PHASES))

    def add(self, start, length, pattern, decay, rise, release):
        frame, phase = self.first(start)
        if frame >= self.count:
            return
        if rise not in self.rises:
            self.rises[rise] = coverage(self.bands.rate, rise)
        held = max(1, int(length * self.bands.rate / HOP))
        count = min(LONGEST, held + int(5 * release * self.bands.rate / HOP) + 1)
        shape = self.rises[rise][phase, :count].copy()
        if held < count:
            past = np.arange(1, count - held + 1) * HOP / self.bands.rate
            shape[held:] *= np.exp(-2 * past / release)
        self.power[frame:frame + count] += shape[:, None] * decay[:count] * pattern[None, :]

    def strike(self, start, pattern, last):
        """Adds a stroke of noise that dies away in `last` seconds."""
        frame, phase = self.first(start)
        if frame >= self.count:
            return
        if 0 not in self.rises:
            self.rises[0] = coverage(self.bands.rate, 0)
        count = min(LONGEST, int(4 * last * self.bands.rate / HOP) + 6)
        since = np.maximum(0, np.arange(count) - 2) * HOP / self.bands.rate
        self.power[frame:frame + count] += (
            self.rises[0][phase, :count] * np.exp(-2 * since / last))[:, None] * pattern[None, :]


def flux(rng, notes, programs, seconds, rate):
    """New sound in the registers low, middle and high, a row a frame, of notes (start, end, channel, key,
    velocity); instruments, their levels and what noise there is are drawn at random."""
    bands = Bands(rate)
    noise = np.random.default_rng(rng.randrange(1 << 30))
    spectrum = Spectrum(bands, seconds)
    level = 10 ** rng.uniform(-2.2, -0.9)
    sounds = {}
    balance = {COMPER: 1.0, BASS: rng.uniform(0.6, 2), DRUMS: rng.uniform(0.3, 1.5)}
    for start, end, channel, key, velocity in notes:
        loud = level * (velocity / 100) ** 1.7 * balance.get(channel, 0.8)
        if channel == DRUMS:
            (low, high), last, much = DRUM_SOUNDS.get(key, TAP)
            spectrum.strike(start, (loud * much) ** 2 * bands.of_noise(low, high), last)
            continue
        if channel not in sounds:
            sounds[channel] = Sound(rng, bands, programs.get(channel, 0), loud)
        sound = sounds[channel]
        spectrum.add(start, end - start, loud ** 2 * sound.pattern(key), sound.decay, sound.rise, sound.release)
        if sound.stroke:
            spectrum.strike(start, (loud * sound.stroke) ** 2 * sound.click, 0.015)
    power = spectrum.power[:spectrum.count]
    unrest = rng.choice([0.05, 0.12, 0.2, 0.3])
    power = power * np.exp(unrest * noise.normal(0, 1, power.shape))
    hiss = (level * 10 ** (-rng.uniform(30, 70) / 20)) ** 2 * bands.of_noise(0, 1e5)
    power = power + hiss * noise.gamma(bands.widths, 1 / bands.widths, power.shape)
    return rises(bands, np.log10(1 + 20 * np.sqrt(power / bands.widths)))


def rises(bands, levels):
    """How much the levels rise against the highest of their neighbours some frames before, by register."""
    old = np.zeros_like(levels)
    old[LAG:] = levels[:-LAG]
    wide = np.pad(old, ((0, 0), (1, 1)), mode="edge")
    highest = np.maximum(np.maximum(wide[:, :-2], wide[:, 1:-1]), wide[:, 2:])
    gains = np.maximum(0, levels - highest)
    return np.stack([gains[:, bands.registers == r].sum(1) for r in range(3)], axis=1).astype(np.float32)
