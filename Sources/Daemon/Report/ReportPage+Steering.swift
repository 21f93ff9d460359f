extension ReportPage {
  /// What is shown of the take, by the pointer and the keys.
  static let steering = #"""
    const show = (start, length) => {
      length = Math.min(take.duration, Math.max(Math.min(1, take.duration), length));
      start = Math.min(take.duration - length, Math.max(0, start));
      view.start = start;
      view.end = start + length;
      draw();
    };
    const zoom = (factor, x = (gutter + canvas.clientWidth) / 2) => {
      const time = toTime(Math.max(gutter, x)), length = (view.end - view.start) * factor;
      show(time - (time - view.start) * factor, length);
    };
    const scroll = seconds => show(view.start + seconds, view.end - view.start);
    const perPixel = () => (view.end - view.start) / (canvas.clientWidth - gutter);

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
      tip.hidden = x < gutter;
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
    /* On a phone the names of chords have room in a part of it only. */
    if (canvas.clientWidth < 600) show(0, 14);
    """#
}
