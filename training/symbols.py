"""Chord symbols as public corpora write them: roots in semitones above C, the ear's 13 qualities."""

import re

from songs import QUALITIES

LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
HARTE = {"": "maj", "1": "maj", "5": "maj", "9": "7", "11": "7", "13": "7", "maj9": "maj7",
         "maj11": "maj7", "maj13": "maj7", "min9": "min7", "min11": "min7", "min13": "min7",
         "minmaj7": "min", "aug7": "aug"}
KINDS = {"major": "maj", "minor": "min", "dominant": "7", "major-seventh": "maj7",
         "minor-seventh": "min7", "diminished": "dim", "half-diminished": "hdim7",
         "augmented": "aug", "suspended-fourth": "sus4", "diminished-seventh": "dim7",
         "suspended-second": "sus2", "major-sixth": "maj6", "minor-sixth": "min6",
         "augmented-seventh": "aug", "major-minor": "min", "dominant-ninth": "7",
         "dominant-11th": "7", "dominant-13th": "7", "major-ninth": "maj7",
         "minor-ninth": "min7", "minor-11th": "min7", "power": "maj"}


def pitch(name):
    match = re.match(r"([A-G])([#b]*)$", name)
    return match and (LETTERS[match[1]] + match[2].count("#") - match[2].count("b")) % 12


def harte(label):
    """Root and quality of "A:min7/b3"; None for no chord."""
    root, _, quality = label.split("/")[0].partition(":")
    if pitch(root) is None:
        return None
    quality = re.sub(r"\(.*", "", quality) if not quality.startswith("sus4(b7") else "sus4"
    quality = HARTE.get(quality, quality)
    return (pitch(root), QUALITIES.index(quality)) if quality in QUALITIES else None


def jazz(symbol):
    """Root and quality of "Gm7b5/Bb"; None for no chord."""
    match = re.match(r"([A-G][#b]?)([^/]*)", symbol)
    if not match or symbol == "NC":
        return None
    rest = match[2]
    rules = [("sus", "sus4"), ("m7b5|m9b5|^h", "hdim7"), ("^o7|^dim7", "dim7"), ("^o|^dim", "dim"),
             ("^M|^maj", "maj7"), ("^mM|^mMaj", "min"), ("^m6|^m69|^m13", "min6"),
             ("^m(7|9|11)", "min7"), ("^m", "min"), (r"^\+|^#5|^7\+", "aug"), ("^6", "maj6"),
             ("^2$", "sus2"), ("^(7|9|11|13)", "7"), ("^(add|5|$)", "maj")]
    for pattern, quality in rules:
        if re.search(pattern, rest):
            return pitch(match[1]), QUALITIES.index(quality)
    return pitch(match[1]), QUALITIES.index("maj")


def harmony(item):
    """Root and quality of a <harmony> of MusicXML; None where it has no root."""
    step, alter = item.findtext("root/root-step"), item.findtext("root/root-alter")
    if step not in LETTERS:
        return None
    kind = KINDS.get(item.findtext("kind", ""), "maj")
    return (LETTERS[step] + int(float(alter or 0))) % 12, QUALITIES.index(kind)
