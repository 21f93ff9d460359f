"""A client of the ALSA sequencer called "strumd-test"; for a line "note KEY" it begins that note.

Speaks to libasound by ctypes, so that nothing has to be installed for it.
"""
import ctypes
import sys

alsa = ctypes.CDLL("libasound.so.2")
sequencer = ctypes.c_void_p()
if alsa.snd_seq_open(ctypes.byref(sequencer), b"default", 1, 0) != 0:
    sys.exit("no sequencer")
alsa.snd_seq_set_client_name(sequencer, b"strumd-test")
# Readable, and open to subscriptions; MIDI, by an application.
port = alsa.snd_seq_create_simple_port(sequencer, b"out", 1 | 32, 2 | 1 << 20)


class Event(ctypes.Structure):
    """snd_seq_event_t: type, flags, tag, queue, time, source, destination, data."""

    _fields_ = [("type", ctypes.c_ubyte), ("flags", ctypes.c_ubyte), ("tag", ctypes.c_ubyte),
                ("queue", ctypes.c_ubyte), ("time", ctypes.c_uint * 2), ("source", ctypes.c_ubyte * 2),
                ("destination", ctypes.c_ubyte * 2), ("data", ctypes.c_ubyte * 12)]


for line in sys.stdin:
    event = Event(type=6, queue=253)
    event.source[1] = port
    # To whoever has subscribed (SND_SEQ_ADDRESS_SUBSCRIBERS), at once.
    event.destination[0] = 254
    event.destination[1] = 253
    event.data[0], event.data[1], event.data[2] = 0, int(line.split()[1]), 100
    alsa.snd_seq_event_output_direct(sequencer, ctypes.byref(event))
