"""A JACK client that listens to two ports of others, and prints "0 FRAME" or "1 FRAME" whenever one begins to sound.

usage: click_peer.py PORT PORT
"""
import sys

import jack

LOUD = 0.02
# Seconds of silence before a sound is another.
PAUSE = 0.15

client = jack.Client("ears", no_start_server=True)
ears = [client.inports.register(f"in_{number}") for number in range(2)]
last = [-1e9, -1e9]


@client.set_process_callback
def process(frames):
    for number, ear in enumerate(ears):
        samples = memoryview(ear.get_buffer()).cast("f")
        loud = [offset for offset, sample in enumerate(samples) if abs(sample) > LOUD]
        if not loud:
            continue
        if client.last_frame_time + loud[0] - last[number] > PAUSE * client.samplerate:
            print(number, client.last_frame_time + loud[0], flush=True)
        last[number] = client.last_frame_time + loud[-1]


with client:
    for port, ear in zip(sys.argv[1:], ears):
        client.connect(port, ear)
    print("ready", flush=True)
    sys.stdin.read()
