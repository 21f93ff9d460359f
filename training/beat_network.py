"""The beat network: how much of a beat, and of the first beat of a bar, falls in a look, given all before.

Layers that see what the one below said now and some looks before, each twice as far back as the last, and add
to it: a causal form of Davies & Böck, "Temporal convolutional networks for musical audio beat tracking"
(EUSIPCO 2019). Together they reach back 24 seconds.
"""

import torch
from torch import nn
from torch.nn import functional

from beat_hearing import SEEN

TAPS = 5
SPACINGS = (1, 2, 4, 8, 16, 32, 64)


class BeatNetwork(nn.Module):
    def __init__(self, width=32):
        super().__init__()
        self.width = width
        inputs = [SEEN] + [width] * (len(SPACINGS) - 1)
        self.layers = nn.ModuleList(nn.Linear(TAPS * count, width) for count in inputs)
        self.heads = nn.Linear(width, 2)

    def forward(self, seen):
        """Logits of `seen` (batch, time, SEEN): beat and downbeat; before it begins there was nothing."""
        said = seen.transpose(1, 2)
        for number, (layer, spacing) in enumerate(zip(self.layers, SPACINGS)):
            # The newest of the taps comes first in the weights, and last in a convolution.
            kernel = layer.weight.view(self.width, TAPS, -1).flip(1).transpose(1, 2)
            past = functional.pad(said, ((TAPS - 1) * spacing, 0))
            heard = torch.relu(functional.conv1d(past, kernel, layer.bias, dilation=spacing))
            said = said + heard if number else heard
        return self.heads(said.transpose(1, 2))
