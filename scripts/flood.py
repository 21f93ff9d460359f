"""Floods a running strumd, measures how soon it answers /panic meanwhile, and judges how it bore it.

usage: flood.py PROCESS FOLDER SECONDS STRUMCTL; FOLDER holds strumd's log, its patch, and its UNIX socket.

The senders yield to everybody else: what comes over a network takes no time of this machine's cores.
"""
import json
import logging
import multiprocessing
import os
import random
import re
import socket
import struct
import subprocess
import sys
import time

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder
from websockets.sync.client import connect

HOST = "127.0.0.1"
# In seconds: how soon a panic is to be answered, and how long it is waited for.
LIMIT, PATIENCE = 0.010, 2.0
# What memory may grow by from the second fifth of the time to the last, in kB.
GROWTH = 4096


def osc(address, *values):
    message = OscMessageBuilder(address)
    for value in values:
        message.add_arg(value)
    return message.build().dgram


def bundle(packets, seconds=0, fraction=1):
    head = b"#bundle\0" + struct.pack(">II", seconds, fraction)
    return head + b"".join(struct.pack(">i", len(packet)) + packet for packet in packets)


def slip(packet):
    return b"\xc0" + packet.replace(b"\xdb", b"\xdb\xdd").replace(b"\xc0", b"\xdb\xdc") + b"\xc0"


def prefixed(packet):
    return struct.pack(">i", len(packet)) + packet


def valid(dice):
    """A message that a player's controllers may send."""
    return dice.choice([
        lambda: osc("/node/clean/frequency", dice.uniform(20, 300)),
        lambda: osc("/node/synth/gain", dice.uniform(-12, 0)),
        lambda: osc("/node/*/gain"),
        lambda: osc("/tempo"),
        lambda: osc("/engine/status"),
        lambda: osc("/ledger"),
        lambda: osc("/subscribe", dice.choice(["//", "/meter/*", "/{chord,beat}", "/node/*/*"]), 30.0, 5.0),
        lambda: osc("/at/bar", 1, "/node/synth/gain", -3.0),
        lambda: osc("/sync", dice.randrange(1 << 30)),
        lambda: osc("/patch/check", "trio.yaml"),
        lambda: bundle([osc("/node/synth/gain", -1.0), osc("/node/clean/frequency", 70.0)]),
        lambda: bundle([osc("/node/synth/gain", -2.0)], int(time.time()) + 2208988800 + dice.randrange(3), 0),
    ])()


def hostile(dice):
    """A message that somebody sends who means harm, or whose program is broken."""
    return dice.choice([
        lambda: os.urandom(dice.randrange(1, 1500)),
        lambda: osc("/*a*a*a*a*a*a*ab/**//*/[!a-z]{a,b,c}?", 1.0),
        lambda: osc("/node/" + "x" * dice.randrange(1, 2000), 1.0),
        lambda: osc("/node/synth/gain", dice.choice([float("nan"), float("inf"), -1e38, 1e38])),
        lambda: osc("/node/synth/gain", "\u00e9" * 500),
        lambda: osc("/patch/load", dice.choice(["/etc/shadow", "../../../etc/passwd", "/dev/zero", "/proc/self/mem", ""])),
        lambda: osc("/patch/save", dice.choice(["/etc/x.yaml", "../x.yaml", "a/../../x.yaml"])),
        lambda: osc("/node/add", "n%d" % dice.randrange(9), "no-such-kind"),
        lambda: osc("/wire/add", "a -> " * 200),
        lambda: osc("/at/beat", dice.choice([0, -1, 1 << 30]), "/panic"),
        lambda: osc("/monitor", 0.1),
        lambda: bundle([osc("/node/synth/gain", -1.0)], 0xFFFFFFFF, 0),
        lambda: bundle([bundle([bundle([bundle([osc("/tempo")] * 4)] * 4)] * 4)] * 4),
        lambda: b"#bundle\0" + b"\0" * 8 + struct.pack(">i", dice.choice([-1, 0, 3, 1 << 30])) + b"/a\0\0",
        lambda: b"/a\0\0," + b"[" * 64 + b"\0" * 3,
        lambda: b"/a\0\0,b\0\0" + struct.pack(">i", dice.choice([-1, 1 << 30])),
        lambda: bytes(byte ^ (dice.random() < 0.05) * dice.randrange(256) for byte in valid(dice)),
    ])()


