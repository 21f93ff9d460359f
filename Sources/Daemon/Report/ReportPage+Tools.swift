extension ReportPage {
  /// What every lane is drawn with: the take, places, colours.
  static let tools = #"""
    'use strict';
    const take = JSON.parse(document.getElementById('take').textContent);
    const $ = id => document.getElementById(id);
    const canvas = $('lanes'), overview = $('overview'), tip = $('tip');
    const view = { start: 0, end: take.duration };
    const names = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];
    const letters = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };
    let css = {}, hover = null;

    const readColours = () => {
      const style = getComputedStyle(document.documentElement);
      for (const name of ['back', 'card', 'text', 'soft', 'line', 'wave', 'accent', 'tone', 'chip'])
        css[name] = style.getPropertyValue('--' + name).trim();
    };
    const hue = (h, strength, light) => `hsl(${h} ${strength}% ${light})`;
    /* Chords a fifth apart have neighbouring colours. */
    const chordColour = (label, alpha) => {
      if (label === 'N') return 'transparent';
      let root = letters[label[0]] + (label[1] === '#' ? 1 : label[1] === 'b' ? -1 : 0);
      const minor = /:(min|dim|hdim)/.test(label);
      const turn = (root * 7 % 12 + 12) % 12 * 30;
      return `hsl(${turn} ${minor ? 38 : 66}% ${css.chip} / ${alpha})`;
    };
    const sectionColour = name => hue((name.charCodeAt(0) - 65) * 67 % 360 + 200, 48, css.chip);
    const partColour = index => hue([18, 205, 145, 280, 50, 330][index % 6], 70, css.tone);

    /* What stands beside the lanes, in pixels. */
    const gutter = 84;
    const toX = time => gutter
      + (time - view.start) / (view.end - view.start) * (canvas.clientWidth - gutter);
    const toTime = x => view.start
      + (x - gutter) / (canvas.clientWidth - gutter) * (view.end - view.start);
    const at = (rows, time) => rows.findLast(row => (row.start ?? row.time) <= time);
    const clock = time => {
      const tenths = Math.round(Math.max(0, time) * 10);
      return Math.floor(tenths / 600) + ':' + (tenths % 600 / 10).toFixed(1).padStart(4, '0');
    };

    const block = (c, start, end, y, h, fill, text, bold) => {
      const left = Math.max(toX(start), gutter), right = toX(end);
      if (right <= left) return;
      c.fillStyle = fill;
      c.beginPath();
      c.roundRect(left + .5, y, Math.max(1, right - left - 1), h, Math.min(5, (right - left) / 2));
      c.fill();
      if (!text) return;
      c.font = `${bold ? 650 : 500} 13px system-ui, sans-serif`;
      if (c.measureText(text).width > right - left - 6) return;
      c.fillStyle = css.text;
      c.textAlign = right - left < 60 ? 'center' : 'left';
      c.fillText(text, right - left < 60 ? (left + right) / 2 : left + 7, y + h / 2 + 1);
    };

    /* What stands at which height, beside a lane; nothing else may show there. */
    const scale = (c, y, h, marks) => {
      c.fillStyle = css.card;
      c.fillRect(0, y, gutter, h);
      c.font = '10px system-ui, sans-serif';
      c.textAlign = 'right';
      c.fillStyle = css.soft;
      for (const [height, text] of marks) c.fillText(text, gutter - 5, height);
    };
    """#
}
