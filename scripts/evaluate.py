#!/usr/bin/env python3
"""Scores chords, beats, onsets, pitch and bass against the truth beside each take.

    evaluate.py STRUMD PATCH FOLDER [--json FILE] [--report FOLDER]

Every audio file in FOLDER that has a `.lab` beside it is rendered, and those that have `.notes`, start end
frequency of the notes of one voice. Printed per take, chords in
percent of the time as MIREX counts it (mir_eval):
  majmin sev tet    the settled chords: root and third, with sevenths, all of the chord
  majmin* sev*      the same of the chords as they were told, each from the moment it was
  wait              seconds from a true change to the right root and third that stay: median, and the
                    time within which nine in ten came
  flick             changes told for every true one
and of the rest, in percent:
  beats cml down    F-measure of the beats within 70 ms, from the fifth second on; CMLt, the share in
                    stretches of the right tempo and place; F-measure of the first beats of bars
  lock              seconds from the first beat to the first of eight in a row that are found
  key               MIREX's weighted score of the key at 20 s and at the end
  bass              bars on whose first beat the lowest part sounds a tone of the true chord for most
                    of it
  dot               the same for the note struck nearest to the first beat, within 120 ms
  onset told        F-measure of the strokes within 50 ms, and how many milliseconds after the stroke they
                    were told, median; truth is in `.notes`, or in a `.mid` beside the take
  pitch             frames of single notes within 50 cents, in percent
  cpu               seconds of work for a second of music, the whole of strumd

A folder `peers` in FOLDER or beside it, with files TAKE.PEER.est, is scored, too: chords, or beats where
the peer's name begins with b_. --report writes tables and plots, --json all figures.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import mir_eval

import accuracy_report
import bass_scores
import beat_scores
import chord_scores
import ear_costs
import note_scores


def key_scores(path, truth):
    """MIREX's weighted score of the key that was told by 20 s, and last."""
    told = [(row["time"], row["key"]) for row in json.loads(path.read_text())["keys"]]
    found = {}
    for name, end in (("key at 20 s", 20.0), ("key at end", float("inf"))):
        known = [key for time, key in told if time <= end]
        found[name] = mir_eval.key.weighted_score(truth, known[-1]) if known else 0.0
    return found


