#!/usr/bin/env python3
"""Tests of the training: that the networks learn, and that the small one of chords does in a minute.

    test_training.py FEATURES      (the program ChordFeatures; needs PyTorch and onnxruntime)
"""

import copy
import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

import export
from network import PITCHED, PLAIN, ChordNetwork
from train import begin_from

HERE = pathlib.Path(__file__).parent

# Where training/test has Swift read the small network, and say what it says.
SMALL = HERE.parent / ".build/training/small"
FEATURES = sys.argv.pop() if len(sys.argv) > 1 else ""


class NetworkTests(unittest.TestCase):
    def test_a_transposed_input_gets_a_transposed_answer(self):
        network = ChordNetwork(8).eval()
        seen = torch.rand(1, 6, PITCHED + PLAIN)
        turned = seen.clone()
        turned[..., :PITCHED] = seen[..., :PITCHED].reshape(1, 6, -1, 12).roll(5, -1).flatten(2)
        one, other = network(seen)[0][..., :-1], network(turned)[0][..., :-1]
        same = one.reshape(1, 6, 2, -1, 12).roll(5, -1).flatten(3)
        self.assertTrue(torch.allclose(same, other, atol=1e-5))

    def test_a_wider_network_begins_where_a_narrow_one_ended(self):
        narrow, wide = ChordNetwork(8).eval(), ChordNetwork(12).eval()
        with tempfile.TemporaryDirectory() as folder:
            path = f"{folder}/narrow.pt"
            torch.save({"hidden": 8, "weights": narrow.state_dict()}, path)
            begin_from(wide, path)
        seen = torch.rand(1, 6, PITCHED + PLAIN)
        for one, other in zip(narrow(seen)[:3], wide(seen)[:3]):
            self.assertTrue(torch.allclose(one, other, atol=1e-5))

    def test_mixed_weights_lie_between(self):
        network, other = ChordNetwork(8), ChordNetwork(8)
        begin, goal = (copy.deepcopy(n.state_dict()) for n in (network, other))
        export.mix(network, other, 0.25)
        for name, weight in network.state_dict().items():
            wanted = 0.75 * begin[name] + 0.25 * goal[name]
            self.assertTrue(torch.allclose(weight, wanted, atol=1e-6), name)

    def test_onnx_agrees_with_pytorch(self):
        import onnxruntime
        network = ChordNetwork(8).eval()
        seen, memory = torch.rand(1, 1, PITCHED + PLAIN), torch.rand(1, 12, 8)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "small.onnx"
            export.onnx(network, path)
            said = onnxruntime.InferenceSession(str(path)).run(
                None, {"seen": seen.numpy(), "memory": memory.numpy()})
        with torch.no_grad():
            wanted = export.Step(network)(seen, memory)
        for one, other in zip(said, wanted):
            np.testing.assert_allclose(one, other.numpy(), atol=1e-5)


class PipelineTests(unittest.TestCase):
    @unittest.skipUnless(FEATURES, "needs the program ChordFeatures")
    def test_a_small_network_learns_in_a_minute(self):
        with tempfile.TemporaryDirectory() as folder:
            data, model = f"{folder}/data", f"{folder}/small.pt"
            subprocess.run([sys.executable, HERE / "make_data.py", FEATURES, data, "--songs", "16",
                            "--seed", "9", "--seconds", "16"], check=True)
            said = subprocess.run(
                [sys.executable, HERE / "train.py", data, model, "--steps", "300", "--hidden",
                 "32", "--check", data],
                check=True, capture_output=True, text=True).stdout
            named = float(said.strip().splitlines()[-1].split("held out: ")[1].split()[1])
            self.assertGreater(named, 0.4, said)
            export_to = pathlib.Path(folder) / "small.chords"
            subprocess.run([sys.executable, HERE / "export.py", model, export_to, "--said", SMALL], check=True)
            self.assertEqual(export_to.read_bytes(), (SMALL / "small.chords").read_bytes())


if __name__ == "__main__":
    unittest.main()
