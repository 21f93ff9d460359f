"""What people write beside their takes can be scored."""

import pathlib
import tempfile
import unittest

import mido

import band_report
import band_rig
import band_scores
import bass_scores
import evaluate


class Labels(unittest.TestCase):
    def test_chords_of_all_kinds_are_read(self):
        for label, expected in [
                ("C", (0, "maj")), ("Bb:min7/b3", (10, "min7")), ("F##:7(b9)", (7, "7")),
                ("Cb:maj9", (11, "maj7")), ("D:min11", (2, "min7")), ("G:13", (7, "7")),
                ("A:9", (9, "9")), ("E:5", (4, "5")), ("N", None), ("X", None), ("C:(1,2)", None)]:
            self.assertEqual(bass_scores.chord(label), expected, label)

    def test_every_tone_of_a_chord_fits(self):
        for quality, tones in bass_scores.TONES.items():
            label = bass_scores.chord("D:" + quality)
            self.assertEqual(band_scores.tones(label), {(2 + tone) % 12 for tone in tones}, quality)
            self.assertTrue(all(bass_scores.fits(38 + tone, label) for tone in tones))

    def test_what_sounds_after_a_take_is_neither_right_nor_wrong(self):
        take = band_scores.Truth([(0.0, 2.0, (0, "maj")), (2.0, 4.0, (7, "maj"))], [], [0.0])
        notes = {"bass": [(1.0, 1.5, 36), (3.0, 3.5, 36), (4.5, 5.0, 36)], "comping": [], "drums": []}
        scores = band_scores.Scores()
        band_scores.tones_right(take, notes, scores)
        self.assertEqual(scores.bass[1], [True, False])

    def test_labels_as_charts_have_them_are_read_with_comments_and_gaps(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "take.lab"
            path.write_text("# by ear\n0 2 Am7\n\n3 4 F#dim\n4 5 N\n")
            self.assertEqual(bass_scores.spans(path), [
                (0, 2, (9, "min7")), (2, 3, None), (3, 4, (6, "dim")), (4, 5, None)])


class Groups(unittest.TestCase):
    def test_takes_whose_names_begin_alike_are_scored_together(self):
        truth = [(0.0, 2.0, "C:maj"), (2.0, 4.0, "G:maj")]
        wrong = [(0.0, 4.0, "C:maj")]
        names = ["song00-guitar-pop", "song01-band-jazz", "take00", "waltz-guitar_7"]
        chords = {name: (truth, wrong if "band" in name else truth, truth) for name in names}
        rows = {name: {"beat F": 0.5 if "band" in name else 1.0} for name in names}
        groups = evaluate.grouped(chords, rows)
        self.assertEqual(list(groups), ["all 2 song"])
        self.assertAlmostEqual(groups["all 2 song"]["majmin"], 0.75)
        self.assertAlmostEqual(groups["all 2 song"]["beat F"], 0.75)


class Rigs(unittest.TestCase):
    PATCH = (pathlib.Path(__file__).resolve().parent.parent / "patches/trio.yaml").read_text()

    def made(self):
        return band_rig.rig(self.PATCH, {"": "", "_heard": "harmony: heard"})

    def test_all_that_the_band_hears_is_kept_and_what_only_sounds_is_not(self):
        _, nodes, _ = band_rig.nodes(self.made())
        self.assertLessEqual({"guitar", "clean", "strokes", "pulse", "ear", "tonality"}, set(nodes))
        self.assertFalse({"synth", "room", "speakers", "form", "next", "level"} & set(nodes))

    def test_each_band_hears_the_same_and_has_ports_of_its_own(self):
        _, nodes, tail = band_rig.nodes(self.made())
        ends = band_rig.wires(tail)
        hears = lambda band: {source for source, target in ends if target == band}
        self.assertEqual(hears("band"), hears("band_heard"))
        self.assertIn(("band_heard.bass", "bass_heard.ch2"), ends)
        self.assertIn("harmony: heard", nodes["band_heard"])
        self.assertNotIn("harmony", nodes["band"])
        for end in {end.split(".")[0] for wire in ends for end in wire}:
            self.assertIn(end, nodes)

    def test_the_notes_of_each_band_are_told_apart(self):
        file = mido.MidiFile()
        for name, key in (("band bass", 40), ("band_heard bass", 41)):
            file.tracks.append(mido.MidiTrack([
                mido.MetaMessage("track_name", name=name),
                mido.Message("note_on", channel=1, note=key, velocity=90),
                mido.Message("note_off", channel=1, note=key, time=480)]))
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "bands.mid"
            file.save(path)
            for band, key in (("band ", 40), ("band_heard ", 41)):
                self.assertEqual(band_scores.parts(path, band=band)["bass"], [(0.0, 0.5, key)])


class Pages(unittest.TestCase):
    def test_what_is_written_by_hand_stays(self):
        by_hand = "What is not reached: much\nand more.\n"
        before = f"# The band\n\nMade.\n\n{by_hand}\n![share](plot.svg)\n\n## Takes\n"
        cost = {"composing": 1, "audio thread": 1, "bar p50": 1, "bar p99": 1}
        page = band_report.Page([], [], cost, before).text()
        self.assertIn(f"\n\n{by_hand}\n![share of bass", page)
        self.assertNotIn("Made.", page)
        self.assertNotIn("What is not reached", band_report.Page([], [], cost).text())


if __name__ == "__main__":
    unittest.main()
