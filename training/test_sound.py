#!/usr/bin/env python3
"""Tests of how notes become sound, of what happens to it on its way, and of takes."""

import random
import unittest
import unittest.mock

import numpy as np

import beat_takes
import changes
import make_band_takes
import make_data
import make_hardships
import make_trials
import note_takes
import song_takes
from songs import INTERVALS
from stage import COMPER
from strings import Strings
from voices import clapped, spoken, sung
from voicings import guitar_shapes


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
            used = strings.fingered(keys, {})
            self.assertEqual(len(set(used.values())), len(keys), keys)

    def test_a_note_ends_where_its_string_is_struck_again(self):
        strings = Strings(random.Random(2), self.RATE)
        strings.linger = strings.sympathy = strings.scratch = strings.mutes = 0
        both = strings.play([(0, 2, 0, 40, 100), (1, 2, 0, 43, 100)], 2)[int(1.3 * self.RATE):]
        spectrum = np.abs(np.fft.rfft(both * np.hanning(len(both)), 1 << 17))
        hertz = np.arange(len(spectrum)) * self.RATE / (1 << 17)
        level = lambda low, high: spectrum[(hertz > low) & (hertz < high)].max()
        self.assertGreater(level(95, 101), 20 * level(80, 85))

    def strings(self, notes):
        """The string of each note, (start, end, key), that one guitarist plays."""
        guitar = Strings(random.Random(1), self.RATE)
        groups = guitar.strokes([(start, end, COMPER, key, 80) for start, end, key in notes])
        return [hand[note[3]] for group, hand in zip(groups, guitar.hands(groups)) for note in group]

    def test_what_is_picked_in_turn_rings_on_in_any_order(self):
        for shape in ((48, 52, 55, 60, 64), (60, 64, 67), (62, 65, 69), (40, 47, 52, 56, 59, 64)):
            for order in (shape, shape[::-1], shape[::2] + shape[1::2]):
                played = self.strings([(0.3 * turn, 4, key) for turn, key in enumerate(order)])
                self.assertEqual(len(set(played)), len(shape), order)

    def test_a_figure_strikes_each_string_again(self):
        figure = [60, 64, 67, 64] * 3
        played = self.strings([(0.25 * turn, 4, key) for turn, key in enumerate(figure)])
        self.assertEqual(played, played[:4] * 3)

    def test_a_line_goes_on_along_the_neck_and_not_from_string_to_string(self):
        line = [64, 65, 67, 69]
        played = self.strings([(0.3 * turn, 0.3 * turn + 0.3, key) for turn, key in enumerate(line)])
        self.assertEqual(played, [5] * 4)

    def test_an_open_chord_is_played_on_open_strings(self):
        self.assertEqual(self.strings([(0, 1, key) for key in (40, 47, 52, 56, 59, 64)]),
                         [0, 1, 2, 3, 4, 5])

    def test_the_notes_of_a_picked_chord_sound_together(self):
        guitar = Strings(random.Random(3), self.RATE)
        guitar.mutes = guitar.scratch = guitar.sympathy = 0
        figure = [(0.25 * turn, 2, COMPER, key, 80) for turn, key in enumerate((60, 64, 67))]
        sound = guitar.play(figure, 2)
        spectrum = np.abs(np.fft.rfft(sound[int(0.6 * self.RATE):int(1.6 * self.RATE)] * np.hanning(self.RATE)))
        for key in (60, 64, 67):
            pitch = round(440 * 2 ** ((key - 69) / 12))
            around = spectrum[pitch - 6:pitch + 7].max()
            self.assertGreater(around, 20 * np.median(spectrum[200:500]), key)

    def test_a_hand_mutes_short_notes_and_none_that_are_to_ring(self):
        level = {}
        for until in (0.3, 2):
            guitar = Strings(random.Random(3), self.RATE)
            guitar.mutes, guitar.scratch, guitar.linger, guitar.sympathy = 1, 0, 0, 0
            sound = guitar.play([(0, until, COMPER, 40, 80), (0.3, 2, COMPER, 64, 80)], 2)
            level[until] = np.abs(sound[int(0.2 * self.RATE):int(0.28 * self.RATE)]).mean()
        self.assertGreater(level[2], 2 * level[0.3])

    def test_a_voice_slides_and_trembles_about_its_notes(self):
        sound = sung(random.Random(3), [(0.1, 1.9, 2, 69, 90)], 2)
        self.assertTrue(np.isfinite(sound).all())
        self.assertGreater(np.abs(sound[self.RATE // 2:self.RATE]).max(), 0.05)
        self.assertLess(np.abs(sound[-100:]).max(), 0.01)

    def test_who_speaks_stays_on_no_note(self):
        def share(sound):
            """How much of the sound lies in the one of twelve pitch classes that has most."""
            spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
            hertz = np.arange(len(spectrum)) * self.RATE / len(sound)
            low = (hertz > 70) & (hertz < 1000)
            classes = np.round(12 * np.log2(hertz[low] / 440)).astype(int) % 12
            return np.bincount(classes, spectrum[low]).max() / spectrum[low].sum()
        self.assertLess(share(spoken(random.Random(5), 8)), 0.4)
        self.assertGreater(share(sung(random.Random(5), [(0.1, 7.9, 2, 57, 90)], 8)), 0.45)

    def test_who_speaks_and_who_claps_pauses_and_is_heard(self):
        for noise in (spoken, clapped):
            sound = noise(random.Random(2), 10)
            self.assertEqual(len(sound), 10 * self.RATE)
            self.assertTrue(np.isfinite(sound).all())
            self.assertAlmostEqual(np.abs(sound).max(), 1, 3)
        parts = np.abs(spoken(random.Random(2), 20)).reshape(-1, self.RATE // 10).mean(1)
        self.assertTrue(0.05 < (parts < 0.01).mean() < 0.7)


class LessonTests(unittest.TestCase):
    """Lessons of the chord network, of songs of any length."""

    def test_speech_is_a_lesson_and_lies_over_others(self):
        def song(rng, seconds, installed):
            return np.ones(int(seconds * make_data.RATE)), [(0, seconds, None)], []
        def speech(rng, seconds, rate=make_data.RATE):
            return np.linspace(0, 1, int(seconds * rate))
        alone = over = 0
        with unittest.mock.patch.multiple(make_data, sing=song, spoken=speech):
            for number in range(4000):
                rng = random.Random(number)
                sound, labels = make_data.lesson(rng, rng.uniform(0.1, 0.5), [])
                alone += not labels
                over += bool(labels) and np.ptp(sound) > 0
        self.assertGreater(alone, 0)
        self.assertGreater(over, 0)


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

    def test_songs_hold_the_chords_that_they_are_said_to_hold(self):
        for kind in song_takes.PLAYERS:
            for seed in range(4):
                rng = random.Random(seed)
                style = ["pop", "jazz"][seed % 2]
                notes, _, chords, clock, truth, _, end = song_takes.perform(rng, kind, style, 30)
                self.assertLess(max(note[1] for note in notes), end)
                self.assertEqual(chords[-1].beat + chords[-1].length, len(truth))
                for chord in chords:
                    struck = {key % 12 for start, _, channel, key, _ in notes if channel == COMPER
                              and clock(chord.beat) - 0.03 < start < clock(chord.beat + chord.length) - 0.1}
                    tones = {(chord.root + tone) % 12 for tone in INTERVALS[chord.quality]}
                    self.assertLessEqual(struck, tones, (kind, seed, chord))

    def test_a_line_is_in_its_range_and_never_two_notes_at_once(self):
        notes = note_takes.line(random.Random(1), 40, 76, 20)
        self.assertGreater(len(notes), 20)
        self.assertTrue(all(40 <= n[3] <= 76 for n in notes))
        for one, other in zip(notes, notes[1:]):
            self.assertLess(one[1], other[0])


class ChangeTests(unittest.TestCase):
    RATE = 22_050
    TONE = np.sin(2 * np.pi * 440 * np.arange(22_050) / 22_050).astype(np.float32)

    def level(self, sound, hertz):
        """The amplitude of a partial, in dB."""
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) * 4 / len(sound)
        return 20 * np.log10(spectrum[hertz] + 1e-12)

    def test_hum_and_hiss_are_as_far_below_the_sound_as_was_asked(self):
        for changed in (changes.hummed(self.TONE, 20, 50, self.RATE),
                        changes.hissed(self.TONE, 20, np.random.default_rng(1), 0.8)):
            added = changes.rms(changed - self.TONE) / changes.rms(self.TONE)
            self.assertAlmostEqual(20 * np.log10(added), -20, places=2)
        self.assertGreater(self.level(changes.hummed(self.TONE, 20, 50, self.RATE), 50), -25)

    def test_an_amplifier_adds_odd_overtones_and_takes_the_highest_away(self):
        driven = changes.driven(self.TONE, 20, 4000, self.RATE)
        self.assertGreater(self.level(driven, 1320), self.level(driven, 440) - 15)
        self.assertLess(self.level(driven, 9240), self.level(driven, 440) - 30)

    def test_a_chorus_is_late_and_never_before_the_sound(self):
        click = np.zeros(self.RATE, np.float32)
        click[1000] = 1
        changed = changes.chorused(click, 3e-3, 1, 0.8, self.RATE)
        late = np.flatnonzero(np.abs(changed) > 1e-6)
        self.assertEqual(late[0], 1000)
        self.assertTrue(all(0.005 < (at - 1000) / self.RATE < 0.01 for at in late[1:]))

    def test_detuning_says_by_how_much_times_shrink(self):
        sharp, factor = changes.detuned(self.TONE, 100)
        self.assertAlmostEqual(factor, 2 ** (1 / 12))
        self.assertAlmostEqual(len(sharp) * factor, len(self.TONE), delta=2)

    def test_every_hardship_leaves_the_take_its_length(self):
        noise = np.random.default_rng(1)
        for name, way in make_hardships.WAYS.items():
            sound = way(self.TONE, noise)
            self.assertEqual(len(sound), len(self.TONE), name)
            self.assertTrue(np.isfinite(sound).all(), name)


if __name__ == "__main__":
    unittest.main()