def any_packet(dice):
    return valid(dice) if dice.random() < 0.5 else hostile(dice)


def flood_udp(place, dice):
    senders = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(40)]
    while True:
        for _ in range(200):
            dice.choice(senders).sendto(any_packet(dice), (HOST, place["osc"]))
        time.sleep(0.004)


def flood_streams(place, dice):
    while True:
        wires = []
        for _ in range(dice.randrange(1, 45)):
            wire = socket.socket(socket.AF_INET if dice.random() < 0.7 else socket.AF_UNIX)
            wire.settimeout(0.5)
            try:
                wire.connect((HOST, place["osc"]) if wire.family == socket.AF_INET else place["unix"])
            except OSError:
                continue
            wires.append((wire, dice.choice([slip, prefixed])))
        for _ in range(300):
            if not wires:
                break
            wire, frame = dice.choice(wires)
            try:
                wire.sendall(frame(any_packet(dice)) if dice.random() < 0.98 else os.urandom(100))
                if dice.random() < 0.5:
                    wire.setblocking(False)
                    wire.recv(65536)
            except BlockingIOError:
                wire.settimeout(0.5)
            except OSError:
                wires.remove((wire, frame))
            else:
                wire.settimeout(0.5)
        for wire, _ in wires:
            wire.close()
        time.sleep(0.02)


def flood_http(place, dice):
    requests = [
        b"GET /node?VALUE HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n",
        b"GET /?HOST_INFO HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /%ff%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n", b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\n\r\n",
        b"POST /analyze HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n" + os.urandom(900), b"\x16\x03\x01" + os.urandom(200),
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"G", b"",
        # Answers that nobody reads.
        b"GET /page/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n" * 1000,
    ]
    held = []
    while True:
        wire = socket.socket()
        wire.settimeout(0.3)
        try:
            wire.connect((HOST, place["web"]))
            request = dice.choice(requests)
            wire.sendall(request if dice.random() < 0.8 else request[:dice.randrange(len(request) + 1)])
            if dice.random() < 0.7:
                wire.recv(4096)
        except OSError:
            pass
        # Some are left open without a word, as many as a slow attack would.
        if dice.random() < 0.1 and len(held) < 30:
            held.append(wire)
        else:
            wire.close()
        if dice.random() < 0.02 and held:
            held.pop(0).close()
        time.sleep(0.005)


def flood_web_sockets(place, dice):
    while True:
        try:
            if dice.random() < 0.3:
                break_frames(place, dice)
                continue
            with connect("ws://%s:%d/%s" % (HOST, place["web"], dice.choice(["", "ws", "ws/midi"])), open_timeout=2) as wire:
                for _ in range(dice.randrange(1, 200)):
                    wire.send(dice.choice([
                        lambda: json.dumps({"COMMAND": "LISTEN", "DATA": "/meter/level"}),
                        lambda: json.dumps({"COMMAND": "IGNORE", "DATA": "/x"}), lambda: "{" * 500, lambda: "\\u",
                        lambda: json.dumps({"rate": 48000, "format": "f32le", "channels": 1}),
                        lambda: any_packet(dice), lambda: any_packet(dice), lambda: os.urandom(4096),
                    ])())
        except Exception:
            pass
        time.sleep(0.01)


def break_frames(place, dice):
    """Shakes hands, and then keeps to no protocol."""
    with socket.create_connection((HOST, place["web"]), timeout=0.5) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
        wire.recv(4096)
        wire.sendall(dice.choice([os.urandom(500), b"\x82\xff" + b"\xff" * 12, b"\x02\x80\0\0\0\0" * 100, b"\x81\x05hello",
                                  (b"\x89\xfd\0\0\0\0" + b"x" * 125) * 2000]))


