"""A JACK client that strumd knows nothing of: prints the MIDI it gets, sends what it is told.

usage: live_peer.py NAME; then lines of "send BYTE...", "connect FROM TO", "disconnect FROM TO".
"""
import sys

import jack

client = jack.Client(sys.argv[1], no_start_server=True)
source = client.midi_outports.register("out")
sink = client.midi_inports.register("in")
queue = []


def say(*words):
    print(*words, flush=True)


@client.set_process_callback
def process(frames):
    source.clear_buffer()
    while queue:
        source.write_midi_event(0, queue.pop(0))
    for _, data in sink.incoming_midi_events():
        say("midi", *bytes(data))


client.activate()
say("ready")
for line in sys.stdin:
    verb, *words = line.split()
    if verb == "send":
        queue.append(bytes(int(word) for word in words))
    elif verb == "connect":
        client.connect(*words)
    elif verb == "disconnect":
        client.disconnect(*words)
    say("did", verb)
client.deactivate()
client.close()
