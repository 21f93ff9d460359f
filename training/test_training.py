#!/usr/bin/env python3
"""Tests of the training: that the networks learn, and that the small one of chords does in a minute.

    test_training.py FEATURES      (the program ChordFeatures; needs PyTorch and onnxruntime)
"""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

import corpora
import export
import export_lm
import melody
import ngrams
import progressions
import train_lm
import train_melody
from network import PITCHED, PLAIN, ChordNetwork
from songs import QUALITIES
from train import begin_from

HERE = pathlib.Path(__file__).parent
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


class ProgressionTests(unittest.TestCase):
    def test_symbols_of_charts_are_read(self):
        self.assertEqual(corpora.jazz("Gm7b5/Bb"), (7, QUALITIES.index("hdim7")))
        self.assertEqual(corpora.jazz("EbM7#11"), (3, QUALITIES.index("maj7")))
        self.assertEqual(corpora.harte("F#:min9/b3"), (6, QUALITIES.index("min7")))
        self.assertIsNone(corpora.harte("N"))

    def test_a_tune_under_another_title_is_found(self):
        changes = [[root, 0, 4, 0] for root in (0, 5, 7, 0, 9, 2, 7, 0, 4, 9, 2, 7)]
        one, two = dict(title="One", changes=changes), dict(title="Two", changes=changes * 2)
        other = dict(title="Other", changes=[[root, 1, 4, 0] for root in range(12)])
        numbers = corpora.clusters([one, two, other])
        self.assertTrue(numbers[0] == numbers[1] != numbers[2])

    def test_n_grams_add_up_to_one_and_never_repeat(self):
        model = ngrams.NGrams([[0, 5, 7, 0, 5, 7, 0]], 3)
        said = model.after([0, 5])
        self.assertAlmostEqual(said.sum(), 1)
        self.assertEqual((said.argmax(), said[5]), (7, 0))

    def test_a_small_network_learns_a_loop(self):
        loop = dict(corpus="pop", title="x", metre=4,
                    changes=[[root, 0, 4, 0] for root in (0, 9, 5, 7)] * 6)
        songs = [progressions.encode(loop)] * 8
        network = train_lm.train(progressions.ProgressionNetwork(16, 16), songs, songs, 60, 1, 4)
        free, told = train_lm.answers(network, loop)
        self.assertEqual(free[1:4].argmax(-1).tolist(), [5, 7, 0])
        self.assertAlmostEqual(float(free[0].sum()), 1, places=4)
        self.assertEqual(export_lm.binary(network)[:4], b"PROG")


class MelodyTests(unittest.TestCase):
    def song(self):
        notes = [[12 * beat, 12, 60 + (0, 4, 7, 4)[beat % 4]] for beat in range(64)]
        return dict(metre=4, tonic=0, notes=notes, chords=[[0, 0, 0]])

    def test_facts_say_where_a_note_stands(self):
        pitch, rhythm = melody.encode(self.song())
        third = pitch[1].tolist()
        self.assertEqual(third, [17, 0, 0, 0, 6, 24, 4, 4, 0, 0, 4, 15])
        self.assertEqual(rhythm[2].tolist(), [6, 6, 0, 24, 4, 5])

    def test_a_small_network_learns_a_line(self):
        pitch, _ = melody.encode(self.song())
        torch.manual_seed(1)
        network = train_melody.train(
            melody.MelodyNetwork(melody.PITCH, 16, melody.INTERVALS), pitch, pitch, 60, size=16)
        with torch.no_grad():
            said = network(pitch[:, :-1]).argmax(-1)
        self.assertGreater(float((said == pitch[:, -1]).float().mean()), 0.95)

    def test_n_grams_add_up_to_one(self):
        pitch, _ = melody.encode(self.song())
        model = train_melody.NGrams(pitch.numpy(), [0, 1], melody.INTERVALS)
        self.assertAlmostEqual(model.said(pitch[5].numpy()).sum(), 1)


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
