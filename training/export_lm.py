#!/usr/bin/env python3
"""Writes a trained language model of chords for strumd, and a fixture of the tests.

    export_lm.py MODEL.pt OUT.progressions [--fixture FOLDER]

OUT.progressions is what Sources/Progressions/ProgressionModel.swift reads. The fixture is a small
network of chance weights with changes and what PyTorch answers to them.
"""

import argparse
import pathlib
import struct
import zlib

import torch

from progressions import CHORDS, IDIOMS, LENGTHS, METRES, PLACES, ProgressionNetwork


def load(path):
    state = torch.load(path, map_location="cpu")
    inner = len(state["weights"]["inside.bias"])
    network = ProgressionNetwork(state["hidden"], inner)
    network.load_state_dict(state["weights"])
    return network.eval()


def binary(network):
    """The tables hold each embedding times its part of the input matrix; biases go with idioms."""
    matrix, bias = network.recurrent.weight_ih_l0, network.recurrent.bias_ih_l0
    width = network.chord.embedding_dim
    parts = [network.chord.weight @ matrix[:, :width].T]
    for table in network.context:
        size = table.embedding_dim
        parts.append(table.weight @ matrix[:, width:width + size].T)
        width += size
    parts[-1] = parts[-1] + bias
    parts += [network.recurrent.weight_hh_l0, network.recurrent.bias_hh_l0,
              network.lengths.weight, network.lengths.bias,
              network.inside.weight, network.inside.bias, network.length.weight,
              network.chords.weight, network.chords.bias]
    body = b"".join(part.detach().contiguous().numpy().astype("<f4").tobytes() for part in parts)
    header = struct.pack("<4s9I", b"PROG", 1, network.hidden, network.inner, CHORDS, LENGTHS,
                         PLACES, METRES, len(IDIOMS), zlib.adler32(body))
    return header + body


def fixture(folder):
    """Changes relative to tonic 0 as bytes of 32-bit integers; for each, what follows and how long."""
    torch.manual_seed(3)
    network = ProgressionNetwork(8, 12).eval()
    for weight in network.parameters():
        torch.nn.init.normal_(weight, 0, 0.3)
    rows = torch.stack([torch.randint(0, count, (10,))
                        for count in (CHORDS, LENGTHS, PLACES, METRES, len(IDIOMS))], -1)
    rows[:, 3].clamp_(min=1)
    with torch.no_grad():
        memories, _ = network.memories(rows.unsqueeze(0))
        lasting = torch.softmax(network.lengths(memories[0]), -1)
        length = torch.arange(10) % LENGTHS
        following = network.next_chord(memories[0], length, rows[:, 0]).exp()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.progressions").write_bytes(binary(network))
    rows.numpy().astype("<i4").tofile(folder / "changes.i32")
    torch.cat([lasting, following], -1).numpy().astype("<f4").tofile(folder / "said.f32")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("model")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--fixture", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.out.write_bytes(binary(load(arguments.model)))
    if arguments.fixture:
        fixture(arguments.fixture)


if __name__ == "__main__":
    main()
