#!/usr/bin/env python3
"""Writes a trained network for strumd, for ONNX, and as a fixture of the tests.

    export.py MODEL.pt OUT.chords [--mix OTHER.pt SHARE] [--onnx OUT.onnx] [--fixture FOLDER] [--said FOLDER]

With --mix, weights are SHARE those of OTHER and the rest MODEL's, which is of use where one was trained
on from the other (Wortsman et al., "Robust fine-tuning of zero-shot models", CVPR 2022).
OUT.chords is what Sources/Ear/Chord/ChordModel.swift reads. The fixture is a small network of chance
weights with an input and what PyTorch answers to it; --said writes the same for MODEL.
"""

import argparse
import pathlib
import struct
import zlib

import numpy as np
import torch

from network import DELAYS, PER_ROOT, PITCHED, PLAIN, STRIDE, ChordNetwork

ORDER = ["dense.weight", "dense.bias", "recurrent.weight_ih_l0", "recurrent.bias_ih_l0",
         "recurrent.weight_hh_l0", "recurrent.bias_hh_l0", "heads.weight", "heads.bias",
         "none.weight", "none.bias"]


def load(path):
    state = torch.load(path, map_location="cpu")
    if "average" in state:
        state = {"weights": state["average"], "hidden": len(state["average"]["dense.bias"])}
    network = ChordNetwork(state["hidden"])
    network.load_state_dict(state["weights"])
    return network.eval()


def mix(network, other, share):
    """Moves the weights of `network` by `share` of the way to those of `other`."""
    with torch.no_grad():
        for weight, goal in zip(network.parameters(), other.parameters()):
            weight.lerp_(goal, share)


def binary(network):
    weights = network.state_dict()
    body = b"".join(weights[name].numpy().astype("<f4").tobytes() for name in ORDER)
    header = struct.pack("<4s8I", b"CHRD", 1, PITCHED + PLAIN, network.hidden, PER_ROOT,
                         len(DELAYS), STRIDE, DELAYS[1], zlib.adler32(body))
    return header + body


class Step(torch.nn.Module):
    """One look, with the memory handed in and out, as a live program runs it."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, seen, memory):
        states, basses, _, memory = self.network(seen, memory)
        return torch.log_softmax(states, -1), torch.log_softmax(basses, -1), memory


def onnx(network, path):
    seen, memory = torch.zeros(1, 1, PITCHED + PLAIN), torch.zeros(1, 12, network.hidden)
    torch.onnx.export(Step(network), (seen, memory), str(path), opset_version=13,
                      input_names=["seen", "memory"], output_names=["chords", "basses", "next"])


def chance_network():
    torch.manual_seed(3)
    network = ChordNetwork(8).eval()
    for weight in network.parameters():
        torch.nn.init.normal_(weight, 0, 0.3)
    return network


def fixture(network, folder):
    """Writes what ChordNetworkTests compare: a network, an input, and what PyTorch answers."""
    seen = torch.rand(1, 12, PITCHED + PLAIN)
    with torch.no_grad():
        chords, basses, _ = Step(network)(seen, None)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.chords").write_bytes(binary(network))
    seen.numpy().astype("<f4").tofile(folder / "seen.f32")
    said = torch.cat([chords, basses], dim=-1)
    said.numpy().astype("<f4").tofile(folder / "said.f32")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("--mix", nargs=2, metavar=("OTHER", "SHARE"))
    parser.add_argument("--onnx")
    parser.add_argument("--fixture", type=pathlib.Path)
    parser.add_argument("--said", type=pathlib.Path)
    arguments = parser.parse_args()
    network = load(arguments.model)
    if arguments.mix:
        mix(network, load(arguments.mix[0]), float(arguments.mix[1]))
    pathlib.Path(arguments.out).write_bytes(binary(network))
    if arguments.onnx:
        onnx(network, arguments.onnx)
    if arguments.fixture:
        fixture(chance_network(), arguments.fixture)
    if arguments.said:
        fixture(network, arguments.said)


if __name__ == "__main__":
    main()
