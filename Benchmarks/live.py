"""What is measured with programs that run at a JACK server."""

import contextlib
import pathlib
import re
import select
import socket
import struct
import subprocess
import tempfile
import time

import synthdef
from machine import ENGINE, ROOT, STRUMD, Server


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


def at(times: list[float], share: float) -> float:
    """The time that `share` of the sorted `times` stay below."""
    return times[min(len(times) - 1, int(len(times) * share))]


def status(port: int) -> dict:
    """The facts that a daemon tells of itself."""
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


def flood(count: int) -> tuple[float, int, dict]:
    """Sets accepted per second, sent in one go, how many were lost, and how the daemon is then."""
    server = Server("benchflood", 256)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/monitor.yaml", "--osc-port", "9541", "--no-own-server")
    try:
        output = subprocess.run(
            [ENGINE, "flood", "9541", str(count)], check=True, capture_output=True, text=True).stdout
        rate, arrived = output.split()
        lost = drops(9541)
        return float(rate), max(lost, 0 if arrived == "all" else 1), status(9541)
    finally:
        server.stop(ours)


def listeners(count: int, seconds: float) -> float:
    """The share of a core that `count` clients cost who hear everything, 30 times a second, as the trio plays."""
    server = Server("benchlisten", 256)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/trio.yaml", "--osc-port", "9544", "--no-own-server",
        "--input", "demo/take.flac", "--loop")
    links = []
    try:
        first_cycle(9544, time.perf_counter())
        time.sleep(10)
        alone = control_share(ours.pid, links, seconds)
        for _ in range(count):
            links.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            links[-1].connect(("127.0.0.1", 9544))
            links[-1].send(synthdef.message("/subscribe", "//", 30, 3600))
            links[-1].recv(65536)
        return control_share(ours.pid, links, seconds) - alone
    finally:
        server.stop(ours)


def control_share(pid: int, links: list[socket.socket], seconds: float) -> float:
    """The share of a core that the control thread takes meanwhile, which is the first; all `links` are read."""
    def ran() -> int:
        return int(pathlib.Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0])
    before, start = ran(), time.monotonic()
    while (passed := time.monotonic() - start) < seconds:
        for link in select.select(links, [], [], 0.02)[0]:
            link.recv(65536)
    return (ran() - before) / passed / 1e9


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


@contextlib.contextmanager
def load_on_all_cores(wanted: bool):
    """Keeps every core busy meanwhile, if `wanted`."""
    if not wanted:
        yield
        return
    stress = subprocess.Popen(
        ["stress-ng", "--cpu", "0", "--vm", "1", "--vm-bytes", "256M", "--quiet"])
    try:
        yield
    finally:
        stress.terminate()
        stress.wait()


def callback(frames: int, seconds: float, stressed: bool) -> dict:
    """How long the callback takes with the trio playing the demo, at a period of `frames`."""
    server = Server(f"benchtrio{frames}", frames)
    ours = server.start(
        STRUMD, "run", "--patch", "patches/trio.yaml", "--osc-port", "9542", "--no-own-server",
        "--input", "demo/take.flac", "--loop")
    try:
        with load_on_all_cores(stressed):
            time.sleep(seconds)
            state = status(9542)
            state |= system_share(ours.pid)
        return state
    finally:
        server.stop(ours)


def system_share(pid: int) -> dict:
    """What the system did to the audio thread, the one of the highest priority that has run the most."""
    threads = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        fields = (task / "stat").read_text().rsplit(")", 1)[1].split()
        ran, waited, turns = map(int, (task / "schedstat").read_text().split())
        switches = re.search(r"nonvoluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text())
        threads.append({
            "priority": int(fields[37]), "ran": ran, "faults": int(fields[7]) + int(fields[9]),
            "preempted": int(switches.group(1)), "wait": waited / max(1, turns) / 1000})
    return max(threads, key=lambda thread: (thread["priority"], thread["ran"]))


def probe(frames: int, seconds: float, microseconds: float, stressed: bool) -> list[float]:
    """Shares of the period that a fixed piece of work takes which touches nothing: p50, p99, p99.99, max."""
    with load_on_all_cores(stressed):
        output = subprocess.run(
            [ENGINE, "probe", str(int(seconds)), str(frames), str(round(microseconds))],
            check=True, capture_output=True, text=True).stdout
    return [float(word) for word in output.split()[1:]]


def memory(process: subprocess.Popen) -> float:
    """Resident memory in MB, without what JACK shares among its clients."""
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return sum(int(size) for size in re.findall(r"Rss(?:Anon|File):\s+(\d+)", text)) / 1024


def silent_trio(folder: str) -> str:
    """The trio without its synth and soundfont."""
    text = (ROOT / "patches/trio.yaml").read_text()
    for kind in ("synth", "reverb"):
        text = re.sub(rf"  - id: \w+\n    kind: {kind}\n(?:    .*\n)*", "", text)
    text = re.sub(r"  - .*\bsynth\b.*\n", "", text)
    path = pathlib.Path(folder) / "trio.yaml"
    path.write_text(text.replace("style: rock", f"style: {ROOT}/styles/rock.yaml"))
    return str(path)


def start() -> tuple[float, float, float]:
    """Milliseconds from start to the first callback, and the memory of the daemon and of scsynth."""
    server = Server("benchstart", 64)
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for number in range(5):
            began = time.perf_counter()
            ours = server.launch(
                STRUMD, "run", "--patch", silent_trio(folder), "--osc-port", "9543",
                "--no-own-server")
            times.append(first_cycle(9543, began))
            if number < 4:
                ours.terminate()
                ours.wait()
        time.sleep(2)
        peer = server.start("scsynth", "-u", "57911", "-H", "", "-B", "127.0.0.1")
        try:
            return sorted(times)[2], memory(ours), memory(peer)
        finally:
            server.stop(ours, peer)


def first_cycle(port: int, began: float) -> float:
    """Milliseconds from `began` until the daemon at `port` says that its callback has run."""
    while time.perf_counter() - began < 10:
        with contextlib.suppress(OSError):
            if status(port)["cycles"] > 0:
                return (time.perf_counter() - began) * 1000
        time.sleep(0.001)
    raise SystemExit("bench: strumd did not start")
