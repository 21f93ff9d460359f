#!/usr/bin/env python3
"""Tests of how notes become sound, of what happens to it on its way, and of takes."""

import random
import unittest
import unittest.mock

import numpy as np

import beat_takes
import changes
import make_band_takes
import make_hardships
import make_trials
import note_takes
from sound import sung
from strings import Strings
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
