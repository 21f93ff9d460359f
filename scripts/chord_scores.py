"""Scores of chord labels against the truth, as MIREX counts them (mir_eval) and as a player feels
them: how long until the right chord is told and stays, and how often one is told in vain."""

import re
import statistics
import warnings

import mir_eval
import numpy as np

MEASURES = ["root", "majmin", "mirex", "sevenths", "tetrads", "seg"]
STAYS = 0.15


PLAIN = {"": "maj", "m": "min", "m7": "min7", "6": "maj6", "m6": "min6", "m7b5": "hdim7"}


def harte(label):
    """A label in Harte's syntax, also of one as charts have it: Am7, F#dim, G7/B without its bass."""
    match = re.match(r"([A-G][b#]*)([^:/]*)(/.*)?$", label)
    if label in ("N", "X") or not match:
        return label
    root, quality, _ = match.groups()
    return f"{root}:{PLAIN.get(quality, quality)}"


def read(path):
    """Start, end and label of each row; chords without a gap, as far as the last one ends."""
    rows = [line.split() for line in path.read_text().splitlines() if line[:1].isdigit()]
    result, now = [], 0.0
    for start, end, label in ((float(r[0]), float(r[1]), harte(r[2])) for r in rows if len(r) == 3):
        if start > now + 1e-6:
            result.append((now, start, "N"))
        if end > max(start, now):
            result.append((max(start, now), end, label))
            now = end
    return result


def shares(truth, guess):
    """The share of time at which each measure agrees, and the length that they weigh."""
    arrays = [(np.array([row[:2] for row in rows]), [row[2] for row in rows])
              for rows in (truth, guess)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scores = mir_eval.chord.evaluate(*arrays[0], *arrays[1])
    return {name: scores[name] for name in MEASURES}, truth[-1][1] - truth[0][0]


def same(left, right):
    """Whether root and third agree, as majmin counts; None where that does not say."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        value = mir_eval.chord.majmin([left], [right])[0]
    return None if value < 0 else value == 1


def joined(rows):
    """Rows of one label after another as one."""
    result = []
    for start, end, label in rows:
        if result and result[-1][2] == label:
            result[-1] = (result[-1][0], end, label)
        else:
            result.append((start, end, label))
    return result


def waits(truth, live):
    """Seconds from each true change to the right chord that stays; None where it never comes."""
    result = []
    known = {}
    for begin, end, label in joined(truth):
        if label == "N" or same(label, label) is None:
            continue
        right = []
        for start, stop, guess in live:
            if stop <= begin or start >= end:
                continue
            pair = (label, guess)
            if pair not in known:
                known[pair] = same(*pair)
            if known[pair]:
                right.append((max(start, begin), min(stop, end)))
        runs = []
        for start, stop in right:
            if runs and start - runs[-1][1] < 1e-6:
                runs[-1] = (runs[-1][0], stop)
            else:
                runs.append((start, stop))
        long = [start for start, stop in runs if stop - start >= min(STAYS, (end - begin) / 2)]
        result.append(long[0] - begin if long else None)
    return result


def flicker(truth, live):
    """How many changes were told for every true one."""
    return (len(joined(live)) - 1) / max(1, len(joined(truth)) - 1)


def summary(takes):
    """One row of figures for (truth, settled, live) of several takes, weighed by their length."""
    row, late = {}, []
    for name, place in (("settled", 1), ("live", 2)):
        scored = [shares(take[0], take[place]) for take in takes]
        weights = [length for _, length in scored]
        for measure in MEASURES:
            row[f"{name} {measure}"] = float(
                np.average([share[measure] for share, _ in scored], weights=weights))
    for truth, _, live in takes:
        late += waits(truth, live)
    told = sorted(np.inf if wait is None else wait for wait in late)
    if told:
        row["wait median"] = statistics.median(told)
        row["wait p90"] = told[min(len(told) - 1, int(0.9 * len(told)))]
        row["found"] = sum(np.isfinite(told)) / len(told)
    changes = sum(len(joined(take[2])) - 1 for take in takes)
    row["flicker"] = changes / max(1, sum(len(joined(take[0])) - 1 for take in takes))
    return row
