"""Scores what a band's bass plays on the first beats of bars against the true chords."""

import mido
import mir_eval
import numpy as np

import chord_scores

TONES = {
    "maj": (0, 4, 7), "min": (0, 3, 7), "7": (0, 4, 7, 10), "maj7": (0, 4, 7, 11),
    "min7": (0, 3, 7, 10), "dim": (0, 3, 6), "dim7": (0, 3, 6, 9), "hdim7": (0, 3, 6, 10),
    "aug": (0, 4, 8), "sus4": (0, 5, 7), "sus2": (0, 2, 7), "maj6": (0, 4, 7, 9),
    "min6": (0, 3, 7, 9), "minmaj7": (0, 3, 7, 11), "9": (0, 4, 7, 10, 2), "5": (0, 7), "1": (0,),
}
SETTLED = 5.0


def chord(label):
    """Root and quality of a Harte label; nothing for no chord, and for one of single notes. A bass after a
    slash is left out, and what is above a seventh."""
    if label in ("N", "X"):
        return None
    root, quality, _, _ = mir_eval.chord.split(label)
    if quality not in TONES:
        quality, _ = mir_eval.chord.reduce_extended_quality(quality)
    return (mir_eval.chord.pitch_class_to_semitone(root) % 12, quality) if quality in TONES else None


def spans(path):
    return [(start, end, chord(label)) for start, end, label in chord_scores.read(path)]


def lowest_part(path):
    """Start, end and key of the notes of the channel that plays lowest, drums left aside."""
    parts, open_notes, now = {}, {}, 0.0
    for message in mido.MidiFile(path):
        now += message.time
        if message.type not in ("note_on", "note_off") or message.channel == 9:
            continue
        voice = (message.channel, message.note)
        if voice in open_notes:
            parts.setdefault(message.channel, []).append((open_notes.pop(voice), now, message.note))
        if message.type == "note_on" and message.velocity:
            open_notes[voice] = now
    pitch = lambda notes: np.mean([key for _, _, key in notes])
    return sorted(min(parts.values(), key=pitch, default=[]))


def fits(key, label):
    return (key - label[0]) % 12 in TONES[label[1]]


def score(truth, rows, notes):
    """For the first beats of the bars with a chord: sounds most of the beat; struck on the dot."""
    bars = long = struck = 0
    for (downbeat, number), (following, _) in zip(rows, rows[1:]):
        label = next((label for start, end, label in truth
                      if start <= downbeat + 0.05 < end), None)
        if number != 1 or label is None or downbeat < SETTLED:
            continue
        bars += 1
        inside = [(min(end, following) - max(start, downbeat), key) for start, end, key in notes
                  if start < following and end > downbeat]
        right = sum(length for length, key in inside if fits(key, label))
        long += right > sum(length for length, _ in inside) / 2
        near = [note for note in notes if abs(note[0] - downbeat) <= 0.12]
        if near:
            struck += fits(min(near, key=lambda note: abs(note[0] - downbeat))[2], label)
    return 100 * long / max(1, bars), 100 * struck / max(1, bars)
