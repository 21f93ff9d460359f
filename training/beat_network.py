"""The beat network: how much of a beat, and of the first beat of a bar, falls in a look, given all before.

Layers that see what the one below said now and some looks before, each twice as far back as the last, and add
to it: a causal form of Davies & Böck, "Temporal convolutional networks for musical audio beat tracking"
(EUSIPCO 2019). Together they reach back a dozen seconds.
"""

import torch
from torch import nn
from torch.nn import functional

from beat_hearing import SEEN

TAPS = 5
SPACINGS = (1, 2, 4, 8, 16, 32)


class BeatNetwork(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        self.width = width
        inputs = [SEEN] + [width] * (len(SPACINGS) - 1)
        self.layers = nn.ModuleList(nn.Linear(TAPS * count, width) for count in inputs)
        self.heads = nn.Linear(width, 2)

    def forward(self, seen):
        """Logits of `seen` (batch, time, SEEN): beat and downbeat; before it begins there was nothing."""
        said = seen
        for number, (layer, spacing) in enumerate(zip(self.layers, SPACINGS)):
            time = said.shape[1]
            past = functional.pad(said, (0, 0, (TAPS - 1) * spacing, 0))
            taps = [past[:, (TAPS - 1 - tap) * spacing:(TAPS - 1 - tap) * spacing + time] for tap in range(TAPS)]
            heard = torch.relu(layer(torch.cat(taps, -1)))
            said = said + heard if number else heard
        return self.heads(said)
