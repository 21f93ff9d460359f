extension ReportPage {
  /// A frame: the grid, all lanes, the overview.
  static let frames = #"""
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
        if (x < gutter || (!first && perBeat < 14) || (first && perBeat < 2)) continue;
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
      if (hover === null || hover < gutter) return;
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
    """#
}
