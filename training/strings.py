"""A guitar of six strings: what recorded guitars do and sound fonts do not.

Every string has its own stiffness and is a little out of tune with the others; it moves in two
planes that beat against each other; it starts sharp when it is struck hard; it goes on ringing until
it is struck again, and the strings that nobody plays ring along. A body or a pickup colours the sum.
"""

import numpy as np
from scipy import optimize, signal

OPEN = (40, 45, 50, 55, 59, 64)
# Inharmonicity of an open string, as in Barbancho et al. (2012): wound strings are stiffer.
STIFFNESS = (1.4e-4, 8e-5, 5e-5, 6e-5, 4e-5, 2.5e-5)
TOGETHER = 0.06
LONGEST = 3.6


class Strings:
    """One guitar and the habits of its player."""

    def __init__(self, rng, rate):
        self.rng, self.rate = rng, rate
        self.noise = np.random.default_rng(rng.randrange(1 << 30))
        self.electric = rng.random() < 0.4
        self.place = rng.uniform(0.06, 0.35)
        self.pickup = rng.uniform(0.05, 0.25)
        self.bright = rng.uniform(0.5, 1.7)
        self.decay = rng.uniform(0.35, 2.2) * (0.6 if self.electric else 1)
        self.damping = rng.uniform(0.15, 0.9)
        self.tuning = [rng.gauss(0, rng.choice([2, 5, 9])) for _ in OPEN]
        self.glide = rng.uniform(0, 8)
        self.linger = rng.choice([0, 0, rng.uniform(0.1, 0.5), rng.uniform(0.5, 2.5)])
        self.sympathy = rng.choice([0, 0.01, 0.03, 0.06])
        self.scratch = rng.choice([0.01, 0.04, 0.12])
        self.mutes = rng.choice([0, 0, 0, 0, 0.5, 1])
        self.tones = {}

    def tone(self, string, key, muted, variant):
        """A note on a string, `LONGEST` seconds of it, its partials added up."""
        name = (string, key, muted, variant)
        if name in self.tones:
            return self.tones[name]
        rng, rate = self.rng, self.rate
        count = int(LONGEST * rate)
        fret = max(0, key - OPEN[string])
        cents = self.tuning[string] + rng.gauss(0, 2) + (fret > 0) * rng.gauss(1, 2.5)
        pitch = 440 * 2 ** ((key - 69 + cents / 100) / 12)
        stiffness = STIFFNESS[string] * 2 ** (fret / 6)
        place = min(0.45, (self.place + rng.gauss(0, 0.02)) * 2 ** (fret / 12))
        pickup = self.pickup * 2 ** (fret / 12)
        bright = self.bright + rng.gauss(0, 0.1) + (0.5 if muted else 0)
        sum_of_partials = np.zeros(count)
        start = np.zeros(count)
        start[0] = 1
        for harmonic in range(1, 26):
            frequency = pitch * harmonic * (1 + stiffness * harmonic ** 2) ** 0.5
            if frequency > 0.45 * rate:
                break
            gain = abs(np.sin(np.pi * harmonic * place)) / harmonic ** bright
            if self.electric:
                gain *= 0.1 + abs(np.sin(np.pi * harmonic * pickup))
            fall = self.decay * (1 + self.damping * (harmonic - 1) * 0.4) * (pitch / 200) ** 0.4
            fall = fall * rng.uniform(0.7, 1.4) + (rng.uniform(6, 14) if muted else 0)
            for share, faster in ((rng.uniform(0.5, 0.9), 1), (rng.uniform(0.1, 0.5), 2.5)):
                turn = 2 * np.pi * frequency * 2 ** (rng.gauss(0, 0.7) / 1200) / rate
                pole = np.exp(-fall * faster / rate)
                sum_of_partials += gain * share * rng.choice([-1, 1]) * signal.lfilter(
                    [0, np.sin(turn)], [1, -2 * pole * np.cos(turn), pole * pole], start)
        sharp = self.glide * np.exp(-np.arange(count) / (0.09 * rate))
        moved = np.cumsum(2 ** (sharp / 1200)) - 1
        tone = np.interp(moved, np.arange(count), sum_of_partials)
        rise = max(2, int(rng.uniform(0.0005, 0.004) * rate))
        tone[:rise] *= np.linspace(0, 1, rise)
        tone = (tone / (np.sqrt((tone[:rate // 4] ** 2).mean()) + 1e-9)).astype(np.float32)
        self.tones[name] = tone
        return tone

    def fingered(self, keys, ringing):
        """A string for each of `keys`: where it rings already, low on the neck, and if that can be helped none
        twice, and not on one of those in `ringing`, string and key, whose note is still wanted."""
        keys = sorted(keys)
        price = [[self.price(key, string, ringing) for string in range(len(OPEN))] for key in keys]
        found = zip(*optimize.linear_sum_assignment(price))
        return {keys[row]: int(string) if OPEN[string] <= keys[row] else 0 for row, string in found}

    def price(self, key, string, ringing):
        """What it takes to play a key on a string; the higher up the neck, the more each fret."""
        if string in ringing:
            return 0 if ringing[string] == key else 1e4
        fret = key - OPEN[string]
        return fret ** 1.5 if fret >= 0 else 1e3 - fret

    def hands(self, groups):
        """The strings of the keys of each group: what is struck while it rings belongs to the same hand."""
        held, result = {}, []
        for index, group in enumerate(groups):
            now, until = group[0][0], max(note[1] for note in group)
            keys = {note[3] for note in group}
            for later in groups[index + 1:]:
                more = keys | {note[3] for note in later}
                if later[0][0] > until - TOGETHER or len(more) > len(OPEN):
                    break
                keys = more
            ringing = {string: key for string, (key, end) in held.items() if end > now + TOGETHER}
            strings = self.fingered(keys, ringing)
            for note in group:
                held[strings.setdefault(note[3], 0)] = note[3], note[1]
            result.append(strings)
        return result

    def strokes(self, notes):
        """The notes in groups that are struck together."""
        groups = []
        for note in sorted(notes):
            if groups and note[0] - groups[-1][0][0] < TOGETHER:
                groups[-1].append(note)
            else:
                groups.append([note])
        return groups

    def play(self, notes, seconds):
        """The notes of one player as sound."""
        out = np.zeros(int(seconds * self.rate) + self.rate)
        groups = self.strokes(notes)
        plan = []
        for group, strings, following in zip(groups, self.hands(groups), groups[1:] + [None]):
            muted = self.rng.random() < self.mutes and len(group) <= 3
            # A hand that mutes lets no note ring on into the next.
            muted = muted and not (following and group[0][1] > following[0][0] + TOGETHER)
            plan += [(n[0], n[1], strings[n[3]], n[3], n[4], muted) for n in group]
            self.pick(out, group)
        struck = {}
        for start, end, string, key, loud, muted in plan:
            struck.setdefault(string, []).append((start, end, key, loud, muted))
        for string, hits in struck.items():
            for index, (start, end, key, loud, muted) in enumerate(hits):
                following = hits[index + 1][0] if index + 1 < len(hits) else seconds
                rings = end + (self.linger if key == OPEN[string] else self.linger * 0.2)
                tone = self.tone(string, key, muted, self.rng.randrange(2))
                self.add(out, tone, start, min(rings, following), (loud / 100) ** 1.6)
        if self.sympathy:
            self.resonate(out, groups)
        return self.coloured(out)[:int(seconds * self.rate)].astype(np.float32)

    def add(self, out, tone, start, stop, gain):
        first = int(start * self.rate)
        count = max(64, min(len(tone), int((stop - start) * self.rate)))
        tail = min(int(self.rng.choice([0.008, 0.03, 0.08]) * self.rate), len(tone) - count)
        piece = tone[:count + tail].copy()
        if tail:
            piece[count:] *= np.linspace(1, 0, tail) ** 2
        stop = min(len(out), first + len(piece))
        out[first:stop] += gain * piece[:stop - first]

    def resonate(self, out, groups):
        """The open strings, softly, after every stroke of others that share a partial with them."""
        for group in groups:
            keys = {n[3] for n in group}
            for string, note in enumerate(OPEN):
                near = any((key - note) % 12 in (0, 7, 4) for key in keys)
                if near and note not in keys and self.rng.random() < 0.5:
                    self.add(out, self.tone(string, note, False, 0), group[0][0],
                             group[0][0] + self.rng.uniform(0.3, 2), self.sympathy)

    def pick(self, out, group):
        """The scratch of pick or nail, and of fingers that move along the strings."""
        first = int(group[0][0] * self.rate)
        count = int(self.rng.uniform(0.004, 0.03) * self.rate)
        burst = self.noise.normal(0, self.scratch, count) * np.exp(-np.arange(count) / (count / 4))
        stop = min(len(out), first + count)
        out[first:stop] += burst[:stop - first]
        if self.rng.random() < 0.05:
            count = int(self.rng.uniform(0.05, 0.15) * self.rate)
            begin = max(0, first - count)
            squeak = self.noise.normal(0, self.scratch, first - begin)
            middle = self.rng.uniform(900, 3000) / (self.rate / 2)
            squeak = signal.lfilter(*signal.butter(1, [middle * 0.8, middle * 1.2], "band"), squeak)
            out[begin:first] += squeak * np.hanning(len(squeak)) if len(squeak) else 0

    def coloured(self, out):
        """Body: a dozen resonances over the direct sound; pickup: a soft low-pass and some drive."""
        rng, rate = self.rng, self.rate
        if self.electric:
            edge = rng.uniform(1800, 5500)
            out = signal.lfilter(*signal.butter(2, min(0.9, edge / (rate / 2))), out)
            peak = np.abs(out).max() + 1e-9
            drive = rng.choice([0, 0, 1.5, 4, 12])
            return np.tanh(drive * out / peak) if drive else out / peak
        modes = [rng.uniform(90, 125), rng.uniform(180, 240)]
        modes += [rng.uniform(260, 1200) for _ in range(8)]
        body = np.zeros_like(out)
        for middle in modes:
            width = middle / rng.uniform(8, 30)
            pole = np.exp(-np.pi * width / rate)
            turn = 2 * np.pi * middle / rate
            body += rng.uniform(0.3, 1) * (1 - pole) * signal.lfilter(
                [1, 0, -1], [1, -2 * pole * np.cos(turn), pole * pole], out)
        share = rng.uniform(0.2, 1.5)
        out = out + share * body * np.sqrt((out ** 2).mean() / ((body ** 2).mean() + 1e-12))
        return out / (np.abs(out).max() + 1e-9)
