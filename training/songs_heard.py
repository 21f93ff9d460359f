"""The songs that the chord network is trained on, as its front end heard them, and pieces of them."""

import pathlib

import numpy as np
import torch

from network import DELAYS, NO_CHORD, PITCHED, STRIDE, VIEWS

CROP = 128
REGISTERS = 5


class SongsHeard:
    """The songs of a folder's shards, on one device: what was seen, states and basses."""

    def __init__(self, folder, device="cpu"):
        self.folder, self.device = pathlib.Path(folder), device
        self.known, self.lengths, self.parts = set(), [], []
        self.seen = self.states = self.basses = None

    def __len__(self):
        return len(self.lengths)

    @property
    def frames(self):
        return sum(self.lengths)

    def read(self):
        """Takes in the shards that have come since it last looked."""
        for path in sorted(self.folder.glob("*.npz")):
            if "partial" in path.name or path in self.known:
                continue
            self.known.add(path)
            shard = np.load(path)
            self.parts.append([torch.from_numpy(shard[name]).to(self.device)
                               for name in ("seen", "states", "basses")])
            self.lengths += [int(length) for length in shard["lengths"]]
        if not self.parts or len(self.parts) == 1 and self.seen is not None:
            return
        self.seen, self.states, self.basses = (torch.cat(values) for values in zip(*self.parts))
        self.parts = [(self.seen, self.states, self.basses)]
        self.length = torch.tensor(self.lengths, device=self.device)
        self.start = self.length.cumsum(0) - self.length

    def songs(self):
        """Each song whole: what was seen, states and basses."""
        for start, length in zip(self.start.tolist(), self.lengths):
            yield [values[start:start + length] for values in (self.seen, self.states, self.basses)]

    def pieces(self, count, rng, vary):
        """`count` pieces of songs, a share of them varied; targets are those of each head's delay."""
        def chance(*shape):
            return torch.rand(shape, generator=rng, device=self.device)

        song = (chance(count, 1) * len(self)).long()
        phase = (chance(count, 1) * STRIDE).long()
        looks = (self.length[song] - phase + STRIDE - 1) // STRIDE
        begin = (chance(count, 1) * (looks - CROP).clamp(min=1)).long() * (chance(count, 1) >= 0.1)
        now = begin + torch.arange(CROP, device=self.device)

        def at(look):
            return self.start[song] + phase + torch.minimum(look.clamp(min=0), looks - 1) * STRIDE

        seen = self.seen[at(now)].float() * (now < looks).unsqueeze(-1)
        states, basses = [], []
        for delay in DELAYS:
            inside = (now >= delay) & (now - delay < looks)
            states.append(torch.where(inside, self.states[at(now - delay)].long(), NO_CHORD))
            basses.append(torch.where(inside, self.basses[at(now - delay)].long(), -1))
        changed = chance(count, 1, 1) < vary
        seen = torch.where(changed, varied(seen, rng), seen)
        return seen, torch.stack(states, -1), torch.stack(basses, -1)


def varied(seen, rng):
    """Pieces as another instrument might have sounded: registers louder or softer, blurred a little,
    now and then a view missing; each view keeps its length of 4."""
    def normal(*shape):
        return torch.randn(shape, generator=rng, device=seen.device)

    def chance(*shape):
        return torch.rand(shape, generator=rng, device=seen.device)

    rows, looks = seen.shape[:2]
    each = VIEWS // REGISTERS
    views = seen[..., :PITCHED].reshape(rows, looks, each, REGISTERS, 12)
    gains = (0.3 * normal(rows, 1, each, REGISTERS, 1)).exp()
    haze = normal(*views.shape).abs() * 0.12 * chance(rows, 1, 1, 1, 1)
    sounding = views.square().sum((3, 4), keepdim=True) > 0
    views = (views * gains + haze) * sounding
    length = views.square().sum((3, 4), keepdim=True).sqrt()
    views = views * 4 / length.clamp(min=1e-6) * (chance(rows, 1, each, 1, 1) > 0.04)
    return torch.cat([views.reshape(rows, looks, PITCHED), seen[..., PITCHED:]], -1)
