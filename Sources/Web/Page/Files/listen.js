// The listen view: what was heard and played in the last seconds, scrolling to the left.

import { hear } from "./band.js";
import { on, request, requests } from "./link.js";
import { drawRoll, keepNote } from "./roll.js";

/** Seconds that fit the screen. */
const span = 12;

/** The height of a lane's label. */
const head = 24;
const names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
const view = document.getElementById("listen");
const canvas = document.getElementById("scroll");
const pen = canvas.getContext("2d");
const events = { chord: [], key: [], onset: [], beat: [], chroma: [], level: [] };
let deafen;

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
  if (deafen) return;
  deafen = hear((time, port, data) => keepNote(time, port, data, span));
  offerChroma();
  requestAnimationFrame(draw);
}

/** What tells pitch classes is not in every patch; one press puts it in, behind what hears chords. */
const offer = document.getElementById("colours");

async function offerChroma() {
  const [text] = await request("/patch/graph").catch(() => []);
  if (!text) return;
  const { nodes, wires } = JSON.parse(text);
  const ear = nodes.find(({ kind }) => kind === "chord");
  const wire = wires.find(({ to }) => to[0] === ear?.id);
  offer.hidden = !wire || nodes.some(({ kind }) => kind === "chroma");
  offer.onclick = async () => {
    offer.hidden = true;
    await requests([
      ["/node/add", "chroma", "chroma"], ["/wire/add", `${wire.from.join(".")} -> chroma`],
    ]).catch(() => offerChroma());
  };
}

function draw() {
  if (view.hidden) {
    deafen();
    deafen = undefined;
    return;
  }
  const scale = devicePixelRatio;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const style = getComputedStyle(document.documentElement);
  const now = performance.now() / 1000;
  const ink = {
    pen, width, now, head, font: style.fontFamily,
    colour: (name) => style.getPropertyValue(name),
    x: (at) => width - ((now - at) / span) * width,
    text(words, left, bottom, colour = "--soft") {
      pen.fillStyle = ink.colour(colour);
      pen.font = `600 14px ${ink.font}`;
      pen.fillText(words, left, bottom);
    },
    label(words, lane) {
      pen.fillStyle = ink.colour("--line");
      pen.fillRect(0, lane.top, width, 1);
      ink.text(words, 4, lane.top + 17);
    },
  };
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const lanes = split(height);
  drawChords(ink, lanes.chord);
  drawTime(ink, lanes.time);
  drawRoll(ink, lanes.roll, events.beat);
  if (lanes.chroma) drawChroma(ink, lanes.chroma);
  drawLevel(ink, lanes.level);
  requestAnimationFrame(draw);
}

function drawChords({ now, x, colour, font, label }, lane) {
  const key = events.key.at(-1)?.name;
  label(`chords${key ? ` · ${key}` : ""}`, lane);
  for (const [index, chord] of events.chord.entries()) {
    const end = events.chord[index + 1]?.at ?? now;
    const [left, right] = [Math.max(0, x(chord.at)), x(end)];
    if (right <= 0 || chord.symbol === "–") continue;
    pen.fillStyle = colour("--panel");
    pen.fillRect(left, lane.top + head, right - left - 2, lane.height - head - 4);
    pen.fillStyle = colour("--face");
    pen.font = `${chord.sure >= 0.5 ? 800 : 400} ${Math.min(40, lane.height * 0.4)}px ${font}`;
    pen.save();
    pen.beginPath();
    pen.rect(left, lane.top, right - left - 2, lane.height);
    pen.clip();
    pen.fillText(chord.symbol, left + 8, lane.top + head + (lane.height - head) * 0.6);
    pen.restore();
  }
}

function drawTime({ x, colour, text, label }, lane) {
  label("strokes and beats", lane);
  const [top, tall] = [lane.top + head, lane.height - head - 2];
  for (const beat of events.beat) {
    const isFirst = beat.beat === 1;
    pen.fillStyle = colour(isFirst ? "--warn" : "--soft");
    pen.fillRect(x(beat.at) - 1, top + (isFirst ? 0 : tall / 2), isFirst ? 4 : 2, isFirst ? tall : tall / 2);
    if (isFirst) text(String(beat.bar), x(beat.at) + 8, top + 16);
  }
  for (const onset of events.onset) {
    pen.fillStyle = colour("--good");
    pen.beginPath();
    pen.arc(x(onset.at), top + tall * 0.4, 4 + 8 * Math.min(1, onset.strength), 0, 7);
    pen.fill();
  }
}

function drawChroma({ now, x, colour, text, label }, lane) {
  label("pitch classes", lane);
  const [top, row] = [lane.top + head, (lane.height - head - 2) / 12];
  for (const [index, { at, values }] of events.chroma.entries()) {
    const left = x(at);
    const right = x(events.chroma[index + 1]?.at ?? now);
    const loudest = Math.max(1e-9, ...values.slice(0, 12));
    for (let pitch = 0; pitch < 12; pitch++) {
      pen.globalAlpha = Math.min(1, values[pitch] / loudest) ** 2;
      pen.fillStyle = colour("--face");
      pen.fillRect(left, top + (11 - pitch) * row, right - left + 0.5, row - 1);
    }
  }
  pen.globalAlpha = 1;
  const step = row < 13 ? 2 : 1;
  for (let pitch = 0; pitch < 12; pitch += step) {
    pen.fillStyle = colour("--back");
    pen.fillRect(0, top + (11 - pitch) * row, 26, row);
    text(names[pitch], 4, top + (11 - pitch) * row + row * 0.5 + 5);
  }
}

function drawLevel({ x, colour, label }, lane) {
  label("level", lane);
  const floor = lane.top + lane.height - 2;
  const y = (decibels) => floor - (Math.max(0, decibels + 60) / 60) * (lane.height - head - 4);
  for (const [kind, name] of [["peak", "--soft"], ["rms", "--good"]]) {
    pen.strokeStyle = colour(name);
    pen.lineWidth = 2;
    pen.beginPath();
    for (const level of events.level) pen.lineTo(x(level.at), y(level[kind]));
    pen.stroke();
  }
}

/** Where each lane lies; there is none for pitch classes where the patch does not find them. */
function split(height) {
  const shares = events.chroma.length
    ? { chord: 0.18, time: 0.14, roll: 0.3, chroma: 0.26, level: 0.12 }
    : { chord: 0.24, time: 0.17, roll: 0.43, level: 0.16 };
  let top = 0;
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => {
    const lane = { top, height: share * height };
    top += lane.height;
    return [name, lane];
  }));
}
