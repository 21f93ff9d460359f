"""A JACK client that strumd knows nothing of: prints the MIDI it gets, sends what it is told.

usage: live_peer.py NAME; then lines of "send BYTE...", "connect FROM TO", "disconnect FROM TO",
"clock BPM" to send MIDI clock from now on, "card" to have the ports of a sound card, "master BPM BEATS" to tell JACK's transport where its bars are,
and "roll", "halt", "locate FRAME" for the transport.
"""
import sys

import jack

BAR_BEAT_TICK = 0x10  # JackPositionBBT
TICKS = 1920

client = jack.Client(sys.argv[1], no_start_server=True)
source = client.midi_outports.register("out")
sink = client.midi_inports.register("in")
queue = []
clock = {"period": 0.0, "due": 0.0}


def say(*words):
    print(*words, flush=True)


def tick(frames):
    """Sends the ticks of the MIDI clock that are due, late ones at once."""
    now = client.last_frame_time
    while clock["period"] and clock["due"] < now + frames:
        source.write_midi_event(int(max(0, clock["due"] - now)), b"\xf8")
        clock["due"] += clock["period"]


@client.set_process_callback
def process(frames):
    source.clear_buffer()
    while queue:
        source.write_midi_event(0, queue.pop(0))
    tick(frames)
    for _, data in sink.incoming_midi_events():
        say("midi", *bytes(data))


def count_from_now(tempo):
    clock["due"] = client.frame_time
    clock["period"] = 60 * client.samplerate / tempo / 24


def lead(tempo, beats):
    """Becomes the master of JACK's transport: bars of so many beats from frame 0 on."""
    def place(state, frames, position, is_new):
        beat = position.frame / position.frame_rate * tempo / 60
        whole = int(beat)
        position.valid = BAR_BEAT_TICK
        position.bar = whole // beats + 1
        position.beat = whole % beats + 1
        position.tick = int((beat - whole) * TICKS)
        position.bar_start_tick = (whole // beats) * beats * TICKS
        position.beats_per_bar = beats
        position.beat_type = 4
        position.ticks_per_beat = TICKS
        position.beats_per_minute = tempo

    client.set_timebase_callback(place)


def card():
    """Becomes a sound card of two channels."""
    for channel in ("FL", "FR"):
        client.inports.register("playback_" + channel, is_physical=True, is_terminal=True)
        client.outports.register("monitor_" + channel, is_physical=True)
        client.outports.register("capture_" + channel, is_physical=True, is_terminal=True)


client.activate()
say("ready")
verbs = {
    "send": lambda *words: queue.append(bytes(int(word) for word in words)),
    "connect": client.connect,
    "disconnect": client.disconnect,
    "clock": lambda tempo: count_from_now(float(tempo)),
    "master": lambda tempo, beats: lead(float(tempo), int(beats)),
    "roll": client.transport_start,
    "halt": client.transport_stop,
    "card": lambda: card(),
    "locate": lambda frame: client.transport_locate(int(frame)),
}
for line in sys.stdin:
    verb, *words = line.split()
    verbs[verb](*words)
    say("did", verb)
client.deactivate()
client.close()
