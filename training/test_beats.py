#!/usr/bin/env python3
"""Tests of what hears beats: what it sees of notes, that it learns, and that its judge does.

    test_beats.py FEATURES      (the program ChordFeatures; needs PyTorch and onnxruntime)
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import numpy as np
import torch

import beat_hearing
import beat_takes
import spectra
import train_beat_network
import train_beats
from beat_network import BeatNetwork
from make_data import TRAINING_FONTS
from sound import fonts
from stage import COMPER

HERE = pathlib.Path(__file__).parent
FEATURES = sys.argv.pop() if len(sys.argv) > 1 else ""


class SpectraTests(unittest.TestCase):
    RATE = 22_050

    def flux(self, key, program=24):
        return spectra.flux(random.Random(1), [(1.0, 1.8, COMPER, key, 90)], {COMPER: program}, 3, self.RATE)

    def test_new_sound_peaks_where_the_ear_finds_it(self):
        for key in (40, 64, 76):
            frame = self.flux(key).sum(1).argmax()
            self.assertAlmostEqual(((frame + 1) * spectra.HOP - spectra.LATENCY) / self.RATE, 1, delta=0.02)

    def begun(self, gains):
        """What the first tenth of a second of a note at one second brings, beyond what noise does."""
        first = int(self.RATE / spectra.HOP)
        return gains[first:first + 9].sum(0) - 9 * gains[first - 60:first - 10].mean(0)

    def test_a_note_shows_in_its_register(self):
        low, high = self.begun(self.flux(33, 19)), self.begun(self.flux(79, 19))
        self.assertGreater(low[0], 3)
        self.assertLess(high[0], 0.2 * low[0])
        self.assertGreater(high[1:].sum(), 3)

    def test_a_stroke_of_a_cymbal_is_high(self):
        gains = self.begun(spectra.flux(random.Random(1), [(1.0, 1.1, 9, 42, 90)], {}, 3, self.RATE))
        self.assertGreater(gains[2], 3 * abs(gains[:2]).sum())

    @unittest.skipUnless(FEATURES, "needs the program ChordFeatures")
    def test_notes_look_as_the_ear_sees_them(self):
        likeness = []
        for name in ("travis", "band", "syncopated-piano", "skank-with-bass"):
            played = beat_takes.perform(random.Random(name), name, 12)
            sound = beat_takes.make(random.Random(name), name, fonts(TRAINING_FONTS)[-1], 12)[0]
            with tempfile.TemporaryDirectory() as folder:
                raw, out = f"{folder}/raw", f"{folder}/out"
                (0.5 * sound / np.abs(sound).max()).astype(np.float32).tofile(raw)
                subprocess.run([FEATURES, "--looks", "44100", raw, out], check=True)
                heard = np.fromfile(out, np.float32).reshape(-1, beat_hearing.SEEN)[:, :12]
            programs = {COMPER: played[1], beat_takes.BASS: 33}
            gains = spectra.flux(random.Random(1), played[0], programs, played[-1], self.RATE)
            drawn = beat_hearing.seen(gains, [], self.RATE)[:, :12]
            count = min(len(heard), len(drawn))
            likeness.append(np.corrcoef(heard[:count].ravel(), drawn[:count].ravel())[0, 1])
        self.assertGreater(min(likeness), 0.5, likeness)


class BeatTests(unittest.TestCase):
    def test_every_beat_is_asked_for_once(self):
        beats = [(0.5 + 0.43 * number, number % 4 + 1) for number in range(20)]
        table = beat_hearing.asked(beats, 430, 22_050)
        self.assertAlmostEqual(float(table[:, 0].sum()), 20, places=3)
        self.assertAlmostEqual(float(table[:, 1].sum()), 5, places=3)
        when = beat_hearing.moments(430, 22_050)
        self.assertAlmostEqual(float((table[:25, 0] * when[:25]).sum() / table[:25, 0].sum()), 0.715, delta=0.03)

    def test_a_change_of_chord_is_seen_when_it_is_known(self):
        table = beat_hearing.seen(np.zeros((400, 3), np.float32), [(2.0, 1.5, True), (2.5, 2.4, False)], 22_050)
        look = int(2.0 * 22_050 / 256) // 4
        self.assertEqual(table[look, 12:].tolist(), [1, 0.5, 0, 0])
        self.assertEqual(table[:, 12].sum(), 1)
        self.assertAlmostEqual(float(table[:, 15].max()), 0.1, places=5)

    def test_changes_of_chord_are_told_late_and_not_all_of_them_and_some_are_wrong(self):
        right, wrong, count = [], 0, 0
        for number in range(40):
            rng = random.Random(f"changes/{number}")
            notes, _, spans, _, _ = beat_hearing.score(rng, 30)
            starts = np.array([start for start, _ in spans])
            count += len(starts)
            for heard, began, is_settled in beat_hearing.changes(rng, notes, spans):
                self.assertGreater(heard, began)
                if is_settled and abs(began - starts).min() < 0.25:
                    right.append(heard - began)
                elif is_settled:
                    wrong += 1
        self.assertLess(0.75 * count, len(right))
        self.assertLess(len(right), 0.97 * count)
        self.assertLess(0.15 * count, wrong)
        self.assertLess(wrong, 0.5 * count)
        self.assertTrue(0.4 < np.median(right) < 0.6, np.median(right))

    def test_a_name_makes_the_same_take(self):
        one, other = beat_hearing.take("x/1", 10), beat_hearing.take("x/1", 10)
        np.testing.assert_array_equal(one[0], other[0])
        np.testing.assert_array_equal(one[1], other[1])
        self.assertEqual(len(one[0]), len(one[1]))

    def test_onnx_agrees_with_pytorch(self):
        import onnxruntime
        network = BeatNetwork(8).eval()
        seen = torch.rand(1, 200, beat_hearing.SEEN)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "small.onnx"
            train_beat_network.onnx(network, path)
            said = onnxruntime.InferenceSession(str(path)).run(None, {"seen": seen.numpy()})[0]
        with torch.no_grad():
            np.testing.assert_allclose(said, network(seen).numpy(), atol=1e-5)

    def test_what_comes_later_changes_nothing_before(self):
        network = BeatNetwork(8).eval()
        seen = torch.rand(1, 300, beat_hearing.SEEN)
        other = seen.clone()
        other[:, 200:] = 0
        with torch.no_grad():
            one, two = network(seen), network(other)
        self.assertTrue(torch.equal(one[:, :200], two[:, :200]))
        self.assertFalse(torch.equal(one[:, 200:], two[:, 200:]))

    def test_the_judge_learns_what_tells(self):
        rng = np.random.default_rng(1)
        takes = []
        for _ in range(12):
            ways = []
            for _ in range(6):
                traits = rng.normal(0, 1, (5, train_beats.TRAITS)).astype(np.float32)
                right = int(rng.integers(5))
                traits[right, 3] += 5
                ways.append((traits, np.zeros((5, 1), bool), right))
            takes.append(ways)
        weights = train_beats.fit(takes[:8], 2e-3)
        self.assertGreater(train_beats.hits(weights, takes[8:]), 0.7)
        self.assertLess(train_beats.hits(-weights, takes[8:]), 0.3)

    def test_the_judge_goes_by_beats_that_were_followed(self):
        beats, step = np.arange(20) * 0.5, train_beats.STEP / train_beats.RATE
        rows = np.zeros((4, 6 + train_beats.TRAITS), np.float32)
        rows[:, :3] = [(5.0, 10, 0.5 / step)] * 2 + [(6.0, 12.5, 0.5 / step)] * 2
        rows[:, 3], rows[1::2, 3] = 1, 2
        found = train_beats.choices(rows, beats, 4)
        self.assertEqual([right for _, _, right in found], [0])


class PipelineTests(unittest.TestCase):
    @unittest.skipUnless(FEATURES, "needs the program ChordFeatures")
    def test_what_hears_beats_learns_in_a_minute(self):
        with tempfile.TemporaryDirectory() as folder:
            model, weights = f"{folder}/small.beats", pathlib.Path(folder) / "Weights.swift"
            said = subprocess.run(
                [sys.executable, HERE / "train_beat_network.py", f"{folder}/beats", model, "--takes", "32",
                 "--steps", "120"],
                check=True, capture_output=True, text=True).stdout
            beat = float(said.strip().splitlines()[-1].split("held out: ")[1].split()[0])
            # Whoever says of every look how often beats are comes to 0.256.
            self.assertLess(beat, 0.245, said)
            self.assertEqual(pathlib.Path(model).read_bytes()[:4], b"BEAT")
            subprocess.run(
                [sys.executable, HERE / "train_beats.py", FEATURES, model, f"{folder}/judge", weights, "--takes", "6",
                 "--seconds", "12"], check=True)
            self.assertGreater(weights.read_text().count(","), 2 * train_beats.TRAITS - 2)


if __name__ == "__main__":
    unittest.main()
