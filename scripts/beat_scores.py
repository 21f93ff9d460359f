"""Scores of beats against the truth: mir_eval's, and what a band needs to know besides."""

import warnings

import mir_eval
import numpy as np

WINDOW = 0.07
LOCKED = 8


def read(path):
    """Time and number of each beat."""
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return [(float(row[0]), int(float(row[1])) if len(row) > 1 else 0) for row in rows
            if row[0][0].isdigit()]


def lock(truth, guess):
    """Seconds from the first beat to the first of eight in a row that are all found, with no more than
    one too many among them; None where there never are."""
    for first in range(len(truth) - LOCKED + 1):
        run = truth[first:first + LOCKED]
        near = guess[(guess > run[0] - WINDOW) & (guess < run[-1] + WINDOW)]
        if len(near) <= LOCKED + 1 and all(np.abs(near - beat).min(initial=9) <= WINDOW
                                           for beat in run):
            return float(run[0] - truth[0])
    return None


def score(truth, guess):
    """F, CMLt, AMLt and downbeat F from the fifth second on, and the time to lock."""
    end = truth[-1][0] + WINDOW
    times = lambda rows: np.array(sorted(when for when, _ in rows if when <= end))
    first = lambda rows: times([row for row in rows if row[1] == 1])
    trim = mir_eval.beat.trim_beats
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        right, found = trim(times(truth)), trim(times(guess))
        _, correct, _, any_level = mir_eval.beat.continuity(right, found)
        return {
            "beat F": mir_eval.beat.f_measure(right, found), "CMLt": correct, "AMLt": any_level,
            "downbeat F": mir_eval.beat.f_measure(trim(first(truth)), trim(first(guess))),
            "lock": lock(times(truth), times(guess))}
