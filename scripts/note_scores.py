"""Scores of strokes as they are told, and of the pitch of single notes, against the truth."""

import warnings

import mido
import mir_eval
import numpy as np

WINDOW = 0.05
TOGETHER = 0.05
GRID = 0.01


def read(path):
    """Start, end and frequency of each note."""
    return [tuple(map(float, line.split())) for line in path.read_text().splitlines() if line.strip()]


def strokes(path):
    """When a MIDI file's notes are struck; those that follow at once belong to the same stroke."""
    times, now = [], 0.0
    for message in mido.MidiFile(path):
        now += message.time
        if message.type == "note_on" and message.velocity and (
                not times or now - times[-1] > TOGETHER):
            times.append(now)
    return times


def onset_scores(truth, told):
    """F within 50 ms of strokes, each (time, when it was told), and how long after the true stroke they
    were told: median, and the time within which nine in ten were. The delay counts from the stroke, not
    from where it was placed."""
    right, placed = np.array(truth), np.array([time for time, _ in told])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = mir_eval.onset.f_measure(right, placed, WINDOW)[0]
    pairs = mir_eval.util.match_events(right, placed, WINDOW) if len(placed) and len(right) else []
    late = [told[guess][1] - truth[true] for true, guess in pairs]
    row = {"onset F": found}
    if late:
        row |= {"onset told": float(np.median(late)), "onset told p90": float(np.quantile(late, 0.9))}
    return row


def pitch_scores(notes, heard):
    """MIREX's measures of a melody: of frames with a note, the share within 50 cents of it, and the same
    without regard to the octave; of frames without, the share in which a pitch is told. `heard` are
    (time, frequency), 0 for none."""
    times = np.arange(0, notes[-1][1] + 0.5, GRID)
    truth = np.zeros_like(times)
    for start, end, frequency in notes:
        truth[(times >= start) & (times < end)] = frequency
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scores = mir_eval.melody.evaluate(
            times, truth, np.array([time for time, _ in heard]), np.array([hz for _, hz in heard]))
    return {"pitch": scores["Raw Pitch Accuracy"], "pitch class": scores["Raw Chroma Accuracy"],
            "voiced": scores["Voicing Recall"], "false voice": scores["Voicing False Alarm"]}
