// The listen view: what was heard in the last seconds, scrolling to the left.

import { on } from "./link.js";

/** Seconds that fit the screen. */
const span = 12;
const names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
const canvas = document.getElementById("scroll");
const pen = canvas.getContext("2d");
const events = { chord: [], key: [], onset: [], beat: [], chroma: [], level: [] };
let isShown = false;

function keep(kind, value) {
  const now = performance.now() / 1000;
  const list = events[kind];
  list.push({ at: now, ...value });
  while (list.length > 2 && list[1].at < now - span - 2) list.shift();
}

on("/chord", (symbol, harte, root, quality, sure) => keep("chord", { symbol, sure }));
on("/key", (name) => keep("key", { name }));
on("/onset", (strength) => keep("onset", { strength }));
on("/beat", (bar, beat) => keep("beat", { bar, beat }));
on("*", (address, ...values) => {
  if (/^\/node\/[^/]+\/chroma$/.test(address) && values.length > 12) keep("chroma", { values });
  if (address.startsWith("/meter/")) keep("level", { peak: values[0], rms: values[1] });
});

export function show() {
  if (isShown) return;
  isShown = true;
  requestAnimationFrame(draw);
}

function draw() {
  if (document.getElementById("listen").hidden) {
    isShown = false;
    return;
  }
  const scale = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name);
  const font = getComputedStyle(document.documentElement).fontFamily;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const now = performance.now() / 1000;
  const x = (at) => width - ((now - at) / span) * width;
  const lanes = split(height);

  label("chords", lanes.chord);
  for (const [index, chord] of events.chord.entries()) {
    const end = events.chord[index + 1]?.at ?? now;
    const [left, right] = [Math.max(0, x(chord.at)), x(end)];
    if (right <= 0 || chord.symbol === "–") continue;
    pen.fillStyle = colour("--panel");
    pen.fillRect(left, lanes.chord.top + 24, right - left - 2, lanes.chord.height - 28);
    pen.fillStyle = colour("--face");
    pen.font = `${chord.sure >= 0.5 ? 800 : 400} ${Math.min(40, lanes.chord.height * 0.4)}px ${font}`;
    pen.save();
    pen.beginPath();
    pen.rect(left, lanes.chord.top, right - left - 2, lanes.chord.height);
    pen.clip();
    pen.fillText(chord.symbol, left + 8, lanes.chord.top + 24 + lanes.chord.height * 0.48);
    pen.restore();
  }

  const key = events.key.at(-1)?.name;
  label(`strokes and beats${key ? ` · ${key}` : ""}`, lanes.time);
  for (const beat of events.beat) {
    pen.fillStyle = colour(beat.beat === 1 ? "--warn" : "--soft");
    const tall = lanes.time.height - 26;
    pen.fillRect(x(beat.at) - 1, lanes.time.top + 24 + (beat.beat === 1 ? 0 : tall / 2), beat.beat === 1 ? 4 : 2, beat.beat === 1 ? tall : tall / 2);
    if (beat.beat === 1) text(String(beat.bar), x(beat.at) + 8, lanes.time.top + 40);
  }
  for (const onset of events.onset) {
    pen.fillStyle = colour("--good");
    pen.beginPath();
    pen.arc(x(onset.at), lanes.time.top + 24 + (lanes.time.height - 26) * 0.4, 4 + 8 * Math.min(1, onset.strength), 0, 7);
    pen.fill();
  }

  if (events.chroma.length) {
    label("pitch classes", lanes.chroma);
    const row = (lanes.chroma.height - 26) / 12;
    for (const [index, { at, values }] of events.chroma.entries()) {
      const left = x(at);
      const right = x(events.chroma[index + 1]?.at ?? now);
      const loudest = Math.max(1e-9, ...values.slice(0, 12));
      for (let pitch = 0; pitch < 12; pitch++) {
        pen.globalAlpha = Math.min(1, values[pitch] / loudest) ** 2;
        pen.fillStyle = colour("--face");
        pen.fillRect(left, lanes.chroma.top + 24 + (11 - pitch) * row, right - left + 0.5, row - 1);
      }
    }
    pen.globalAlpha = 1;
    names.forEach((name, pitch) => text(name, 4, lanes.chroma.top + 24 + (11 - pitch) * row + row * 0.8));
  }

  label("level", lanes.level);
  const y = (decibels) => lanes.level.top + lanes.level.height - 2 - (Math.max(0, decibels + 60) / 60) * (lanes.level.height - 28);
  for (const [kind, name] of [["peak", "--soft"], ["rms", "--good"]]) {
    pen.strokeStyle = colour(name);
    pen.lineWidth = 2;
    pen.beginPath();
    for (const level of events.level) pen.lineTo(x(level.at), y(level[kind]));
    pen.stroke();
  }
  requestAnimationFrame(draw);

  function text(words, left, bottom) {
    pen.fillStyle = colour("--soft");
    pen.font = `600 14px ${font}`;
    pen.fillText(words, left, bottom);
  }
  function label(words, lane) {
    pen.fillStyle = colour("--line");
    pen.fillRect(0, lane.top, width, 1);
    text(words, 4, lane.top + 17);
  }
}

/** Where each lane lies; there is none for pitch classes where the patch does not find them. */
function split(height) {
  const shares = events.chroma.length
    ? { chord: 0.22, time: 0.18, chroma: 0.42, level: 0.18 }
    : { chord: 0.36, time: 0.34, level: 0.3 };
  let top = 0;
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => {
    const lane = { top, height: share * height };
    top += lane.height;
    return [name, lane];
  }));
}
