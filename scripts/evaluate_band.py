#!/usr/bin/env python3
"""Scores the band beside other bands, and writes docs/accuracy-band.md with a plot.

    evaluate_band.py STRUMD BENCHMARK PATCH FOLDER [FOLDER ...] [--json FILE]

Every recording in a FOLDER with `.lab` and `.beats` beside it is played to by strumd, live mode, through
PATCH; by strumd with `harmony: heard`, which waits for each chord; by strumd with a chart of the first
pass; by MMA from the true chords at the
take's mean tempo; and by a loop of the first pass at its tempo. BENCHMARK measures what composing
costs.
"""

import argparse
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

import soundfile

import band_report
import peer_bands
from band_scores import parts, score, truth

ROOT = pathlib.Path(__file__).resolve().parent.parent
TAIL = 3
BANDS = ["strumd", "strumd, harmony: heard", "strumd, with the chart", "MMA, true chords", "loop of the first pass"]


def changed(patch, setting, scratch):
    """The patch with one more setting for its band."""
    text = re.sub(r"^(\s*)kind: accompaniment$", rf"\g<0>\n\1{setting}",
                  pathlib.Path(patch).read_text(), flags=re.MULTILINE)
    path = scratch / (setting.split(":")[0] + ".yaml")
    path.write_text(text)
    return path


def render(strumd, patch, audio, scratch):
    """What the band played, and what its node took of the audio thread's time."""
    midi, ledger = scratch / "band.mid", scratch / "ledger.json"
    subprocess.run([strumd, "render", audio, "--patch", patch, "--midi", midi, "--ledger", ledger],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    report = json.loads(ledger.read_text())
    node = next(node for node in report["nodes"] if node["kind"] == "accompaniment")
    length = soundfile.info(audio).duration + TAIL
    return parts(midi), node["p50"] * 1e-6 * report["cycles"] / length


def play(arguments, audio, scratch):
    """The scores of each band on one take."""
    beside = audio.with_suffix(".json")
    take = truth(audio, json.loads(beside.read_text()) if beside.exists() else {})
    result, load = {}, 0.0
    (scratch / "song.yaml").write_text(peer_bands.chart(take))
    patches = (arguments.patch, changed(arguments.patch, "harmony: heard", scratch),
               changed(arguments.patch, "chart: song.yaml", scratch))
    for name, patch in zip(BANDS, patches):
        notes, taken = render(arguments.strumd, patch, audio, scratch)
        result[name] = score(take, notes)
        load = load or taken
    for name, peer in zip(BANDS[3:], (peer_bands.whole, peer_bands.loop)):
        midi = scratch / "peer.mid"
        begin = peer(take, midi)
        if begin is not None:
            result[name] = score(take, parts(midi, begin))
    return result, load


def recordings(folder):
    found = [path for path in sorted(pathlib.Path(folder).iterdir())
             if path.suffix in (".flac", ".wav", ".ogg") and path.with_suffix(".lab").exists()
             and path.with_suffix(".beats").exists()]
    if not found:
        sys.exit(f"evaluate_band: {folder} holds no recording with .lab and .beats beside it")
    return found


def cost(benchmark):
    rows = subprocess.run([benchmark], check=True, capture_output=True, text=True).stdout
    return {name: float(value) for name, value, _ in
            (line.split("\t") for line in rows.splitlines())}


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("strumd")
    parser.add_argument("benchmark")
    parser.add_argument("patch")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    takes = [(folder, path) for folder in arguments.folders for path in recordings(folder)]
    rows, loads, began = [], [], time.monotonic()
    for done, (folder, path) in enumerate(takes):
        left = (time.monotonic() - began) / done * (len(takes) - done) if done else 0
        print(f"eval-band: {path.stem} ({done + 1} of {len(takes)}, {left:.0f} s left)", flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            result, load = play(arguments, path, pathlib.Path(scratch))
        loads.append(load)
        rows.append((pathlib.Path(folder).name, path.stem, result))
    figures = cost(arguments.benchmark)
    figures["audio thread"] = 100 * sum(loads) / len(loads)
    page = band_report.Page(rows, BANDS, figures)
    (ROOT / "docs/accuracy-band.md").write_text(page.text())
    (ROOT / "docs/accuracy-band.svg").write_text(page.plot())
    if arguments.json:
        arguments.json.write_text(json.dumps(page.data(), indent=1) + "\n")
    print(page.summary())


if __name__ == "__main__":
    main()
