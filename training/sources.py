"""Corpora that both chords and melodies are read from: OpenEWLD's lead sheets, and POP909."""

import bisect
import collections
import functools
import xml.etree.ElementTree as ElementTree
import zipfile

from symbols import pitch


def lead_sheets(folder):
    """Title and first part of each lead sheet of OpenEWLD that can be read."""
    for path in sorted(folder.glob("dataset/*/*/*.mxl")):
        archive = zipfile.ZipFile(path)
        name = next(n for n in archive.namelist() if n.endswith(".xml") and "META" not in n)
        try:
            score = ElementTree.fromstring(archive.read(name))
        except ElementTree.ParseError:
            continue
        yield path.parent.name.replace("_", " "), score.find("part")


def pop909(folder):
    """The songs of POP909 whose beats and key are known."""
    for path in sorted(folder.glob("POP909/*/chord_midi.txt")):
        take = Pop909(path.parent)
        if take.keys and len(take.beats) >= 16 and len(take.downbeats) >= 4:
            yield take


class Pop909:
    """A song of POP909: its beats in seconds, and what is written beside its notes."""

    def __init__(self, folder):
        self.folder, self.title = folder, "pop909 " + folder.name
        beats = self.rows("beat_midi.txt")
        self.beats = [float(row[0]) for row in beats]
        self.downbeats = [at for at, row in enumerate(beats) if float(row[-1]) == 1]
        self.keys = self.rows("key_audio.txt")

    def rows(self, name):
        lines = (self.folder / name).read_text().splitlines()
        return [line.split() for line in lines if line.split()]

    @functools.cached_property
    def metre(self):
        """The beats that most bars have."""
        gaps = [after - before for before, after in zip(self.downbeats, self.downbeats[1:])]
        return collections.Counter(gaps).most_common(1)[0][0]

    @property
    def chords(self):
        """Start, end and label of each chord."""
        return [(float(row[0]), float(row[1]), row[2])
                for row in self.rows("chord_midi.txt") if len(row) == 3]

    def tonic(self, time):
        """The tonic of the key signature in force a second after `time`, in semitones above C."""
        begun = [row for row in self.keys if float(row[0]) <= time + 1] or self.keys[:1]
        name, _, mode = begun[-1][2].partition(":")
        return (pitch(name) + (3 if mode == "min" else 0)) % 12

    def nearest(self, time):
        """The number of the beat that is nearest to `time`."""
        at = bisect.bisect_left(self.beats, time)
        return min((beat for beat in (at - 1, at) if 0 <= beat < len(self.beats)),
                   key=lambda beat: abs(self.beats[beat] - time))

    def place(self, time):
        """Where `time` is, in beats from the first downbeat on; beyond them by the nearest beat."""
        at = min(len(self.beats) - 2, max(0, bisect.bisect_right(self.beats, time) - 1))
        gap = self.beats[at + 1] - self.beats[at]
        return at - self.downbeats[0] + (time - self.beats[at]) / gap
