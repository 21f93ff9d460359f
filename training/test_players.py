#!/usr/bin/env python3
"""Tests of the songs that are made up or counted, and of those who play them."""

import random
import unittest

import numpy as np

import key_counts
from guitarists import FIGURES, bossa, power, string
from make_data import HOP, NO_CHORD, targets
from make_takes import label_rows
from players import pauses, perform
from songs import INTERVALS, QUALITIES, ChordSpan, Song, make_song
from soloists import liner
from stage import COMPER, Clock, Stage
from unrelated import on_keys, on_strings, progression
from voicings import essential, guitar_shapes


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

    def test_a_figure_leaves_out_none_of_three_strings(self):
        for figure in FIGURES:
            played = {string(figure, turn, 3) for turn in range(len(figure))}
            self.assertEqual(played, {0, 1, 2}, figure)
            self.assertEqual([string(figure, turn, 6) for turn in range(len(figure))], list(figure))

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

    def test_chords_without_relation_change_their_root_every_two_seconds(self):
        chords = progression(random.Random(3), 40).chords
        self.assertEqual(len(chords), 20)
        self.assertTrue(all(a.root != b.root for a, b in zip(chords, chords[1:])))
        for make in (on_keys, on_strings):
            stage, labels, _ = make(random.Random(3), 40)
            self.assertTrue(all(1.9 < end - start < 2.1 for start, end, _ in labels))
            for start, end, chord in labels:
                held = {n[3] % 12 for n in stage.notes if start + 0.1 < n[1] and n[0] < end - 0.1}
                self.assertLessEqual(held, {(chord.root + t) % 12 for t in INTERVALS[chord.quality]})

    def test_a_chord_whose_bass_nobody_plays_is_labelled_without_one(self):
        chords = [ChordSpan(0, 4, 3, "min", -1), ChordSpan(4, 4, 3, "min", 10)]
        rows = label_rows([(0.5, 1, chords[0]), (1, 2, chords[1])], 2)
        self.assertEqual([name for _, _, name in rows], ["N", "Eb:min", "Eb:min/5"])


class KeyCountTests(unittest.TestCase):
    def song(self, changes, corpus="pop"):
        return dict(corpus=corpus, changes=[[root, QUALITIES.index(quality), beats, 0]
                                            for root, quality, beats in changes])

    def test_a_song_is_in_the_mode_whose_tonic_sounds_longer(self):
        loop = [(9, "min", 4), (5, "maj", 4), (0, "maj", 4), (7, "maj", 4)]
        self.assertFalse(key_counts.is_minor(self.song(loop)))
        self.assertTrue(key_counts.is_minor(self.song(loop + [(9, "min7", 4)])))

    def test_what_follows_often_is_likelier_than_by_itself(self):
        counts = key_counts.Counts([self.song([(0, "maj", 4), (7, "7", 4)] * 20 + [(0, "maj", 4)])])
        chords, first, changes = counts.logarithms()
        tonic, dominant = key_counts.state(0, 0, 0), key_counts.state(7, QUALITIES.index("7"), 0)
        self.assertAlmostEqual(np.exp(chords[0]).sum(), 1, places=6)
        self.assertEqual(first[0].argmax(), tonic)
        self.assertGreater(changes[0, tonic, dominant], 0.3)
        self.assertLess(changes[0, tonic, 0], 0)

    def test_letters_are_tenths_of_a_logarithm(self):
        self.assertEqual(key_counts.letters(np.array([0, -0.1, -20]), key_counts.HIGHEST), "zy0")
        self.assertEqual(key_counts.letters(np.array([0.3]), key_counts.EVEN), "X")


if __name__ == "__main__":
    unittest.main()
