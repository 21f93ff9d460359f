"""The model of melodies: when the next note comes, and how far it is from the last, in PyTorch."""

import bisect

import torch
from torch import nn

from melodies import TICKS
from songs import QUALITIES

GAPS = [3, 4, 6, 8, 9, 12, 18, 24, 36, 48]  # ticks from note to note
REACH = 12                                  # semitones up or down
INTERVALS = 2 * REACH + 1
NONE = 0                                    # of gaps and intervals
PLACES = 48                                 # ticks of the bar
METRES = 8

# What each network is told, and how many values each of it has.
PITCH = ([INTERVALS + 1] * 4 + [len(GAPS) + 1, PLACES, METRES, 13, len(QUALITIES) + 1, 13, 13])
RHYTHM = [len(GAPS) + 1] * 3 + [PLACES, METRES]


def gap_class(ticks):
    return 1 + min(range(len(GAPS)), key=lambda at: abs(GAPS[at] - ticks) / GAPS[at])


def interval_class(semitones):
    return 1 + REACH + min(REACH, max(-REACH, semitones))


class MelodyNetwork(nn.Module):
    """Facts, each a row of its table, added up; two layers."""

    def __init__(self, sizes, hidden, answers):
        super().__init__()
        self.sizes = sizes
        self.tables = nn.ModuleList(nn.Embedding(size, hidden) for size in sizes)
        for table in self.tables:
            nn.init.normal_(table.weight, 0, 0.3)
        self.dropout = nn.Dropout(0.15)
        self.inside = nn.Linear(hidden, hidden)
        self.answers = nn.Linear(hidden, answers)

    def forward(self, facts):
        seen = sum(table(facts[:, at]) for at, table in enumerate(self.tables))
        return self.answers(self.dropout(torch.relu(self.inside(self.dropout(torch.relu(seen))))))


def encode(song):
    """Facts and answers of each note after the first: pitch, then rhythm."""
    starts = [start for start, _, _ in song["chords"]]
    metre, bar = min(METRES - 1, song["metre"]), TICKS * song["metre"]
    pitch, rhythm = [], []
    intervals, gaps = [NONE] * 4, [NONE] * 3
    for (before, _, last), (start, _, key) in zip(song["notes"], song["notes"][1:]):
        gap = gap_class(start - before)
        rhythm.append(gaps + [min(PLACES - 1, before % bar), metre, gap - 1])
        at = bisect.bisect_right(starts, start) - 1
        _, root, quality = song["chords"][at] if at >= 0 else (0, None, 0)
        chord = [12, len(QUALITIES), 12] if root is None else [
            (last - root) % 12, quality, (root - song["tonic"]) % 12]
        interval = interval_class(key - last)
        pitch.append(intervals + [gap, min(PLACES - 1, start % bar), metre, *chord,
                                  (last - song["tonic"]) % 12, interval - 1])
        intervals = [interval] + intervals[:3]
        gaps = [gap] + gaps[:2]
    return torch.tensor(pitch), torch.tensor(rhythm)
