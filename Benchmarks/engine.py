#!/usr/bin/env python3
"""Measures the engine beside its peers, in one run, and writes docs/benchmarks.md with a plot.

Needs Debian's supercollider-server, jackd2, jalv and stress-ng; `make bench` installs them. Times are
of this machine and this hour: the ratios are what counts.
"""

import os
import pathlib
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).parent), str(pathlib.Path(__file__).parent / "peers")]
import live  # noqa: E402
import plot  # noqa: E402
import plugins  # noqa: E402
import synthdef  # noqa: E402
from machine import ENGINE, ROOT, STRUMD  # noqa: E402

SECONDS = 60

# What a virtual machine shares with its neighbours makes single runs up to half again as long: of so
# many, of each program in turn, the best counts.
ROUNDS = 3


def user_seconds(command: list[str]) -> float:
    """The CPU time a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def score_seconds(
        peer: str, folder: str, definition: bytes, name: str, copies: int) -> float:
    """CPU time of a score, less that of an empty one of the same length."""
    times = []
    for number in (copies, 0):
        path = f"{folder}/{name}{number}.osc"
        synthdef.score(path, definition, name, number, SECONDS)
        times.append(user_seconds([
            peer, "-N", path, "_", f"{folder}/out.wav", "48000", "WAV", "float",
            "-o", "1", "-n", "4096", "-z", "64"]))
    return times[0] - times[1]


def engine_figures() -> dict[str, tuple[float, str]]:
    """What the engine says of itself, by name: the value and its unit."""
    output = subprocess.run([ENGINE], check=True, capture_output=True, text=True).stdout
    rows = (line.split("\t") for line in output.splitlines())
    return {name: (float(value), unit) for name, value, unit in rows}


def better(one: dict[str, tuple[float, str]], other: dict[str, tuple[float, str]]) -> dict:
    """The lower value of each figure."""
    return {name: min(value, other.get(name, value)) for name, value in one.items()}


def offline() -> tuple[float, bool]:
    """How many times faster than it lasts the demo take is rendered on one core, and whether twice
    gives the same bytes."""
    duration = float((ROOT / "demo/take.lab").read_text().split()[-2])
    with tempfile.TemporaryDirectory() as folder:
        times, results = [], []
        for number in range(3):
            files = [f"{folder}/{number}.{kind}" for kind in ("mid", "lab", "wav")]
            start = time.perf_counter()
            subprocess.run(
                ["taskset", "-c", "0", STRUMD, "render", "demo/take.flac", "--patch",
                 "patches/trio.yaml", "--midi", files[0], "--chords", files[1], "--wav", files[2]],
                check=True, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times.append(time.perf_counter() - start)
            results.append([pathlib.Path(file).read_bytes() for file in files])
    return duration / min(times), all(result == results[0] for result in results)


class Report:
    """The page, table by table, and what the plot shows of it."""

    def __init__(self):
        self.lines = [
            "# Benchmarks", "", "Written by `make bench`; the ratio counts, not the time. Offline, the best of "
            f"{ROUNDS} runs of each program, in turn.", "",
            f"Machine: {platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}.", "",
            "![how much less than its peers strumd takes](benchmarks.svg)", "",
            "| What | strumd | Peer | | Ratio |", "|---|---|---|---|---|"]
        self.ratios = []

    def compare(self, what: str, ours: float, peers: dict[str, float], unit: str) -> None:
        for name, theirs in peers.items():
            self.lines.append(
                f"| {what} | {ours:.4g} {unit} | {theirs:.4g} {unit} | {name} "
                f"| {ours / theirs:.3g} |")
            self.ratios.append((what, name, ours / theirs))
        print(self.lines[-1], flush=True)

    def table(self, heads: list[str], rows: list[list[str]], title: str = "") -> None:
        self.lines += ["", title, ""] if title else [""]
        self.lines += ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
        self.lines += ["| " + " | ".join(row) + " |" for row in rows]
        print("\n".join(self.lines[-len(rows):]), flush=True)


def measure_engine(report: Report) -> dict[str, tuple[float, str]]:
    """Writes down the engine beside its peers, and returns all that it said of itself."""
    blocks = SECONDS * 48000 / 64
    figures, idle, chain = {}, {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            figures = better(engine_figures(), figures)
            for peer in ("scsynth", "supernova"):
                cost = score_seconds(peer, folder, synthdef.idle(), "idle", 1000) / blocks * 1e6
                idle[peer] = min(cost, idle.get(peer, cost))
                cost = score_seconds(peer, folder, synthdef.filter_chain(1000), "chain", 1)
                chain[peer] = min(cost, chain.get(peer, cost))
    report.compare("a node that does next to nothing, per 64-frame block",
                   figures["node overhead per 64-frame block, p50"][0], idle, "ns")
    report.compare("1,000 biquads in a chain, 60 s at 48 kHz, 64-frame blocks",
                   figures["1,000 biquads, 60 s at 48 kHz"][0], chain, "s")
    return figures


def measure_live(report: Report) -> None:
    for frames in (64, 256):
        ours, peer = live.answers(frames)
        report.compare(f"OSC get at {frames} frames, p50", statistics.median(ours),
                       {"scsynth": statistics.median(peer)}, "ms")
        report.compare(f"OSC get at {frames} frames, p99", live.at(ours, 0.99),
                       {"scsynth": live.at(peer, 0.99)}, "ms")
    ours, peer = plugins.chains()
    report.compare("one LV2 plugin more in a chain of 32, live, 64 frames", ours,
                   {"jalv, a JACK client each": peer}, "ns")
    first, memory, peer_memory = live.start()
    report.compare("memory after start with `trio.yaml`, without soundfont", memory,
                   {"scsynth, empty": peer_memory}, "MB")
    rate, lost, state = live.flood(1_000_000)
    crowd = live.listeners(64, 20)
    speed, same = offline()
    report.table(["What", "Value"], [
        ["start to first callback", f"{first:.0f} ms"],
        [f"OSC sets per second, {lost:,} of a million lost (scsynth: 162,000, published)",
         f"{rate:,.0f}"],
        ["the callback meanwhile, at 256 frames: p99 of its share of the period, overruns",
         f"{state['load_p99']:.1%}, {state['overruns']}"],
        ["64 subscribers to `//` at 30 Hz, while the trio plays", f"{crowd:.1%} of a core"],
        ["`strumd render` of the demo with `trio.yaml` on one core",
         f"{speed:.0f} times real time, {'the same' if same else 'OTHER'} bytes each time"]])


def measure_callback(report: Report, seconds: float) -> None:
    rows = []
    for frames, stressed in ((64, False), (256, False), (64, True), (32, True)):
        state = live.callback(frames, seconds, stressed)
        rows.append([
            f"{frames}{', all cores busy' if stressed else ''}", f"{state['cycles']:,}",
            f"{state['load_mean']:.1%}", f"{state['load_p99']:.1%}", f"{state['load_p9999']:.1%}",
            f"{state['load_max']:.1%}", str(state["overruns"]), str(state["interruptions"]),
            str(state["xruns"]), str(state["preempted"]), f"{state['wait']:.1f} µs",
            str(state["faults"])])
        period = frames / 48000 * 1e6
        mean, p99, p9999, most = live.probe(
            frames, seconds, max(1, state["load_mean"] * period), stressed)
        rows.append([
            "the same time in a loop that touches nothing", f"{int(seconds * 1e6 / period):,}",
            f"{mean:.1%}", f"{p99:.1%}", f"{p9999:.1%}", f"{most:.1%}"] + [""] * 6)
    report.table(
        ["Frames", "Cycles", "Mean", "p99", "p99.99", "Maximum", "Overruns of ours",
         "Interrupted", "Late by server or system", "Preempted", "Wait to run", "Page faults"], rows,
        f"`trio.yaml` playing the demo take again and again at a dummy server, {seconds:.0f} s each, "
        "as shares of the period; with all cores busy, `stress-ng` keeps them so. "
        "Below each run what the machine takes from a loop of the same mean length and the same priority "
        "that touches no memory, under the same load: interrupts and what goes on outside a virtual "
        "machine. The last three columns are the system's own figures for the audio thread.")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 40
    report = Report()
    figures = measure_engine(report)
    measure_live(report)
    report.table(["What", "Value"], [
        [name, f"{value:g} {unit}"] for name, (value, unit) in figures.items()])
    measure_callback(report, seconds)
    (ROOT / "docs/benchmarks.md").write_text("\n".join(report.lines) + "\n")
    (ROOT / "docs/benchmarks.svg").write_text(plot.ratios(report.ratios))


if __name__ == "__main__":
    main()
