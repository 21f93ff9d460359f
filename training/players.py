"""Players: turn a song into notes, each of them with habits drawn at random."""

import dataclasses

from guitarists import bossa, picker, power, strummer
from keyboardists import pianist, sustainer
from rhythm_section import bassist, drummer
from soloists import liner, soloist
from stage import (
    BASS, BASSES, COMPER, GUITARS, LEAD, LEADS, ORGANS, OTHERS, PADS, PIANOS, SECOND, Clock, Stage)
from voicings import keys


def striker(stage, channel=COMPER, strings=False):
    """Every chord once or twice, in any register, wide or close, held or followed by a rest."""
    rng, song = stage.rng, stage.song
    held, loud = rng.choice([1, 1, rng.uniform(0.3, 0.95)]), rng.randint(55, 105)
    twice, doubled, low = rng.random() < 0.2, rng.random() < 0.4, rng.choice([0, 36, 43, 48, 60])
    for index, chord in enumerate(song.chords):
        begin, end = max(0, stage.begin(index)), stage.end(index)
        hand = stage.shape(chord) if strings else keys(rng, chord, low or rng.randint(40, 68))
        if not strings and (low or 60) >= 48 and doubled:
            hand = hand + [36 + (chord.bass - 36) % 12]
        elif not strings:
            bottom = min(hand)
            hand = [bottom - (bottom - chord.bass) % 12] + [k for k in hand if k > bottom]
        spread = rng.choice([0, 0, 0.03])
        strikes = [begin, (begin + end) / 2] if twice else [begin]
        for beat, following in zip(strikes, strikes[1:] + [end]):
            for order, key in enumerate(sorted(set(hand))):
                stage.play(beat, beat + (following - beat) * held, channel, key, loud, order * spread)


def pauses(stage):
    """Leaves whole spans of the comping out, from some time after a chord was struck."""
    rng, song = stage.rng, stage.song
    gaps = []
    for index, _ in enumerate(song.chords):
        if rng.random() < 0.3:
            begin, end = stage.clock(max(0, stage.begin(index))), stage.clock(stage.end(index))
            gaps.append((begin + rng.uniform(0.25, 0.6) * (end - begin), end - 0.05))
    stage.notes = [n if not any(g[0] < n[1] and n[0] < g[0] for g in gaps)
                   else (n[0], next(g[0] for g in gaps if n[0] < g[0] < n[1]), *n[2:])
                   for n in stage.notes
                   if n[2] != COMPER or not any(g[0] <= n[0] < g[1] for g in gaps)]


def comper(stage, with_bass, band):
    """Someone plays the chords; returns the programs of those who do, and who plays a melody."""
    rng = stage.rng
    programs = {BASS: rng.choice(BASSES), LEAD: rng.choice(LEADS)}
    kind = rng.choices(
        ["strum", "pick", "bossa", "piano", "hold", "power", "other", "strike", "line"],
        weights=[3.2, 1.6, 1.2, 2.4, 1.2, 0.9, 0.4, 1.6, 0.3])[0]
    if kind in ("strum", "pick", "bossa"):
        programs[COMPER] = rng.choice(GUITARS if kind == "strum" else GUITARS[:7])
        {"strum": strummer, "pick": picker, "bossa": bossa}[kind](stage)
    elif kind == "strike":
        strings = rng.random() < 0.5
        programs[COMPER] = rng.choice(GUITARS if strings else PIANOS + PIANOS + ORGANS)
        striker(stage, COMPER, strings)
    elif kind == "line":
        programs[COMPER] = rng.choice(GUITARS + PIANOS + LEADS)
        liner(stage)
    elif kind == "power":
        programs[COMPER] = rng.choice([29, 30, 27])
        power(stage)
        if with_bass and rng.random() < 0.4:
            programs[SECOND] = rng.choice(ORGANS + PADS + PIANOS)
            sustainer(stage, SECOND, True)
    elif kind == "hold":
        programs[COMPER] = rng.choice(ORGANS + PADS)
        sustainer(stage, COMPER, with_bass)
    else:
        programs[COMPER] = rng.choice(PIANOS if kind == "piano" else OTHERS)
        pianist(stage, COMPER, with_bass)
    if kind not in ("line", "power") and rng.random() < 0.08:
        pauses(stage)
    if band < 0.12 and kind != "power":
        programs[SECOND] = rng.choice(ORGANS + PADS + PIANOS + GUITARS)
        rng.choice([sustainer, pianist])(stage, SECOND, True)
    return programs, kind != "line" and rng.random() < (0.5 if band < 0.3 else 0.15)


def perform(rng, song, intro):
    """Plays a song; returns notes, programs by channel, labels, the beats, and the seconds it took.

    Where the players say nothing of the bass, that of the labels is -1.
    """
    clock = Clock(rng, song, intro)
    stage = Stage(rng, song, clock)
    band = rng.random()
    with_bass = band < 0.42
    programs, with_lead = comper(stage, with_bass, band)
    if with_bass:
        bassist(stage)
    if band < 0.27 or band > 0.92:
        drummer(stage)
    if with_lead:
        soloist(stage)
    silent = stage.upper and not with_bass and programs[COMPER] in GUITARS
    chords = [dataclasses.replace(c, bass=-1) if silent else c for c in song.chords]
    labels = [(max(0, clock(max(0, stage.begin(i)))), clock(stage.end(i)), c)
              for i, c in enumerate(chords)]
    beats = [(clock(beat), beat % song.beats_per_bar + 1) for beat in range(song.beats)]
    return stage.notes, programs, labels, beats, clock(song.beats)