def score(strumd, patch, audio, scratch):
    """The chords (truth, settled, live) of a take, and all its figures."""
    settled, live, beat_list, midi, told = (
        scratch / name for name in ("s.lab", "l.lab", "b", "m.mid", "j.json"))
    begin = ear_costs.work()
    subprocess.run([strumd, "render", audio, "--patch", patch, "--chords", settled,
                    "--chords-live", live, "--beats-live", beat_list, "--midi", midi,
                    "--json", told],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent = ear_costs.work() - begin
    chords = [chord_scores.read(path) for path in (audio.with_suffix(".lab"), settled, live)]
    row = chord_figures([chords]) | {"cpu": spent / chords[0][-1][1]}
    truth = audio.with_suffix(".beats")
    if truth.exists():
        right = beat_scores.read(truth)
        row |= beat_scores.score(right, beat_scores.read(beat_list))
        notes = bass_scores.lowest_part(midi)
        if notes:
            row["bass"], row["dot"] = bass_scores.score(
                bass_scores.spans(audio.with_suffix(".lab")), right, notes)
    if audio.with_suffix(".key").exists():
        row |= key_scores(told, audio.with_suffix(".key").read_text().strip())
    if audio.with_suffix(".mid").exists():
        row |= onset_scores(told, note_scores.strokes(audio.with_suffix(".mid")))
    return chords, row


def onset_scores(told, truth):
    rows = json.loads(told.read_text())["onsetsLive"]
    return note_scores.onset_scores(truth, [(row["time"], row["told"]) for row in rows])


def score_notes(strumd, audio, scratch):
    """All figures of a take of single notes."""
    patch, told = ear_costs.patch(["onset", "tuner"], scratch / "notes.yaml"), scratch / "j.json"
    subprocess.run([strumd, "render", audio, "--patch", patch, "--json", told, "--quiet"],
                   check=True)
    notes = note_scores.read(audio.with_suffix(".notes"))
    heard = [(row["time"], row["frequency"]) for row in json.loads(told.read_text())["pitch"]]
    return (onset_scores(told, [start for start, _, _ in notes])
            | note_scores.pitch_scores(notes, heard))


def chord_figures(takes):
    figures = chord_scores.summary(takes)
    return {name.removeprefix("settled "): value for name, value in figures.items()}


def grouped(chords, rows):
    """The figures of takes whose names begin alike, up to their number, together."""
    kinds = {}
    for name in chords:
        kind = re.fullmatch(r"([a-z]+)\d+(-.*)?", name)
        if kind:
            kinds.setdefault(kind[1], []).append(name)
    return {f"all {len(names)} {kind}": together(
                [rows[name] for name in names], [chords[name] for name in names])
            for kind, names in kinds.items() if len(names) > 1}


def together(rows, chords):
    """The figures of several takes: chords weighed by length, all else the same for each take."""
    names = sorted({key for row in rows for key in row})
    return accuracy_report.mean(rows, names) | chord_figures(chords)


def peer_figures(folder, takes):
    """What each peer said of the same takes, scored the same way; means over the takes."""
    rows = {}
    for path in sorted(folder.glob("*.est")):
        take, peer = path.stem.split(".", 1)
        audio = takes.get(take)
        if audio is None:
            continue
        if peer.startswith("b_"):
            found = beat_scores.score(
                beat_scores.read(audio.with_suffix(".beats")), beat_scores.read(path))
            del found["downbeat F"]
        else:
            truth = chord_scores.read(audio.with_suffix(".lab"))
            found, _ = chord_scores.shares(truth, chord_scores.read(path))
        rows.setdefault(peer, []).append(found)
    return {peer: accuracy_report.mean(found, found[0]) for peer, found in rows.items()}


def line(name, row):
    """The figures of one take, or of several together."""
    value = lambda key: row[key] if row.get(key) is not None else float("nan")
    shares = "".join(f"{100 * value(key):8.1f}" for key in (
        "majmin", "sevenths", "tetrads", "live majmin", "live sevenths"))
    felt = f"{value('wait median'):6.2f}/{value('wait p90'):4.2f}{value('flicker'):7.2f}"
    rest = "".join(f"{100 * value(key):7.1f}" for key in ("beat F", "CMLt", "downbeat F"))
    key = f"{100 * value('key at 20 s'):6.0f}/{100 * value('key at end'):3.0f}"
    bass = "".join(f"{value(key):7.1f}" for key in ("bass", "dot"))
    struck = f"{100 * value('onset F'):7.1f}{1000 * value('onset told'):6.0f}{100 * value('pitch'):7.1f}"
    return (f"{name:28}{shares}{felt}{rest}{value('lock'):6.1f}{key}{bass}{struck}"
            f"{value('cpu'):8.4f}")


def main(options):
    folder = options.folder
    sounds = [path for path in sorted(folder.iterdir()) if path.suffix in (".flac", ".wav", ".ogg")]
    found = {path.stem: path for path in sounds if path.with_suffix(".lab").exists()}
    lines = {path.stem: path for path in sounds
             if path.stem not in found and path.with_suffix(".notes").exists()}
    if not found:
        sys.exit(f"evaluate: {folder} holds no audio file with a .lab of the same name beside it")
    print(f"{'take':28}" + "".join(f"{name:>8}" for name in (
        "majmin", "sev", "tet", "majmin*", "sev*")) + f"{'wait':>11}{'flick':>7}"
        + "".join(f"{name:>7}" for name in ("beats", "cml", "down")) + f"{'lock':>6}{'key':>10}"
        + f"{'bass':>7}{'dot':>7}{'onset':>7}{'told':>6}{'pitch':>7}{'cpu':>8}")
    chords, rows = [], {}
    for name, path in found.items():
        with tempfile.TemporaryDirectory() as scratch:
            said, rows[name] = score(
                options.strumd, options.patch, path, pathlib.Path(scratch))
        chords.append(said)
        print(line(name, rows[name]), flush=True)
    for name, path in lines.items():
        with tempfile.TemporaryDirectory() as scratch:
            rows[name] = score_notes(options.strumd, path, pathlib.Path(scratch))
        print(line(name, rows[name]), flush=True)
    groups = grouped(dict(zip(found, chords)), rows)
    for name, row in groups.items():
        print(line(name, row))
    whole = together(list(rows.values()), chords)
    if len(rows) > 1:
        print(line("all", whole))
    result = {"takes": rows, "groups": groups, "all": whole}
    if options.report:
        with tempfile.TemporaryDirectory() as scratch:
            name, path = next(iter(found.items()))
            result["cpu"] = ear_costs.costs(
                options.strumd, path, chords[0][0][-1][1], pathlib.Path(scratch))
        print("  ".join(f"{kind} {value:.5f}" for kind, value in result["cpu"].items()))
    for peers in (folder / "peers", folder.parent / "peers"):
        if peers.is_dir():
            result["peers"] = peer_figures(peers, found)
            break
    for name, row in result.get("peers", {}).items():
        print(f"{name:28}" + "  ".join(
            f"{key} {100 * v:.1f}" if key != "lock" else f"lock {v:.1f} s"
            for key, v in row.items()))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")
    if options.report:
        accuracy_report.write(options.report, result)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strumd")
    parser.add_argument("patch")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    return parser.parse_args()


if __name__ == "__main__":
    main(arguments())