def panics(place, results):
    """Asks for a panic by each way in turn, and notes how long the answer took; -1 where none came."""
    ways = {"udp": UDPWay, "tcp": StreamWay, "unix": UnixWay, "web": WebWay}
    open_ways, number = {}, 0
    while True:
        for name, way in ways.items():
            number += 1
            start = time.monotonic()
            try:
                if name not in open_ways:
                    open_ways[name] = way(place)
                start = time.monotonic()
                open_ways[name].ask("#%d" % number, start + PATIENCE)
                results.put((name, time.monotonic() - start))
            except Refused:
                open_ways.pop(name, None)
            except Exception:
                results.put((name, -1))
                open_ways.pop(name, None)
            time.sleep(0.02)


class Refused(Exception):
    """There was no room for one more connection, which is a limit and no fault."""


def is_answer(packet, mark):
    if packet[:7] != b"/reply\0":
        return False
    return OscMessage(packet).params[:2] == ["/panic", mark]


class UDPWay:
    def __init__(self, place):
        self.wire = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.target = (HOST, place["osc"])

    def ask(self, mark, end):
        self.wire.sendto(osc("/panic", mark), self.target)
        while True:
            self.wire.settimeout(max(0.001, end - time.monotonic()))
            if is_answer(self.wire.recv(65536), mark):
                return


class StreamWay:
    def __init__(self, place):
        self.wire = self.open(place)
        self.data = b""

    def open(self, place):
        return socket.create_connection((HOST, place["osc"]), timeout=PATIENCE)

    def ask(self, mark, end):
        try:
            self.wire.sendall(prefixed(osc("/panic", mark)))
            while True:
                self.wire.settimeout(max(0.001, end - time.monotonic()))
                more = self.wire.recv(65536)
                if not more:
                    raise Refused
                self.data += more
                while len(self.data) >= 4 and len(self.data) >= 4 + struct.unpack(">i", self.data[:4])[0]:
                    length = struct.unpack(">i", self.data[:4])[0]
                    packet, self.data = self.data[4:4 + length], self.data[4 + length:]
                    if is_answer(packet, mark):
                        return
        except (ConnectionError, BrokenPipeError):
            raise Refused from None


class UnixWay(StreamWay):
    def open(self, place):
        wire = socket.socket(socket.AF_UNIX)
        wire.settimeout(PATIENCE)
        wire.connect(place["unix"])
        return wire


class WebWay:
    def __init__(self, place):
        try:
            self.wire = connect("ws://%s:%d/" % (HOST, place["web"]), open_timeout=PATIENCE)
        except Exception:
            raise Refused from None

    def ask(self, mark, end):
        self.wire.send(osc("/panic", mark))
        while True:
            packet = self.wire.recv(timeout=max(0.001, end - time.monotonic()))
            if isinstance(packet, bytes) and is_answer(packet, mark):
                return


def start(work, *arguments, nice):
    def run():
        os.nice(nice)
        work(*arguments)

    process = multiprocessing.Process(target=run, daemon=True)
    process.start()
    return process


def memory(process):
    """What is the process's own and in memory, in kB."""
    with open("/proc/%d/status" % process) as file:
        return int(re.search(r"RssAnon:\s+(\d+)", file.read()).group(1))


def status(place):
    with socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(10)
        wire.connect(place["unix"])
        wire.sendall(prefixed(osc("/engine/status")))
        data = b""
        while len(data) < 4 or len(data) < 4 + struct.unpack(">i", data[:4])[0]:
            data += wire.recv(65536)
        facts = OscMessage(data[4:]).params
        return dict(zip(facts[::2], facts[1::2]))


def late_cycles(strumctl, folder):
    """What the ledger knows of the latest late cycles, by their frames."""
    told = subprocess.run([strumctl, "ledger", "--json"], capture_output=True, timeout=60,
                          env={**os.environ, "RUNTIME_DIRECTORY": folder})
    records = json.loads(told.stdout)["records"] if told.returncode == 0 else []
    return {record["frame"]: record for record in records if record["duration"] > record["period"]}


def find(folder):
    log = os.path.join(folder, "strumd.log")
    for _ in range(300):
        text = open(log).read()
        osc_port, web_port = re.search(r"OSC on port (\d+)", text), re.search(r"127\.0\.0\.1:(\d+)/", text)
        if osc_port and web_port and "joined the JACK server" in text:
            return {"osc": int(osc_port.group(1)), "web": int(web_port.group(1)), "unix": os.path.join(folder, "osc.sock")}
        time.sleep(0.1)
    sys.exit("flood: strumd does not play:\n" + text)


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


