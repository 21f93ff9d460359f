#!/usr/bin/env python3
"""Measures the engine beside scsynth, in one run, and writes docs/benchmarks.md.

Needs Debian's supercollider-server and jackd2; `make bench` installs them. Times are of this machine
and this hour: the ratios are what counts.
"""

import os
import pathlib
import platform
import re
import resource
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks" / "peers"))
import synthdef  # noqa: E402

ENGINE = ROOT / ".build/release/EngineBenchmark"
STRUMD = ROOT / ".build/release/strumd"
SECONDS = 60


def user_seconds(command: list[str]) -> float:
    """The CPU time a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def scsynth_seconds(folder: str, definition: bytes, name: str, copies: int) -> float:
    """CPU time of a score, less that of an empty one of the same length."""
    times = []
    for number in (copies, 0):
        path = f"{folder}/{name}{number}.osc"
        synthdef.score(path, definition, name, number, SECONDS)
        times.append(user_seconds([
            "scsynth", "-N", path, "_", f"{folder}/out.wav", "48000", "WAV", "float",
            "-o", "1", "-n", "4096", "-z", "64"]))
    return times[0] - times[1]


def engine_figures() -> dict[str, tuple[float, str]]:
    output = subprocess.run([ENGINE], check=True, capture_output=True, text=True).stdout
    rows = (line.split("\t") for line in output.splitlines())
    return {name: (float(value), unit) for name, value, unit in rows}


class Server:
    """A dummy JACK server of our own, and whatever runs at it."""

    def __init__(self, name: str, frames: int):
        self.environment = dict(os.environ, JACK_DEFAULT_SERVER=name, JACK_NO_AUDIO_RESERVATION="1")
        self.process = subprocess.Popen(
            ["jackd", "-n", name, "-R", "-P", "20", "-d", "dummy", "-r", "48000", "-p", str(frames)],
            env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.5)

    def start(self, *command) -> subprocess.Popen:
        process = subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        time.sleep(2)
        return process

    def stop(self, *processes) -> None:
        for process in (*processes, self.process):
            process.terminate()
            process.wait(timeout=10)


def round_trips(port: int, request: bytes, count: int = 2000) -> list[float]:
    """Milliseconds from a request to its answer, sorted."""
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    link.connect(("127.0.0.1", port))
    link.settimeout(2)
    times = []
    for _ in range(count):
        start = time.perf_counter()
        link.send(request)
        link.recv(2048)
        times.append((time.perf_counter() - start) * 1000)
    link.close()
    return sorted(times)


def quantiles(times: list[float]) -> str:
    def at(share):
        return times[min(len(times) - 1, int(len(times) * share))]
    return f"{at(0.5):.3f} / {at(0.99):.3f} / {at(1):.3f}"


def answers(frames: int) -> tuple[list[float], list[float]]:
    """Round trips of a get, ours and scsynth's, at a period of `frames`."""
    server = Server(f"bench{frames}", frames)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/monitor.yaml", "--osc-port", "9540", "--no-own-server")
    peer = server.start("scsynth", "-u", "57910", "-H", "", "-B", "127.0.0.1")
    try:
        return (
            round_trips(9540, synthdef.message("/tempo")),
            round_trips(57910, synthdef.message("/c_get", 0)))
    finally:
        server.stop(ours, peer)


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


def status(port: int) -> dict:
    link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    link.connect(("127.0.0.1", port))
    link.settimeout(2)
    link.send(synthdef.message("/engine/status"))
    data = link.recv(4096)
    link.close()
    return decode(data)


