#!/usr/bin/env python3
"""Trains the beat network on takes without sound.

    train_beat_network.py DATA OUT.beats --takes N --steps N [--width 32] [--seed 1] [--seconds 30]
                          [--minutes M] [--begin MODEL.pt] [--onnx OUT.onnx] [--fixture FOLDER]
                          [--batch 12] [--device cpu] [--jobs 1]

Takes are made by beat_hearing.py and kept in DATA, 32 to a file; files that are there already are kept. Every
tenth is held out to be measured. OUT.beats is what Sources/Ear/Beat/BeatModel.swift reads. With --minutes the steps
that come after are left out. Every minute the weights are kept in DATA, as beat-WIDTH.pt, and --begin goes on from such.
The fixture is a small network of chance weights with what PyTorch answers.
"""

import argparse
import functools
import math
import multiprocessing
import pathlib
import struct
import zlib

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

from beat_hearing import SEEN, STRIDE, take
from beat_network import SPACINGS, TAPS, BeatNetwork
from descent import Descent

SHARD = 32
CROP = 645
# Looks at the start of a piece from within a take that are not asked: the memory is empty there.
START = 60
RATE = 4e-3


def shard(folder, seed, number, seconds):
    """The takes of a file, which is made if it is not there."""
    path = pathlib.Path(folder) / f"{seed}-{number:04}.npz"
    if not path.exists():
        takes = [take(f"beats/{seed}/{number}/{index}", seconds) for index in range(SHARD)]
        partial = path.with_suffix(".partial.npz")
        np.savez(partial, seen=np.concatenate([t[0] for t in takes]).astype(np.float16),
                 asked=np.concatenate([t[1] for t in takes]).astype(np.float16),
                 lengths=[len(t[0]) for t in takes])
        partial.rename(path)
    kept = np.load(path)
    ends = np.cumsum(kept["lengths"])[:-1]
    return list(zip(np.split(kept["seen"].astype(np.float32), ends),
                    np.split(kept["asked"].astype(np.float32), ends)))


def crops(takes, rng, batch):
    """A batch of pieces, most of them from the start; registers louder or softer than they were."""
    seen = np.zeros((batch, CROP, SEEN), np.float32)
    wanted = np.zeros((batch, CROP, 2), np.float32)
    weight = np.zeros((batch, CROP, 1), np.float32)
    for row in range(batch):
        values, truth = takes[rng.integers(len(takes))]
        begin = int(rng.integers(0, len(values) // 2)) if rng.random() < 0.3 else 0
        count = min(CROP, len(values) - begin)
        seen[row, :count] = values[begin:begin + count]
        wanted[row, :count] = truth[begin:begin + count]
        weight[row, START if begin else 0:count] = 1
    gains = np.exp(rng.normal(0, 0.2, (batch, 1, 3))).astype(np.float32)
    seen[..., :3 * STRIDE] *= np.tile(gains, (1, 1, STRIDE))
    mute = rng.random(batch) < 0.1
    seen[mute, :, 3 * STRIDE:] = 0
    return torch.from_numpy(seen), torch.from_numpy(wanted), torch.from_numpy(weight)


def loss_of(network, batch):
    seen, wanted, weight = batch
    each = binary_cross_entropy_with_logits(network(seen), wanted, weight, reduction="sum")
    return each / weight.sum()


def check(network, takes, device):
    """Mean loss a look, of beats and of downbeats, from the fifth second on."""
    sums, count = np.zeros(2), 0
    with torch.no_grad():
        for seen, wanted in takes:
            said = network(torch.from_numpy(seen).to(device)[None])[0, 108:].cpu()
            each = binary_cross_entropy_with_logits(
                said, torch.from_numpy(wanted[108:]), reduction="none")
            sums, count = sums + each.sum(0).numpy(), count + len(said)
    return sums / max(1, count)


def binary(network):
    body = b"".join(weight.detach().numpy().astype("<f4").tobytes() for weight in network.parameters())
    header = struct.pack("<4s7I", b"BEAT", 1, SEEN, STRIDE, network.width, TAPS, len(SPACINGS), zlib.adler32(body))
    return header + body


def onnx(network, path):
    """All looks of a take at once."""
    torch.onnx.export(network, torch.zeros(1, 40, SEEN), str(path), opset_version=13, input_names=["seen"],
                      output_names=["beats"], dynamic_axes={"seen": {1: "time"}, "beats": {1: "time"}})


def fixture(folder):
    torch.manual_seed(3)
    network = BeatNetwork(8).eval()
    for weight in network.parameters():
        torch.nn.init.normal_(weight, 0, 0.2)
    seen = torch.rand(1, 160, SEEN)
    with torch.no_grad():
        said = network(seen)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.beats").write_bytes(binary(network))
    seen.numpy().astype("<f4").tofile(folder / "beats-seen.f32")
    said.numpy().astype("<f4").tofile(folder / "beats-said.f32")


def train(network, takes, held, arguments):
    """The mean of the weights of late, which is also kept in DATA every minute."""
    rng = np.random.default_rng(arguments.seed)
    network.to(arguments.device)
    descent = Descent(network, arguments.steps, RATE, arguments.minutes)
    told = 0
    while descent.progress < 1:
        batch = (part.to(arguments.device) for part in crops(takes, rng, arguments.batch))
        descent.step(loss_of(network, batch))
        if descent.spent - told > 1 or descent.progress >= 1:
            told = descent.spent
            scores = " ".join(f"{v:.4f}" for v in check(descent.average, held[:64], arguments.device))
            print(f"train_beat_network: step {descent.taken} of {arguments.steps}, {told:.1f} min, "
                  f"loss {descent.loss:.4f}, held out: {scores}", flush=True)
            torch.save(descent.average.state_dict(), arguments.data / f"beat-{arguments.width}.pt")
    return descent.average.cpu().eval()


def made(arguments):
    """The takes of all files, those that train and those that are held out; as many jobs at once make them."""
    takes, held = [], []
    count = (arguments.takes + SHARD - 1) // SHARD
    make = functools.partial(shard, arguments.data, arguments.seed, seconds=arguments.seconds)
    with multiprocessing.Pool(arguments.jobs) as pool:
        for number, _ in enumerate(pool.imap(functools.partial(store, make), range(count))):
            (held if number % 10 == 9 else takes).extend(make(number))
            if number % 10 == 9:
                print(f"train_beat_network: {(number + 1) * SHARD} takes", flush=True)
    return takes, held


def store(make, number):
    """Makes a file, whose takes are not sent to who asked."""
    make(number)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--takes", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--width", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--begin", type=pathlib.Path)
    parser.add_argument("--onnx", type=pathlib.Path)
    parser.add_argument("--fixture", type=pathlib.Path)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--jobs", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.fixture:
        fixture(arguments.fixture)
    arguments.data.mkdir(parents=True, exist_ok=True)
    takes, held = made(arguments)
    torch.manual_seed(arguments.seed)
    network = BeatNetwork(arguments.width)
    if arguments.begin:
        network.load_state_dict(torch.load(arguments.begin, map_location="cpu"))
    network = train(network, takes, held or takes, arguments)
    arguments.out.write_bytes(binary(network))
    if arguments.onnx:
        onnx(network, arguments.onnx)


if __name__ == "__main__":
    main()
