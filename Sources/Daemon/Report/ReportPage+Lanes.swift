extension ReportPage {
  /// Lanes from top to bottom; each draws itself between two heights.
  static let lanes = #"""
    const lanes = [];
    const lane = (name, height, isThere, draw) => {
      if (isThere) lanes.push({ name, height, draw });
    };
    lane('bars', 24, true, (c, y, h) => {
      c.font = '12px system-ui, sans-serif';
      c.textAlign = 'left';
      c.fillStyle = css.soft;
      let last = -1e9;
      const mark = (time, text) => {
        const x = toX(time);
        if (x < gutter || x - last < 44) return;
        c.fillText(text, x + 4, y + h / 2);
        c.fillRect(x, y + 4, 1, h - 4);
        last = x;
      };
      if (take.bars.length > 1) {
        const perBar = (toX(take.bars.at(-1)) - toX(take.bars[0])) / (take.bars.length - 1);
        let step = 1;
        while (step * perBar < 44) step *= 2;
        take.bars.slice(0, -1).forEach((time, i) => { if (i % step === 0) mark(time, i + 1); });
      } else {
        for (let time = Math.ceil(view.start); time < view.end; time++) mark(time, clock(time));
      }
    });
    lane('sections', 30, take.sections.length, (c, y, h) => {
      for (const s of take.sections)
        block(c, s.start, s.end, y + 2, h - 4, sectionColour(s.name), s.name, true);
    });
    lane('key', 26, take.keys.length, (c, y, h) => take.keys.forEach((k, i) =>
      block(c, k.time, take.keys[i + 1]?.time ?? take.duration, y + 2, h - 4, css.line, k.key)));
    lane('chords', 44, true, (c, y, h) => take.chords.forEach((chord, i) => {
      const fill = chordColour(chord.chord, .45 + .55 * Math.min(1, chord.confidence));
      const text = chord.chord === 'N' ? '' : take.symbols[i];
      block(c, chord.start, chord.end, y + 3, h - 6, fill, text, true);
    }));
    lane('sound', 110, true, (c, y, h) => {
      const count = take.peaks.length / 2, middle = y + h / 2;
      const loudest = Math.max(8, ...take.peaks.map(Math.abs));
      c.fillStyle = css.wave;
      for (let x = gutter; x < canvas.clientWidth; x++) {
        const from = Math.floor(toTime(x) / take.duration * count);
        const to = Math.max(from + 1, Math.floor(toTime(x + 1) / take.duration * count));
        let low = 0, high = 0;
        for (let i = Math.max(0, from); i < Math.min(count, to); i++) {
          low = Math.min(low, take.peaks[2 * i]);
          high = Math.max(high, take.peaks[2 * i + 1]);
        }
        const scale = (h / 2 - 4) / loudest;
        c.fillRect(x, middle - high * scale, 1, Math.max(1, (high - low) * scale));
      }
      c.fillStyle = css.accent;
      for (const onset of take.onsets) {
        const x = toX(onset.time), size = 3 + 7 * onset.strength;
        if (x >= gutter) c.fillRect(x, y + h - size, 1, size);
      }
    });
    const chromaImage = document.createElement('canvas');
    const paintChroma = () => {
      if (!take.chroma) return;
      const rows = take.chroma.bins;
      chromaImage.width = rows.length;
      chromaImage.height = 12;
      const c = chromaImage.getContext('2d');
      rows.forEach((row, x) => row.forEach((value, bin) => {
        if (value < .04) return;
        c.fillStyle = `hsl(${bin * 7 % 12 * 30} 70% ${css.tone} / ${value})`;
        c.fillRect(x, 11 - bin, 1, 1);
      }));
    };
    lane('chroma', 132, take.chroma, (c, y, h) => {
      const { start, step, bins } = take.chroma;
      c.imageSmoothingEnabled = false;
      const left = toX(start - step / 2);
      c.drawImage(chromaImage, left, y + 2, toX(start + (bins.length - .5) * step) - left, h - 4);
      scale(c, y, h, names.map((name, bin) => [y + 2 + (11.5 - bin) * (h - 4) / 12, name]));
    });
    lane('beats', 30, take.beats.length, (c, y, h) => {
      for (const beat of take.beats) {
        const x = toX(beat.time), first = beat.number === 1;
        if (x < gutter) continue;
        c.fillStyle = beat.announced > beat.time ? css.accent : first ? css.text : css.soft;
        c.beginPath();
        c.arc(x, y + h / 2, first ? 5 : 3, 0, 7);
        c.fill();
      }
    });
    lane('tempo', 70, take.tempo.length && take.beats.length > 2, (c, y, h) => {
      const heard = take.beats.slice(1).map((b, i) => [b.time, 60 / (b.time - take.beats[i].time)])
        .filter(([, bpm]) => bpm > 30 && bpm < 300);
      const all = heard.map(p => p[1]).concat(take.tempo.map(t => t.tempo));
      const low = Math.min(...all) - 3, high = Math.max(...all) + 3;
      const toY = bpm => y + h - 6 - (bpm - low) / (high - low) * (h - 12);
      c.fillStyle = css.soft;
      for (const [time, bpm] of heard) {
        if (toX(time) < gutter) continue;
        c.beginPath();
        c.arc(toX(time), toY(bpm), 2, 0, 7);
        c.fill();
      }
      c.strokeStyle = css.accent;
      c.lineWidth = 1.6;
      c.beginPath();
      take.tempo.forEach((row, i) => {
        c.lineTo(toX(row.time), toY(row.tempo));
        c.lineTo(toX(take.tempo[i + 1]?.time ?? take.duration), toY(row.tempo));
      });
      c.stroke();
      scale(c, y, h, [low + 3, high - 3].map(bpm => [toY(bpm), Math.round(bpm)]));
    });
    take.players.forEach((player, index) => {
      const own = take.notes.filter(n => n.port === player.port && n.channel === player.channel);
      const keys = own.map(n => n.key);
      const low = Math.min(...keys) - 1, high = Math.max(...keys) + 1;
      lane(player.name, 84, true, (c, y, h) => {
        const row = h / (high - low + 1);
        for (const note of own) {
          const left = toX(note.start), right = toX(note.end);
          if (right < gutter || left > canvas.clientWidth) continue;
          c.globalAlpha = .4 + .6 * note.velocity / 127;
          c.fillStyle = partColour(index);
          c.fillRect(left, y + (high - note.key) * row, Math.max(2, right - left - 1),
            Math.min(7, Math.max(2, row - 1)));
        }
        c.globalAlpha = 1;
      });
    });
    """#
}
