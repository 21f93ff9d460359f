"""The language model of chords: what follows, and after how many beats, in PyTorch."""

import torch
from torch import nn

from songs import QUALITIES

CHORDS = 12 * len(QUALITIES)  # quality * 12 + root
LENGTHS = 18                  # whole beats from 1, the last for all that is longer; 0 is a start
PLACES = 16                   # beats of the bar
METRES = 8                    # beats in a bar
IDIOMS = ["", "pop", "jazz", "song"]  # "" is unknown
IDIOM_OF = {"pop": 1, "pop909": 1, "jazz": 2, "lead sheets": 3}


def length_class(beats):
    return min(LENGTHS - 1, max(1, round(beats)))


class ProgressionNetwork(nn.Module):
    """A recurrent network over changes of chord, all relative to the tonic.

    After each change it says how long the chord may last, and for each length what follows.
    """

    def __init__(self, hidden=192, inner=160):
        super().__init__()
        self.hidden, self.inner = hidden, inner
        self.chord = nn.Embedding(CHORDS, 96)
        self.context = nn.ModuleList(
            nn.Embedding(count, 24) for count in (LENGTHS, PLACES, METRES, len(IDIOMS)))
        self.dropout = nn.Dropout(0.3)
        self.recurrent = nn.GRU(96 + 24 * 4, hidden, batch_first=True)
        self.lengths = nn.Linear(hidden, LENGTHS)
        self.inside = nn.Linear(hidden, inner)
        self.length = nn.Embedding(LENGTHS, inner)
        self.chords = nn.Linear(inner, CHORDS)

    def memories(self, changes, memory=None):
        """`changes`: chord, length of the one before, beat of the bar, metre, idiom."""
        seen = [self.chord(changes[..., 0])]
        seen += [table(changes[..., at + 1]) for at, table in enumerate(self.context)]
        out, memory = self.recurrent(self.dropout(torch.cat(seen, -1)), memory)
        return self.dropout(out), memory

    def next_chord(self, memories, length, current):
        """Logarithms of what follows a chord that lasted `length`; never the chord itself."""
        inside = torch.tanh(self.inside(memories) + self.length(length))
        scores = self.chords(self.dropout(inside))
        scores = scores.scatter(-1, current.unsqueeze(-1), -1e9)
        return torch.log_softmax(scores, -1)

    def any_chord(self, memories, current):
        """The same without knowing the length: the mean over all lengths."""
        lengths = torch.log_softmax(self.lengths(memories), -1)
        said = [lengths[..., at:at + 1]
                + self.next_chord(memories, torch.full_like(current, at), current)
                for at in range(LENGTHS)]
        return torch.logsumexp(torch.stack(said), 0)


def encode(song):
    """A song as rows for the network."""
    idiom = IDIOM_OF[song["corpus"]]
    metre = min(METRES - 1, max(1, song["metre"]))
    rows, before = [], 0
    for root, quality, beats, place in song["changes"]:
        rows.append([quality * 12 + root, before, int(place) % PLACES, metre, idiom])
        before = length_class(beats)
    return torch.tensor(rows)
