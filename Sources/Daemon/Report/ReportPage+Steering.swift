extension ReportPage {
  /// Frames, the pointer, the keys.
  static let steering = #"""
    const total = lanes.reduce((sum, lane) => sum + lane.height + 6, 6);
    canvas.style.height = total + 'px';

    const prepare = (element, height) => {
      const ratio = devicePixelRatio || 1;
      element.width = Math.round(element.clientWidth * ratio);
      element.height = Math.round(height * ratio);
      const c = element.getContext('2d');
      c.setTransform(ratio, 0, 0, ratio, 0, 0);
      c.textBaseline = 'middle';
      return c;
    };
    const grid = c => {
      const perBeat = take.beats.length > 1
        ? (toX(take.beats.at(-1).time) - toX(take.beats[0].time)) / take.beats.length : 0;
      c.fillStyle = css.line;
      for (const beat of take.beats) {
        const x = toX(beat.time), first = beat.number === 1;
        if (x < gutter() || (!first && perBeat < 14) || (first && perBeat < 2)) continue;
        c.globalAlpha = first ? .9 : .4;
        c.fillRect(x, 0, 1, total);
      }
      c.globalAlpha = 1;
    };
    const drawLanes = () => {
      const c = prepare(canvas, total);
      grid(c);
      let y = 6;
      for (const lane of lanes) {
        c.save();
        c.beginPath();
        c.rect(0, y, canvas.clientWidth, lane.height);
        c.clip();
        lane.draw(c, y, lane.height);
        c.restore();
        if (lane.name !== 'chroma' && lane.name !== 'tempo') scale(c, y, lane.height, []);
        c.fillStyle = css.soft;
        c.font = '12px system-ui, sans-serif';
        c.textAlign = 'left';
        c.fillText(lane.name, 8, y + Math.min(lane.height / 2, 16));
        y += lane.height + 6;
      }
      if (hover === null || hover < gutter()) return;
      c.fillStyle = css.accent;
      c.fillRect(hover, 0, 1, total);
    };
    const drawOverview = () => {
      const c = prepare(overview, 48), width = overview.clientWidth;
      const x = time => time / take.duration * width;
      for (const s of take.sections) {
        c.fillStyle = sectionColour(s.name);
        c.fillRect(x(s.start), 0, x(s.end) - x(s.start) - 1, 48);
      }
      const count = take.peaks.length / 2;
      const loudest = Math.max(8, ...take.peaks.map(Math.abs));
      c.fillStyle = css.wave;
      for (let i = 0; i < count; i++) {
        const high = take.peaks[2 * i + 1] / loudest * 20, low = take.peaks[2 * i] / loudest * 20;
        c.fillRect(i / count * width, 24 - high, Math.max(.5, width / count), high - low);
      }
      c.strokeStyle = css.accent;
      c.lineWidth = 2;
      c.strokeRect(x(view.start) + 1, 1, Math.max(4, x(view.end) - x(view.start) - 2), 46);
    };
    let isAsked = false;
    const draw = () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; drawLanes(); drawOverview(); });
    };

    const show = (start, length) => {
      length = Math.min(take.duration, Math.max(Math.min(1, take.duration), length));
      start = Math.min(take.duration - length, Math.max(0, start));
      view.start = start;
      view.end = start + length;
      draw();
    };
    const zoom = (factor, x = (gutter() + canvas.clientWidth) / 2) => {
      const time = toTime(Math.max(gutter(), x)), length = (view.end - view.start) * factor;
      show(time - (time - view.start) * factor, length);
    };
    const scroll = seconds => show(view.start + seconds, view.end - view.start);
    const perPixel = () => (view.end - view.start) / (canvas.clientWidth - gutter());

    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey)
        scroll(sideways * perPixel());
      else zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * .004), event.offsetX);
    }, { passive: false });

    const pointers = new Map();
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      pointers.set(event.pointerId, event.offsetX);
    });
    canvas.addEventListener('pointermove', event => {
      const before = pointers.get(event.pointerId);
      if (before === undefined) return point(event.offsetX);
      pointers.set(event.pointerId, event.offsetX);
      if (pointers.size === 1) return scroll((before - event.offsetX) * perPixel());
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const spread = Math.max(10, Math.abs(event.offsetX - other));
      zoom(Math.max(10, Math.abs(before - other)) / spread, (event.offsetX + other) / 2);
    });
    for (const name of ['pointerup', 'pointercancel', 'pointerleave'])
      canvas.addEventListener(name, event => {
        pointers.delete(event.pointerId);
        if (name === 'pointerleave') { hover = null; tip.hidden = true; draw(); }
      });

    const point = x => {
      hover = x;
      const time = toTime(x);
      tip.hidden = x < gutter();
      if (tip.hidden) return draw();
      const chord = take.chords.findIndex(c => c.start <= time && time < c.end);
      const bar = take.bars.findLastIndex(start => start <= time);
      const beat = at(take.beats, time), section = at(take.sections, time), key = at(take.keys, time);
      const lines = [clock(time)];
      if (bar >= 0 && bar < take.bars.length - 1)
        lines[0] += `  bar ${bar + 1}, beat ${beat ? beat.number : 1}`;
      if (chord >= 0 && take.chords[chord].chord !== 'N')
        lines.push(`${take.symbols[chord]}  ${Math.round(take.chords[chord].confidence * 100)} %`);
      if (section && time < section.end) lines.push(`section ${section.name}`);
      if (key) lines.push(key.key);
      tip.textContent = lines.join('\n');
      tip.style.left = Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 4) + 'px';
      tip.style.top = '40px';
      draw();
    };

    const look = event => {
      const time = event.offsetX / overview.clientWidth * take.duration;
      show(time - (view.end - view.start) / 2, view.end - view.start);
    };
    overview.addEventListener('pointerdown', event => {
      overview.setPointerCapture(event.pointerId);
      look(event);
    });
    overview.addEventListener('pointermove', event => { if (event.buttons) look(event); });

    $('in').onclick = () => zoom(.6);
    $('out').onclick = () => zoom(1 / .6);
    $('fit').onclick = () => show(0, take.duration);
    const paint = () => { readColours(); paintChroma(); draw(); };
    $('theme').onclick = () => {
      const root = document.documentElement;
      const dark = root.dataset.theme
        ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      paint();
    };
    canvas.addEventListener('keydown', event => {
      const length = view.end - view.start;
      const act = {
        '+': () => zoom(.6), '=': () => zoom(.6), '-': () => zoom(1 / .6),
        '0': () => show(0, take.duration), 'ArrowLeft': () => scroll(-length / 5),
        'ArrowRight': () => scroll(length / 5), 'Home': () => scroll(-take.duration),
        'End': () => scroll(take.duration),
      }[event.key];
      if (act) { event.preventDefault(); act(); }
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
    addEventListener('resize', draw);
    paint();
    """#
}
