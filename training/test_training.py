#!/usr/bin/env python3
"""Tests of the training: songs, labels, and that a small network learns in a minute.

    test_training.py FEATURES      (the program ChordFeatures; needs PyTorch and onnxruntime)
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

import export
from make_data import HOP, NO_CHORD, targets
from network import PITCHED, PLAIN, ChordNetwork
from players import perform
from songs import INTERVALS, QUALITIES, ChordSpan, make_song
from voicings import essential, guitar_shapes

HERE = pathlib.Path(__file__).parent
FEATURES = sys.argv.pop() if len(sys.argv) > 1 else ""


class SongTests(unittest.TestCase):
    def test_a_seed_makes_the_same_song(self):
        songs = [perform(random.Random(5), make_song(random.Random(4), 20), 0.5) for _ in range(2)]
        self.assertEqual(songs[0][0], songs[1][0])

    def test_chords_follow_one_another_without_gaps(self):
        for seed in range(40):
            chords = make_song(random.Random(seed), 20).chords
            for one, next_one in zip(chords, chords[1:]):
                self.assertAlmostEqual(one.beat + one.length, next_one.beat)

    def test_every_chord_sounds_its_own_notes(self):
        for seed in range(40):
            rng = random.Random(seed)
            notes, _, labels, _, _ = perform(rng, make_song(rng, 20), 0.5)
            for start, end, chord in labels:
                inside = {n[3] % 12 for n in notes
                          if n[2] != 9 and n[0] < end - 0.15 and n[1] > start + 0.15}
                self.assertTrue(inside & {(chord.root + t) % 12 for t in INTERVALS[chord.quality]})

    def test_guitar_shapes_hold_what_makes_the_chord(self):
        for quality in QUALITIES:
            for root in range(12):
                shapes = guitar_shapes(root, quality, root)
                self.assertTrue(shapes, (root, quality))
                needed = {(root + t) % 12 for t in essential(quality)}
                for shape in shapes:
                    self.assertTrue(needed <= {n % 12 for n in shape if n is not None})

    def test_targets_name_the_chord_of_each_frame(self):
        chord = ChordSpan(0, 4, 9, "min7", 4)
        states, basses = targets([(1.0, 2.0, chord)], 1.0, int(3 / HOP))
        middle, after = int(1.5 / HOP), int(2.5 / HOP)
        self.assertEqual(states[middle], QUALITIES.index("min7") * 12 + 9)
        self.assertEqual((basses[middle], states[after], basses[after]), (4, NO_CHORD, -1))


class NetworkTests(unittest.TestCase):
    def test_a_transposed_input_gets_a_transposed_answer(self):
        network = ChordNetwork(8).eval()
        seen = torch.rand(1, 6, PITCHED + PLAIN)
        turned = seen.clone()
        turned[..., :PITCHED] = seen[..., :PITCHED].reshape(1, 6, -1, 12).roll(5, -1).flatten(2)
        one, other = network(seen)[0][..., :-1], network(turned)[0][..., :-1]
        same = one.reshape(1, 6, 2, -1, 12).roll(5, -1).flatten(3)
        self.assertTrue(torch.allclose(same, other, atol=1e-5))

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
            subprocess.run([sys.executable, HERE / "export.py", model, export_to], check=True)
            self.assertEqual(export_to.read_bytes()[:4], b"CHRD")


if __name__ == "__main__":
    unittest.main()
