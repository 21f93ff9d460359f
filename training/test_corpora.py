#!/usr/bin/env python3
"""Tests of the language models of chords and melodies: what is read of corpora, and that they learn."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

import mido
import torch

import corpora
import export_lm
import melody
import ngrams
import progressions
import sources
import symbols
import train_lm
import train_melody
from songs import QUALITIES

HERE = pathlib.Path(__file__).parent
# Titles by the side of the split that they are on.
TITLES = {"train": "river", "stop": "boat", "test": "blue"}


class ProgressionTests(unittest.TestCase):
    def test_symbols_of_charts_are_read(self):
        self.assertEqual(symbols.jazz("Gm7b5/Bb"), (7, QUALITIES.index("hdim7")))
        self.assertEqual(symbols.jazz("EbM7#11"), (3, QUALITIES.index("maj7")))
        self.assertEqual(symbols.harte("F#:min9/b3"), (6, QUALITIES.index("min7")))
        self.assertIsNone(symbols.harte("N"))

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
        torch.manual_seed(1)
        network = train_lm.train(progressions.ProgressionNetwork(16, 16), songs, songs, 150, 1, 4)
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


def lead_sheet(folder, title):
    """Eight bars of C and G7 in OpenEWLD's way, after a pickup of a beat."""
    note = lambda step, length: (f"<note><pitch><step>{step}</step><octave>4</octave></pitch>"
                                 f"<duration>{length}</duration></note>")
    harmony = lambda root, kind: (f"<harmony><root><root-step>{root}</root-step></root>"
                                  f"<kind>{kind}</kind></harmony>")
    bars = ["<attributes><divisions>2</divisions><key><fifths>1</fifths></key><time><beats>4</beats>"
            "<beat-type>4</beat-type></time></attributes>" + note("D", 2)]
    bars += [harmony("C", "major") + note("E", 2) + note("G", 2) + harmony("G", "dominant")
             + note("B", 4)] * 8
    measures = "".join(f"<measure>{bar}</measure>" for bar in bars)
    place = folder / "OpenEWLD/dataset/someone" / title
    place.mkdir(parents=True)
    with zipfile.ZipFile(place / "song.mxl", "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
        archive.writestr("song.xml", f"<score-partwise><part>{measures}</part></score-partwise>")


def pop_song(folder, name):
    """Eight bars in POP909's way, at 120 beats a minute, from the second beat on."""
    place = folder / "POP909-Dataset/POP909" / name
    place.mkdir(parents=True)
    rows = [f"{0.5 + beat / 2} 1.0 {float(beat % 4 == 1)}" for beat in range(33)]
    (place / "beat_midi.txt").write_text("\n".join(rows) + "\n")
    (place / "key_audio.txt").write_text("0.0\t17.0\tA:min\n")
    chords = [f"{1 + 2 * bar}\t{3 + 2 * bar}\t{('A:min', 'F:maj7')[bar % 2]}" for bar in range(8)]
    (place / "chord_midi.txt").write_text("\n".join(chords) + "\n")
    song = mido.MidiFile(ticks_per_beat=480)
    line = mido.MidiTrack([mido.MetaMessage("track_name", name="MELODY")])
    for beat in range(32):
        line.append(mido.Message("note_on", note=69 + beat % 3, velocity=90, time=960 if not beat else 0))
        line.append(mido.Message("note_off", note=69 + beat % 3, time=480))
    song.tracks += [mido.MidiTrack([mido.MetaMessage("set_tempo", tempo=500_000)]), line]
    song.save(place / (name + ".mid"))


class MelodyPipelineTests(unittest.TestCase):
    """From corpora to a model that strumd reads, each step as training/train-melody runs it."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.place = pathlib.Path(cls.folder.name)
        for title in TITLES.values():
            lead_sheet(cls.place, title)
        for number in range(1, 60):
            name = f"{number:03}"
            if number == 1 or corpora.part(dict(title="pop909 " + name)) != "train":
                pop_song(cls.place, name)
        cls.run_step("melodies.py", cls.place, cls.place / "melodies.jsonl")
        with open(cls.place / "melodies.jsonl") as file:
            cls.melodies = {one["title"]: one for one in map(json.loads, file)}

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @staticmethod
    def run_step(program, *arguments):
        return subprocess.run([sys.executable, HERE / program, *arguments], check=True,
                              capture_output=True, text=True).stdout

    def test_a_lead_sheet_is_read_from_its_first_whole_bar(self):
        sheet = self.melodies[TITLES["train"]]
        self.assertEqual((sheet["metre"], sheet["tonic"], sheet["part"]), (4, 7, "train"))
        self.assertEqual(sheet["notes"][:4], [[36, 12, 62], [48, 12, 64], [60, 12, 67], [72, 24, 71]])
        self.assertEqual(sheet["chords"][:2], [[48, 0, 0], [72, 7, QUALITIES.index("7")]])

    def test_a_pop_song_is_read_on_its_beats(self):
        pop = self.melodies["pop909 001"]
        self.assertEqual((pop["metre"], pop["tonic"]), (4, 0))
        self.assertEqual(pop["notes"][:2], [[0, 12, 69], [12, 12, 70]])
        self.assertEqual(pop["chords"][:2], [[0, 9, QUALITIES.index("min")],
                                             [48, 5, QUALITIES.index("maj7")]])

    def test_every_side_has_melodies_and_a_title_is_on_one_only(self):
        self.assertEqual({one["part"] for one in self.melodies.values()}, set(TITLES))
        for side, title in TITLES.items():
            self.assertEqual(self.melodies[title]["part"], side)

    def test_the_model_is_trained_measured_and_written(self):
        out = self.place / "small.melody"
        said = self.run_step("train_melody.py", self.place / "melodies.jsonl", out,
                             "--epochs", "2", "--hidden", "8")
        for corpus in ("lead sheets", "pop909"):
            self.assertRegex(said, rf"{corpus} +pitch network: +\d")
            self.assertRegex(said, rf"{corpus} +rhythm place and gaps, 4 facts: +\d")
        data = out.read_bytes()
        self.assertEqual(data[:4], b"MELO")
        network = train_melody.MelodyNetwork(train_melody.PITCH, 8, train_melody.INTERVALS)
        rhythm = train_melody.MelodyNetwork(train_melody.RHYTHM, 64, len(train_melody.GAPS))
        self.assertEqual(len(data), len(train_melody.binary(network, rhythm)))


class CorpusTests(unittest.TestCase):
    def test_chords_of_both_corpora_are_changes_relative_to_the_key(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            lead_sheet(folder, "a")
            pop_song(folder, "001")
            sheet, = corpora.read_openewld(folder / "OpenEWLD")
            pop, = corpora.read_pop909(folder / "POP909-Dataset")
        self.assertEqual(sheet["changes"][:2], [[5, 0, 2, 0], [0, QUALITIES.index("7"), 2, 2]])
        self.assertEqual(pop["changes"][:2], [[9, QUALITIES.index("min"), 4, 0],
                                              [5, QUALITIES.index("maj7"), 4, 0]])

    def test_a_beat_is_found_by_the_time_that_is_nearest(self):
        with tempfile.TemporaryDirectory() as name:
            pop_song(pathlib.Path(name), "001")
            take, = sources.pop909(pathlib.Path(name) / "POP909-Dataset")
        self.assertEqual([take.nearest(time) for time in (-9, 0.6, 0.9, 99)], [0, 0, 1, 32])
        self.assertEqual([take.place(time) for time in (1.0, 1.25, 0.0)], [0, 0.5, -2])


if __name__ == "__main__":
    unittest.main()
