"""A session manager that follows the NSM API 1.1 and knows nothing of strumd, for one client.

Prints "url URL", then "heard ADDRESS ARGUMENT..." for each message as JSON, and "wrong ..." for what the API
forbids a client. Lines on its input: "open FOLDER NAME ID", "save".

API: new-session-manager.jackaudio.org/api (docs/src/api/index.adoc of jackaudio/new-session-manager).
"""
import json
import socket
import sys
import threading

from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder

CODES = set(range(-10, 0))
NEEDS = {"/nsm/client/progress": "progress", "/nsm/client/message": "message",
         "/nsm/client/is_dirty": "dirty", "/nsm/client/is_clean": "dirty"}
TYPES = {"/nsm/client/progress": [float], "/nsm/client/message": [int, str],
         "/nsm/client/is_dirty": [], "/nsm/client/is_clean": [], "/nsm/client/label": [str]}

# Called by 127.0.1.1, as Debian names a machine; it answers from 127.0.0.1.
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("0.0.0.0", 0))
client = {}
pending = []


def say(*words):
    print(*words, flush=True)


def send(address, *arguments):
    builder = OscMessageBuilder(address)
    for argument in arguments:
        builder.add_arg(argument)
    server.sendto(builder.build().dgram, client["peer"])


def announce(peer, arguments):
    if [type(argument) for argument in arguments] != [str, str, str, int, int, int]:
        return say("wrong announce", arguments)
    name, capabilities, program, major, _, _ = arguments
    if client:
        return say("wrong second announce")
    client.update(peer=peer, name=name, capabilities=capabilities.strip(":").split(":"))
    if not capabilities.startswith(":") or not capabilities.endswith(":") or not program or major != 1:
        say("wrong announce", arguments)
    send("/reply", "/nsm/server/announce", "Howdy", "a manager of the tests", ":server-control:")


def check(peer, address, arguments):
    if peer != client.get("peer"):
        return say("wrong sender", peer)
    if address in ("/reply", "/error"):
        kinds = [str, str] if address == "/reply" else [str, int, str]
        if [type(argument) for argument in arguments] != kinds:
            say("wrong answer", address, arguments)
        elif arguments[0] not in pending:
            say("wrong answer to what was not asked", arguments)
        elif address == "/error" and arguments[1] not in CODES:
            say("wrong code", arguments)
        else:
            pending.remove(arguments[0])
    elif address not in TYPES or [type(argument) for argument in arguments] != TYPES[address]:
        say("wrong message", address, arguments)
    elif address in NEEDS and NEEDS[address] not in client["capabilities"]:
        say("wrong without its capability", address)


def listen():
    while True:
        packet, peer = server.recvfrom(65536)
        message = OscMessage(packet)
        say("heard", json.dumps([message.address] + list(message.params)))
        if message.address == "/nsm/server/announce":
            announce(peer, message.params)
        else:
            check(peer, message.address, message.params)


threading.Thread(target=listen, daemon=True).start()
say("url", "osc.udp://127.0.1.1:%d/" % server.getsockname()[1])
for line in sys.stdin:
    verb, *words = line.split()
    address = "/nsm/client/" + verb
    pending.append(address)
    send(address, *words)
