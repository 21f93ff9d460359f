"""The chord network: one small recurrent net, asked twelve times, once for each root.

What is heard is turned so that the root in question comes first; the same weights then say how well
each quality stands on it. A transposed song is answered with transposed chords by construction, so
every song teaches all keys.
"""

import torch
from torch import nn

from songs import INTERVALS, QUALITIES

PITCHED, PLAIN = 180, 4
VIEWS = PITCHED // 12
QUALITY_COUNT = len(QUALITIES)
NO_CHORD = QUALITY_COUNT * 12
STATE_COUNT = NO_CHORD + 1
# What is said of each root, by each head: every quality, the bass, the pitch class.
PER_ROOT = QUALITY_COUNT + 2
# The network looks at every second frame of the front end.
STRIDE = 2
# Heads: what sounds now, and what sounded this many looks ago (0.37 s).
DELAYS = (0, 8)


def tones():
    """Which pitch classes belong to each state."""
    table = torch.zeros(STATE_COUNT, 12)
    for index, quality in enumerate(QUALITIES):
        for root in range(12):
            for interval in INTERVALS[quality]:
                table[index * 12 + root, (root + interval) % 12] = 1
    return table


class ChordNetwork(nn.Module):
    def __init__(self, hidden=64):
        super().__init__()
        self.hidden = hidden
        self.dense = nn.Linear(PITCHED + PLAIN, hidden)
        self.recurrent = nn.GRU(hidden, hidden, batch_first=True)
        self.heads = nn.Linear(hidden, len(DELAYS) * PER_ROOT)
        self.none = nn.Linear(hidden, len(DELAYS))
        turned = (torch.arange(12)[:, None] + torch.arange(12)[None, :]) % 12
        self.register_buffer("turned", turned, persistent=False)

    def forward(self, seen, memory=None):
        """Logits of `seen` (batch, time, 184): states, bass and pitch classes, each (batch, time,
        heads, ...); and the memory to go on with."""
        batch, time, _ = seen.shape
        pitched = seen[..., :PITCHED].reshape(batch, time, VIEWS, 12)[..., self.turned]
        pitched = pitched.permute(0, 3, 1, 2, 4).reshape(batch * 12, time, PITCHED)
        plain = seen[..., PITCHED:].unsqueeze(1).expand(batch, 12, time, PLAIN)
        rows = torch.cat([pitched, plain.reshape(batch * 12, time, PLAIN)], dim=-1)
        hidden, memory = self.recurrent(torch.relu(self.dense(rows)), memory)
        said = self.heads(hidden).reshape(batch, 12, time, len(DELAYS), PER_ROOT)
        said = said.permute(0, 2, 3, 4, 1)
        none = self.none(hidden.reshape(batch, 12, time, self.hidden).mean(dim=1))
        qualities = said[..., :QUALITY_COUNT, :].reshape(batch, time, len(DELAYS), NO_CHORD)
        states = torch.cat([qualities, none.unsqueeze(-1)], dim=-1)
        return states, said[..., QUALITY_COUNT, :], said[..., QUALITY_COUNT + 1, :], memory
