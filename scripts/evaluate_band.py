#!/usr/bin/env python3
"""Scores the band beside other bands, and writes docs/accuracy-band.md with a plot.

    evaluate_band.py STRUMD BENCHMARK PATCH FOLDER [FOLDER ...] [--json FILE]

Every recording in a FOLDER with `.lab` and `.beats` beside it is played to by three of PATCH's bands at
once, which hear the same, live mode: as it is; with `harmony: heard`, which waits for each chord; with a
chart of the first pass. Beside them MMA plays the true chords at the take's mean tempo, and a loop the first pass at
its tempo. BENCHMARK measures what composing costs. The page's paragraph on what is not reached is written by hand, and
stays.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import soundfile

import band_report
import band_rig
import peer_bands
from band_scores import parts, score, truth

ROOT = pathlib.Path(__file__).resolve().parent.parent
MADE_BY_MMA = ROOT / ".build/mma"
TAIL = 3
# What is added to the names of the nodes of each of ours, and how it differs.
OURS = {"strumd": ("", ""), "strumd, harmony: heard": ("_heard", "harmony: heard"),
        "strumd, with the chart": ("_charted", "chart: song.yaml")}
PEERS = {"MMA, true chords": peer_bands.whole, "loop of the first pass": peer_bands.loop}
BANDS = [*OURS, *PEERS]


def render(strumd, patch, audio, scratch):
    """What our bands played, and what the first one's node took of the audio thread's time."""
    midi, ledger = scratch / "band.mid", scratch / "ledger.json"
    subprocess.run([strumd, "render", audio, "--patch", patch, "--midi", midi, "--ledger", ledger],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    report = json.loads(ledger.read_text())
    node = next(node for node in report["nodes"] if node["kind"] == "accompaniment")
    length = soundfile.info(audio).duration + TAIL
    played = {name: parts(midi, band=f"{node['id']}{suffix} ") for name, (suffix, _) in OURS.items()}
    return played, node["p50"] * 1e-6 * report["cycles"] / length


def play(arguments, audio):
    """The scores of each band on one take."""
    beside = audio.with_suffix(".json")
    take = truth(audio, json.loads(beside.read_text()) if beside.exists() else {})
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "song.yaml").write_text(peer_bands.chart(take))
        patch = scratch / "patch.yaml"
        patch.write_text(band_rig.rig(pathlib.Path(arguments.patch).read_text(), dict(OURS.values())))
        played, load = render(arguments.strumd, patch, audio, scratch)
    result = {name: score(take, notes) for name, notes in played.items()}
    for name, peer in PEERS.items():
        made = peer(take, MADE_BY_MMA)
        if made:
            result[name] = score(take, parts(*made))
    return result, load


def play_all(arguments, takes):
    """The scores and the load of every take, as many at a time as there are cores; says how long it will take."""
    MADE_BY_MMA.mkdir(parents=True, exist_ok=True)
    began, lengths = time.monotonic(), [soundfile.info(path).duration for _, path in takes]
    with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as cores:
        jobs = {cores.submit(play, arguments, path): index for index, (_, path) in enumerate(takes)}
        done, found = 0.0, {}
        for job in concurrent.futures.as_completed(jobs):
            index = jobs[job]
            found[index] = job.result()
            done += lengths[index]
            left = (time.monotonic() - began) * (sum(lengths) / done - 1)
            print(f"eval-band: {takes[index][1].stem} ({len(found)} of {len(takes)}, {left:.0f} s left)",
                  flush=True)
    return [found[index] for index in range(len(takes))]


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
    played = play_all(arguments, takes)
    rows = [(pathlib.Path(folder).name, path.stem, result)
            for (folder, path), (result, _) in zip(takes, played)]
    figures = cost(arguments.benchmark)
    figures["audio thread"] = 100 * sum(load for _, load in played) / len(played)
    written = ROOT / "docs/accuracy-band.md"
    page = band_report.Page(rows, BANDS, figures, written.read_text() if written.exists() else "")
    written.write_text(page.text())
    (ROOT / "docs/accuracy-band.svg").write_text(page.plot())
    if arguments.json:
        arguments.json.write_text(json.dumps(page.data(), indent=1) + "\n")
    print(page.summary())


if __name__ == "__main__":
    main()
