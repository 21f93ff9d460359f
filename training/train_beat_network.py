#!/usr/bin/env python3
"""Trains the beat network on takes without sound.

    train_beat_network.py DATA OUT.beats --takes N --steps N [--width 32] [--seed 1] [--seconds 30]
                          [--minutes M] [--begin MODEL.pt] [--onnx OUT.onnx] [--fixture FOLDER]

Takes are made by beat_hearing.py and kept in DATA, 32 to a file; files that are there already are kept. Every
tenth is held out to be measured. OUT.beats is what Sources/Ear/Beat/BeatModel.swift reads. With --minutes the steps
that come after are left out. Every minute the weights are kept in DATA, as beat.pt, and --begin goes on from such.
The fixture is a small network of chance weights with what PyTorch answers.
"""

import argparse
import copy
import math
import pathlib
import struct
import time
import zlib

import numpy as np
import torch
from torch.nn import functional

from beat_hearing import SEEN, STRIDE, take
from beat_network import SPACINGS, TAPS, BeatNetwork

SHARD = 32
CROP, BATCH = 645, 12
# Looks at the start of a piece from within a take that are not asked: the memory is empty there.
START = 60


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


def crops(takes, rng):
    """A batch of pieces, most of them from the start; registers louder or softer than they were."""
    seen = np.zeros((BATCH, CROP, SEEN), np.float32)
    wanted = np.zeros((BATCH, CROP, 2), np.float32)
    weight = np.zeros((BATCH, CROP, 1), np.float32)
    for row in range(BATCH):
        values, truth = takes[rng.integers(len(takes))]
        begin = int(rng.integers(0, len(values) // 2)) if rng.random() < 0.3 else 0
        count = min(CROP, len(values) - begin)
        seen[row, :count] = values[begin:begin + count]
        wanted[row, :count] = truth[begin:begin + count]
        weight[row, START if begin else 0:count] = 1
    gains = np.exp(rng.normal(0, 0.2, (BATCH, 1, 3))).astype(np.float32)
    seen[..., :3 * STRIDE] *= np.tile(gains, (1, 1, STRIDE))
    mute = rng.random(BATCH) < 0.1
    seen[mute, :, 3 * STRIDE:] = 0
    return torch.from_numpy(seen), torch.from_numpy(wanted), torch.from_numpy(weight)


def loss_of(network, batch):
    seen, wanted, weight = batch
    each = functional.binary_cross_entropy_with_logits(network(seen), wanted, weight, reduction="sum")
    return each / weight.sum()


def check(network, takes):
    """Mean loss a look, of beats and of downbeats, from the fifth second on."""
    sums, count = np.zeros(2), 0
    with torch.no_grad():
        for seen, wanted in takes:
            said = network(torch.from_numpy(seen)[None])[0, 108:]
            each = functional.binary_cross_entropy_with_logits(
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


def train(network, takes, held, steps, seed, minutes=math.inf, rate=4e-3, keep_at=None):
    """The mean of the weights of late, which is kept at a path every minute if one is given."""
    rng = np.random.default_rng(seed)
    average = copy.deepcopy(network)
    optimiser = torch.optim.Adam(network.parameters(), lr=rate)
    begun = told = time.monotonic()
    losses = []
    for step in range(steps):
        spent = (time.monotonic() - begun) / 60
        progress = max(step / steps, spent / minutes)
        if progress >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, step / 50 + 0.02) * (
                0.02 + 0.98 * math.cos(progress * math.pi / 2) ** 2)
        loss = loss_of(network, crops(takes, rng))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        losses.append(float(loss))
        keep = min(0.998, 1 - 1 / (1 + step / 4))
        with torch.no_grad():
            for mean, weight in zip(average.parameters(), network.parameters()):
                mean.lerp_(weight, 1 - keep)
        if time.monotonic() - told > 60 or step + 1 == steps:
            told = time.monotonic()
            scores = " ".join(f"{v:.4f}" for v in check(average, held[:64]))
            print(f"train_beat_network: step {step + 1} of {steps}, {spent:.1f} min, "
                  f"loss {np.mean(losses[-100:]):.4f}, held out: {scores}", flush=True)
            if keep_at:
                torch.save(average.state_dict(), keep_at)
    return average.eval()


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
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.fixture:
        fixture(arguments.fixture)
    arguments.data.mkdir(parents=True, exist_ok=True)
    takes, held = [], []
    for number in range((arguments.takes + SHARD - 1) // SHARD):
        made = shard(arguments.data, arguments.seed, number, arguments.seconds)
        (held if number % 10 == 9 else takes).extend(made)
        if number % 10 == 9:
            print(f"train_beat_network: {(number + 1) * SHARD} takes", flush=True)
    torch.manual_seed(arguments.seed)
    network = BeatNetwork(arguments.width)
    kept = arguments.data / "beat.pt"
    if arguments.begin:
        network.load_state_dict(torch.load(arguments.begin))
    network = train(network, takes, held or takes, arguments.steps, arguments.seed, arguments.minutes,
                    keep_at=kept)
    torch.save(network.state_dict(), kept)
    arguments.out.write_bytes(binary(network))
    if arguments.onnx:
        onnx(network, arguments.onnx)


if __name__ == "__main__":
    main()
