// The lanes of the listen view, each drawn between two heights; the ink knows where a time lies.

import { pretty } from "./chord.js";

/** The height of a lane's label, and of its text at most. */
export const head = 24;
const tallest = 40;
const names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

/** What is drawn with, on a canvas of `width` on which the last `span` seconds are seen. */
export function ink(pen, width, now, span) {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name);
  const text = (words, left, bottom, name = "--soft") => {
    pen.fillStyle = colour(name);
    pen.font = `600 14px ${style.fontFamily}`;
    pen.fillText(words, left, bottom);
  };
  return {
    pen, width, now, colour, text, font: style.fontFamily,
    x: (at) => width - ((now - at) / span) * width,
    label(words, lane) {
      pen.fillStyle = colour("--line");
      pen.fillRect(0, lane.top, width, 1);
      text(words, 4, lane.top + 17);
    },
  };
}

/** Chords as boxes, their names as large as there is room. */
export function drawChords({ pen, now, x, colour, font, label }, lane, chords, key) {
  label(`chords${key ? ` · ${pretty(key)}` : ""}`, lane);
  for (const [index, chord] of chords.entries()) {
    const end = chords[index + 1]?.at ?? now;
    const [left, right] = [x(chord.at), x(end) - 2];
    // A name stays in sight as long as its box does.
    const [start, room] = [Math.max(0, left), right - Math.max(0, left)];
    if (right <= 0 || chord.symbol === "–") continue;
    pen.fillStyle = colour("--panel");
    pen.fillRect(start, lane.top + head, room, lane.height - head - 4);
    const words = pretty(chord.symbol);
    const size = Math.min(tallest, lane.height * 0.4);
    const face = (size) => `${chord.sure >= 0.5 ? 800 : 400} ${size}px ${font}`;
    pen.font = face(size);
    const fitting = Math.min(size, (size * (room - 8)) / pen.measureText(words).width);
    if (fitting < 11) continue;
    pen.font = face(fitting);
    pen.fillStyle = colour("--face");
    pen.fillText(words, start + 4, lane.top + head + (lane.height - head) * 0.6);
  }
}

export function drawTime({ pen, x, colour, text, label }, lane, beats, strokes) {
  label("strokes and beats", lane);
  const [top, tall] = [lane.top + head, lane.height - head - 2];
  for (const beat of beats) {
    const isFirst = beat.beat === 1;
    pen.fillStyle = colour(isFirst ? "--warn" : "--soft");
    pen.fillRect(x(beat.at) - 1, top + (isFirst ? 0 : tall / 2), isFirst ? 4 : 2, isFirst ? tall : tall / 2);
  }
  // A bar that was cut short, because bars are counted anew, has no room for its number.
  const firsts = beats.filter(({ beat }) => beat === 1);
  for (const [index, { at, bar }] of firsts.entries()) {
    const next = firsts[index + 1];
    if (!next || x(next.at) - x(at) > 8 + 9 * String(bar).length) text(String(bar), x(at) + 8, top + 12);
  }
  for (const stroke of strokes) {
    pen.fillStyle = colour("--good");
    pen.beginPath();
    pen.arc(x(stroke.at), top + tall * 0.45, 3 + 6 * Math.min(1, stroke.strength), 0, 7);
    pen.fill();
  }
}

export function drawChroma({ pen, now, x, colour, text, label }, lane, rows) {
  label("pitch classes", lane);
  const [top, row] = [lane.top + head, (lane.height - head - 2) / 12];
  for (const [index, { at, values }] of rows.entries()) {
    const left = x(at);
    const right = x(rows[index + 1]?.at ?? now);
    const loudest = Math.max(1e-9, ...values.slice(0, 12));
    for (let pitch = 0; pitch < 12; pitch++) {
      pen.globalAlpha = Math.min(1, values[pitch] / loudest) ** 2;
      pen.fillStyle = colour("--face");
      pen.fillRect(left, top + (11 - pitch) * row, right - left + 0.5, row - 1);
    }
  }
  pen.globalAlpha = 1;
  const step = Math.ceil(13 / row);
  for (let pitch = 0; pitch < 12; pitch += step) {
    pen.fillStyle = colour("--back");
    pen.fillRect(0, top + (11 - pitch) * row, 26, row);
    text(names[pitch], 4, top + (11 - pitch) * row + row * 0.5 + 5);
  }
}

/** Peak and average of the meter, from -60 dB to full scale. */
export function drawLevel({ pen, x, colour, label }, lane, levels) {
  label("level", lane);
  const floor = lane.top + lane.height - 2;
  const y = (decibels) => floor - (Math.max(0, decibels + 60) / 60) * (lane.height - head - 4);
  for (const [kind, name] of [["peak", "--soft"], ["rms", "--good"]]) {
    pen.strokeStyle = colour(name);
    pen.lineWidth = 2;
    pen.beginPath();
    for (const level of levels) pen.lineTo(x(level.at), y(level[kind]));
    pen.stroke();
  }
}