logging.disable()


def main():
    process, folder, seconds, strumctl = int(sys.argv[1]), sys.argv[2], float(sys.argv[3]), sys.argv[4]
    place = find(folder)
    time.sleep(2)
    before, before_that = status(place), late_cycles(strumctl, folder)
    results = multiprocessing.Queue()
    floods = [flood_udp, flood_streams, flood_http, flood_web_sockets]
    workers = [start(flood, place, random.Random(seed), nice=19) for seed, flood in enumerate(floods)]
    workers.append(start(panics, place, results, nice=-10 if os.geteuid() == 0 else 0))
    times, memories, late, begin, faults = {}, [], {}, time.monotonic(), []
    next_report = begin + 60
    while time.monotonic() - begin < seconds and not faults:
        time.sleep(0.5)
        while not results.empty():
            name, taken = results.get()
            times.setdefault(name, []).append(taken)
        try:
            memories.append(memory(process))
        except (OSError, AttributeError):
            faults.append("strumd has ended:\n" + open(os.path.join(folder, "strumd.log")).read()[-3000:])
        for worker in workers:
            if not worker.is_alive():
                faults.append("a sender has ended")
        if time.monotonic() > next_report:
            next_report += 60
            late.update(late_cycles(strumctl, folder))
            print("flood: %d s, %d kB" % (time.monotonic() - begin, memories[-1]), flush=True)
    for worker in workers:
        worker.terminate()
    if not faults:
        time.sleep(2)
        late.update(late_cycles(strumctl, folder))
        faults += judge(place, before, times, memories)
        faults += judge_late([late[frame] for frame in sorted(late.keys() - before_that.keys())])
    for fault in faults:
        print("flood:", fault)
    print("flood: " + ("failed" if faults else "passed"))
    sys.exit(1 if faults else 0)


def judge(place, before, times, memories):
    faults = []
    after = status(place)
    for name in ("udp", "tcp", "unix", "web"):
        taken = times.get(name, [])
        if not taken:
            faults.append("no panic went by %s" % name)
            continue
        answered = [value for value in taken if value >= 0]
        lost = len(taken) - len(answered)
        worst = [1000 * percentile(answered, share) for share in (0.5, 0.99, 0.999, 1)] if answered else [0] * 4
        print("flood: panic by %s: %d times, %d unanswered; median %.2f ms, p99 %.2f, p99.9 %.2f, longest %.2f"
              % (name, len(taken), lost, *worst))
        if lost > 0 or worst[2] > 1000 * LIMIT:
            faults.append("panic by %s is not answered within %d ms" % (name, 1000 * LIMIT))
    fifth = max(1, len(memories) // 5)
    early, late = max(memories[fifth:2 * fifth] or memories), max(memories[-fifth:])
    print("flood: memory %d kB early, %d kB late, %d kB at most" % (early, late, max(memories)))
    if late > early + GROWTH:
        faults.append("memory has grown by %d kB" % (late - early))
    overruns = after["overruns"] - before["overruns"]
    print("flood: %d cycles, %d late by the processor's time, %d for want of it, %d late wake-ups of the server"
          % (after["cycles"] - before["cycles"], overruns, after["interruptions"] - before["interruptions"],
             after["xruns"] - before["xruns"]))
    if after["state"] != "playing":
        faults.append("strumd does not play any more")
    return faults


def judge_late(records):
    """Prints the ledger's word of each late cycle; those that are nobody else's doing are faults."""
    if not records:
        return []
    told = subprocess.run([sys.executable, os.path.join(os.path.dirname(__file__), "late_cycles.py")],
                          input=json.dumps({"records": records, "late": len(records), "cycles": len(records)}),
                          capture_output=True, text=True)
    print(told.stdout + told.stderr, end="")
    ours = sum(record["doing"] == "ours" for record in records)
    return ["%d cycles were late by our doing" % ours] if ours > 0 else []


main()
