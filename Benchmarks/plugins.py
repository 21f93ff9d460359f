"""What a chain of LV2 plugins costs here, and as JACK clients of a host each."""

import pathlib
import re
import subprocess
import tempfile
import time

import live
from machine import STRUMD, Server

AMPLIFIER = "http://lv2plug.in/plugins/eg-amp"
COUNT = 32


def server_load(server: Server, seconds: float = 6) -> float:
    """The share of its period that the server's graph takes, by the server's own account."""
    meter = subprocess.Popen(
        ["stdbuf", "-oL", "jack_cpu_load"], env=server.environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    meter.terminate()
    text = meter.communicate()[0]
    loads = [float(load) for load in re.findall(r"load ([\d.]+)", text)]
    return sum(loads[1:]) / max(1, len(loads) - 1) / 100


def patch(folder: str, count: int) -> str:
    """A patch of `count` amplifiers in a row."""
    names = [f"amp{number}" for number in range(count)]
    lines = ["version: 1", "nodes:", "  - id: guitar", "    kind: capture"]
    for name in names:
        lines += [f"  - id: {name}", "    kind: lv2", f"    plugin: {AMPLIFIER}"]
    lines += ["  - id: speakers", "    kind: playback", "wires:",
              "  - " + " -> ".join(["guitar", *names, "speakers"])]
    path = pathlib.Path(folder) / f"chain{count}.yaml"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def ours(server: Server) -> float:
    """Nanoseconds a cycle for one amplifier more in the daemon, by its own clock: the server's account
    of it is too coarse."""
    loads = []
    with tempfile.TemporaryDirectory() as folder:
        for count in (1, COUNT + 1):
            daemon = server.start(
                STRUMD, "run", "--patch", patch(folder, count), "--osc-port", "9544",
                "--no-own-server")
            time.sleep(6)
            loads.append(live.status(9544)["load_mean"])
            daemon.terminate()
            daemon.wait()
    return (loads[1] - loads[0]) / COUNT * 64 / 48000 * 1e9


def peer(server: Server) -> float:
    """The same for one jalv more, each a JACK client that feeds the next."""
    clients = []
    loads = []
    try:
        for number in range(COUNT + 1):
            clients.append(server.launch("jalv", "-n", f"amp{number}", AMPLIFIER))
            time.sleep(0.4)
            if number:
                subprocess.run(
                    ["jack_connect", f"amp{number - 1}:out", f"amp{number}:in"], check=True,
                    env=server.environment, stdout=subprocess.DEVNULL)
            if number in (0, COUNT):
                time.sleep(1)
                loads.append(server_load(server))
    finally:
        for client in clients:
            client.kill()
            client.wait()
    return (loads[1] - loads[0]) / COUNT * 64 / 48000 * 1e9


def chains() -> tuple[float, float]:
    """Nanoseconds a cycle for one plugin more in a chain of 32 at 64 frames, ours and jalv's."""
    server = Server("benchlv2", 64)
    try:
        return ours(server), peer(server)
    finally:
        server.stop()
