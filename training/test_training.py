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
import unittest.mock

import numpy as np
import torch

import beat_takes
import corpora
import export
import export_lm
import make_band_takes
import make_trials
import melody
import ngrams
import note_takes
import progressions
import train_lm
import train_melody
from make_data import HOP, NO_CHORD, targets
from network import PITCHED, PLAIN, ChordNetwork
from players import COMPER, Clock, Stage, bossa, liner, pauses, perform, power
from songs import INTERVALS, QUALITIES, ChordSpan, Song, make_song
from sound import sung
from strings import Strings
from train import begin_from
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


class PlayerTests(unittest.TestCase):
    def player(self, play, quality="maj", seed=1):
        rng = random.Random(seed)
        song = Song(120, 4, 0.5, [ChordSpan(0, 4, 0, quality, 0), ChordSpan(4, 4, 5, "min", 5)], 8)
        stage = Stage(rng, song, Clock(rng, song, 0))
        play(stage)
        return stage

    def test_power_chords_have_no_third(self):
        notes = self.player(power).notes
        self.assertEqual({n[3] % 12 for n in notes if n[0] < 1.9}, {0, 7})

    def test_a_line_is_one_note_at_a_time(self):
        notes = sorted(self.player(liner).notes)
        self.assertGreater(len(notes), 6)
        for one, other in zip(notes, notes[1:]):
            self.assertGreater(other[0] - one[0], 0.05)

    def test_pauses_leave_out_comping_but_never_the_stroke_that_begins_a_chord(self):
        left = 0
        for seed in range(20):
            stage = self.player(bossa, seed=seed)
            before = sum(n[2] == COMPER for n in stage.notes)
            pauses(stage)
            left += before - sum(n[2] == COMPER for n in stage.notes)
            self.assertTrue(any(n[0] < 0.1 for n in stage.notes))
        self.assertGreater(left, 20)

    def test_what_a_guitarist_adds_leaves_the_chord_its_own_notes(self):
        shapes = guitar_shapes(7, "7", 7, 2)
        self.assertTrue(shapes)
        for shape in shapes:
            classes = {n % 12 for n in shape if n is not None}
            self.assertTrue({7, 11, 5, 9} <= classes <= {7, 11, 2, 5, 9})


class StringTests(unittest.TestCase):
    RATE = 22_050

    def test_a_string_sounds_its_note_about_in_tune(self):
        for seed in range(4):
            strings = Strings(random.Random(seed), self.RATE)
            tone = strings.tone(3, 60, False, 0)[4000:4000 + self.RATE]
            spectrum = np.abs(np.fft.rfft(tone * np.hanning(len(tone)), 1 << 18))
            hertz = np.arange(len(spectrum)) * self.RATE / (1 << 18)
            near = (hertz > 250) & (hertz < 275)
            cents = 1200 * np.log2(hertz[near][spectrum[near].argmax()] / 261.63)
            self.assertLess(abs(cents), 40)

    def test_no_two_notes_of_a_chord_share_a_string(self):
        strings = Strings(random.Random(0), self.RATE)
        for shape in guitar_shapes(0, "maj", 0):
            keys = [n for n in shape if n is not None]
            used = strings.fingered(keys)
            self.assertEqual(len(set(used.values())), len(keys), keys)

    def test_a_note_ends_where_its_string_is_struck_again(self):
        strings = Strings(random.Random(2), self.RATE)
        strings.linger = strings.sympathy = strings.scratch = strings.mutes = 0
        both = strings.play([(0, 2, 0, 64, 100), (1, 2, 0, 69, 100)], 2)[int(1.3 * self.RATE):]
        spectrum = np.abs(np.fft.rfft(both * np.hanning(len(both)), 1 << 17))
        hertz = np.arange(len(spectrum)) * self.RATE / (1 << 17)
        level = lambda low, high: spectrum[(hertz > low) & (hertz < high)].max()
        self.assertGreater(level(430, 450), 20 * level(322, 337))

    def test_a_voice_slides_and_trembles_about_its_notes(self):
        sound = sung(random.Random(3), [(0.1, 1.9, 2, 69, 90)], 2)
        self.assertTrue(np.isfinite(sound).all())
        self.assertGreater(np.abs(sound[self.RATE // 2:self.RATE]).max(), 0.05)
        self.assertLess(np.abs(sound[-100:]).max(), 0.01)


class TakeTests(unittest.TestCase):
    """Takes of every kind, with a sound font that is not there."""

    def setUp(self):
        silence = lambda font, notes, programs, volumes, seconds, rate, **more: np.ones(int(seconds * rate))
        for module in (beat_takes, make_band_takes):
            patch = unittest.mock.patch.object(module, "from_font", silence)
            patch.start()
            self.addCleanup(patch.stop)

    def test_takes_for_the_beat_sound_by_a_font_or_by_strings(self):
        kinds = set()
        for seed in range(8):
            sound, chords, _, truth, _ = beat_takes.make(random.Random(seed), "travis", "", 6)
            self.assertTrue(np.isfinite(sound).all() and chords and truth)
            kinds.add(bool((sound == 1).all()))
        self.assertEqual(kinds, {True, False})

    def test_takes_for_the_band_sound_by_a_font_or_by_strings(self):
        spec = ("folk", "pick", 120, 4, 0.5, "0 5", 1, None)
        kinds = set()
        for seed in range(6):
            sound = make_band_takes.make(random.Random(seed), spec, "")[0]
            kinds.add(bool(np.ptp(sound) == 0))
        self.assertEqual(kinds, {True, False})

    def test_a_line_is_in_its_range_and_never_two_notes_at_once(self):
        notes = note_takes.line(random.Random(1), 40, 76, 20)
        self.assertGreater(len(notes), 20)
        self.assertTrue(all(40 <= n[3] <= 76 for n in notes))
        for one, other in zip(notes, notes[1:]):
            self.assertLess(one[1], other[0])


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