def decode(data: bytes) -> dict:
    """The names and values of a status answer."""
    def text(at):
        end = data.index(b"\0", at)
        return data[at:end].decode(), (end // 4 + 1) * 4
    _, at = text(0)
    tags, at = text(at)
    values = []
    for tag in tags[1:]:
        if tag == "s":
            value, at = text(at)
        elif tag in "if":
            value, = struct.unpack_from(">" + tag, data, at)
            at += 4
        elif tag in "hd":
            value, = struct.unpack_from(">q" if tag == "h" else ">d", data, at)
            at += 8
        else:
            value = tag == "T"
        values.append(value)
    return dict(zip(values[::2], values[1::2]))


def drops(port: int) -> int:
    """Packets that the kernel has dropped because the socket at `port` was full."""
    for line in pathlib.Path("/proc/net/udp").read_text().splitlines()[1:]:
        fields = line.split()
        if int(fields[1].split(":")[1], 16) == port:
            return int(fields[-1])
    return -1


def flood(count: int) -> tuple[float, int]:
    """Sets accepted per second, sent in one go, and how many were lost."""
    server = Server("benchflood", 256)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/monitor.yaml", "--osc-port", "9541", "--no-own-server")
    try:
        output = subprocess.run(
            [ENGINE, "flood", "9541", str(count)], check=True, capture_output=True, text=True).stdout
        rate, arrived = output.split()
        lost = drops(9541)
        return float(rate), max(lost, 0 if arrived == "all" else 1)
    finally:
        server.stop(ours)


def callback(frames: int, seconds: float) -> dict:
    """How long the callback takes with the trio playing the demo, at a period of `frames`."""
    server = Server(f"benchtrio{frames}", frames)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/trio.yaml", "--osc-port", "9542", "--no-own-server",
        "--input", "demo/take.flac")
    try:
        time.sleep(seconds)
        return status(9542)
    finally:
        server.stop(ours)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 40
    lines = ["# Benchmarks", "", "Written by `make bench`; the ratio counts, not the time.", "",
             f"Machine: {platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}.", "",
             "| What | strumd | scsynth | Ratio |", "|---|---|---|---|"]
    figures = engine_figures()
    with tempfile.TemporaryDirectory() as folder:
        chain = scsynth_seconds(folder, synthdef.filter_chain(1000), "chain", 1)
        idle = scsynth_seconds(folder, synthdef.idle(), "idle", 1000)
    blocks = SECONDS * 48000 / 64
    per_node = idle / blocks / 1000 * 1e9
    ours = figures["node overhead per 64-frame block, p50"][0]
    lines.append(f"| A node that does next to nothing, per 64-frame block "
                 f"| {ours:.1f} ns | {per_node:.1f} ns | {ours / per_node:.2f} |")
    filters = figures["1,000 biquads, 60 s at 48 kHz"][0]
    lines.append(f"| 1,000 biquads in a chain, 60 s at 48 kHz, 64-frame blocks "
                 f"| {filters:.2f} s | {chain:.2f} s | {filters / chain:.2f} |")
    for frames in (64, 256):
        mine, peer = answers(frames)
        ratio = statistics.median(mine) / statistics.median(peer)
        lines.append(f"| OSC get at {frames} frames, p50 / p99 / max ms "
                     f"| {quantiles(mine)} | {quantiles(peer)} | {ratio:.3f} |")
    rate, lost = flood(1_000_000)
    lines.append(f"| OSC sets per second, of a million {lost:,} lost "
                 f"| {rate:,.0f} | 162,000 (published) | |")
    lines += ["", "| What | Value |", "|---|---|"]
    lines += [f"| {name} | {value:g} {unit} |" for name, (value, unit) in figures.items()]
    speed, same = offline()
    lines.append(f"| `strumd render` of the demo with `trio.yaml` on one core "
                 f"| {speed:.0f} times real time, {'the same' if same else 'OTHER'} bytes each time |")
    lines += ["", f"`trio.yaml` playing the demo take at a dummy server, {seconds:.0f} s each:", "",
              "| Frames | Cycles | Mean | p99 | Maximum | Overruns of ours | Late by server or system |",
              "|---|---|---|---|---|---|---|"]
    for frames in (64, 256):
        state = callback(frames, seconds)
        lines.append(
            f"| {frames} | {state['cycles']} | {state['load_mean']:.1%} | {state['load_p99']:.1%} "
            f"| {state['load_max']:.1%} | {state['overruns']} | {state['xruns']} |")
    report = "\n".join(lines) + "\n"
    (ROOT / "docs/benchmarks.md").write_text(report)
    print(report)


if __name__ == "__main__":
    main()
