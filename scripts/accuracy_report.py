"""Writes what `make eval` found as tables and plots: chords.md, beats.md, notes.md, cpu.md, takes.json
and *.svg in FOLDER."""

import json

import numpy as np

CHORDS = ["root", "majmin", "mirex", "sevenths", "tetrads", "seg"]
LIVE = ["live majmin", "live sevenths", "wait median", "wait p90", "flicker"]
BEATS = ["beat F", "CMLt", "AMLt", "downbeat F", "lock", "key at 20 s", "key at end"]
NOTES = ["onset F", "onset told", "onset told p90", "pitch", "pitch class", "voiced", "false voice"]
SECONDS = {"wait median", "wait p90", "lock", "onset told", "onset told p90"}
PLAIN = {"flicker"}


def shown(name, value):
    if value is None or value != value:
        return "–"
    if name in SECONDS:
        return f"{value:.3f} s" if name.startswith("onset") else f"{value:.2f} s"
    return f"{value:.2f}" if name in PLAIN else f"{100 * value:.1f}"


def table(rows, columns):
    """Rows are (name, figures)."""
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, figures in rows:
        lines.append(f"| {name} | "
                     + " | ".join(shown(c, figures.get(c)) for c in columns) + " |")
    return "\n".join(lines) + "\n"


def page(title, name, text):
    """A page with the plot of that name above the table `text`."""
    return f"# {title}\n\nWritten by `make eval`.\n\n![{title}]({name}.svg)\n\n{text}"


def bars(title, rows, columns, most=1.0, text=lambda value: f"{100 * value:.0f}"):
    """A plot of figures up to `most`: a group of bars for each row, each with `text` at its end."""
    colours = ["#3b6ea5", "#d98032", "#6a9a5b"]
    height = 14 * len(columns) + 8
    width, left = 640, 190
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" '
             f'height="{40 + height * len(rows)}" font-family="sans-serif" font-size="11">',
             '<rect width="100%" height="100%" fill="white"/>',
             f'<text x="8" y="16" font-weight="bold">{title}</text>']
    for place, name in enumerate(columns):
        parts.append(f'<rect x="{left + 130 * place}" y="8" width="9" height="9" '
                     f'fill="{colours[place]}"/><text x="{left + 14 + 130 * place}" y="16">'
                     f'{name}</text>')
    for index, (name, figures) in enumerate(rows):
        top = 30 + height * index
        parts.append(f'<text x="{left - 6}" y="{top + height / 2}" text-anchor="end">{name}</text>')
        for place, column in enumerate(columns):
            value = figures.get(column)
            if value is None or value != value:
                continue
            length = (width - left - 50) * value / most
            parts.append(f'<rect x="{left}" y="{top + 14 * place}" width="{length:.1f}" height="12" '
                         f'fill="{colours[place]}"/><text x="{left + length + 4:.1f}" '
                         f'y="{top + 14 * place + 10}">{text(value)}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def mean(takes, columns):
    """The mean of each figure, over the takes that have it; every take counts the same."""
    values = {c: [t[c] for t in takes if t.get(c) is not None and t[c] == t[c]] for c in columns}
    return {c: float(np.mean(v)) for c, v in values.items() if v}


def write(folder, result):
    folder.mkdir(parents=True, exist_ok=True)
    every = list(result["takes"].items())
    takes = [row for row in every if "majmin" in row[1]]
    notes = [row for row in every if "onset F" in row[1]]
    groups = list(result["groups"].items())
    whole = ("all", result["all"])
    peers = list(result.get("peers", {}).items())
    beat_peers = [row for row in peers if "beat F" in row[1]]
    chord_peers = [row for row in peers if "majmin" in row[1]]
    chords = table(takes + groups + [whole] + chord_peers, CHORDS + LIVE)
    (folder / "chords.md").write_text(page("Chords, % of the time", "chords", chords))
    (folder / "beats.md").write_text(
        page("Beats and keys, %", "beats", table(takes + groups + [whole] + beat_peers, BEATS)))
    (folder / "chords.svg").write_text(bars(
        "Chords, % of the time", takes + groups + [whole] + chord_peers, ["majmin", "sevenths"]))
    (folder / "beats.svg").write_text(bars(
        "Beats, %", takes + groups + [whole] + beat_peers, ["beat F", "CMLt"]))
    (folder / "notes.md").write_text(
        page("Strokes and pitch, %", "notes", table(notes + [whole], NOTES)))
    (folder / "notes.svg").write_text(bars("Strokes and pitch, %", notes + [whole], ["onset F", "pitch"]))
    costs = [(kind, {"seconds": value}) for kind, value in result.get("cpu", {}).items()]
    if costs:
        rows = "".join(f"| {kind} | {row['seconds']:.5f} |\n" for kind, row in costs)
        (folder / "cpu.md").write_text(page(
            "What each analyser takes", "cpu",
            "| | processor seconds for a second of sound |\n|---|---|\n" + rows))
        (folder / "cpu.svg").write_text(bars(
            "Processor seconds for a second of sound", costs, ["seconds"],
            max(row["seconds"] for _, row in costs) or 1, lambda value: f"{value:.4f}"))
    (folder / "takes.json").write_text(json.dumps(result, indent=1) + "\n")
