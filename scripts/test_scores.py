"""What people write beside their takes can be scored."""

import pathlib
import tempfile
import unittest

import band_scores
import bass_scores


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

    def test_labels_as_charts_have_them_are_read_with_comments_and_gaps(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "take.lab"
            path.write_text("# by ear\n0 2 Am7\n\n3 4 F#dim\n4 5 N\n")
            self.assertEqual(bass_scores.spans(path), [
                (0, 2, (9, "min7")), (2, 3, None), (3, 4, (6, "dim")), (4, 5, None)])


if __name__ == "__main__":
    unittest.main()
