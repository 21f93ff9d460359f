// The listen view: what was heard and played in the last seconds, scrolling to the left.

import { hear } from "./band.js";
import { drawChords, drawChroma, drawLevel, drawTime, ink } from "./lanes.js";
import { on, onState } from "./link.js";
import { offer as offerMicrophone } from "./microphone.js";
import { request, requests } from "./requests.js";
import { drawRoll, keepNote } from "./roll.js";

/** Seconds that fit the screen. */
const span = 12;
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
  deafen = hear((time, port, bytes) => keepNote(time, port, bytes, span));
  offer();
  requestAnimationFrame(draw);
}
on("/patch/generation", () => { if (deafen) offer(); });
onState((state) => { if (deafen && state === "good") offer(); });

/** Offers what the patch that plays has, or might have. */
async function offer() {
  const [text] = await request("/patch/graph").catch(() => []);
  if (!text) return;
  const graph = JSON.parse(text);
  offerMicrophone(graph);
  offerChroma(graph);
}

/** What tells pitch classes is not in every patch; one press puts it in, behind what hears chords. */
function offerChroma({ nodes, wires }) {
  const button = document.getElementById("colours");
  const ear = nodes.find(({ kind }) => kind === "chord");
  const wire = wires.find(({ to }) => to[0] === ear?.id);
  button.hidden = !wire || nodes.some(({ kind }) => kind === "chroma");
  button.onclick = () => {
    button.hidden = true;
    requests([
      ["/node/add", "chroma", "chroma"], ["/wire/add", `${wire.from.join(".")} -> chroma`],
    ]).catch(offer);
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
  const pixels = [width, height].map((length) => Math.round(length * scale));
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) [canvas.width, canvas.height] = pixels;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const tools = ink(pen, width, performance.now() / 1000, span);
  const lanes = split(height);
  drawChords(tools, lanes.chord, events.chord, events.key.at(-1)?.name);
  drawTime(tools, lanes.time, events.beat, events.onset);
  drawRoll(tools, lanes.roll, events.beat);
  if (lanes.chroma) drawChroma(tools, lanes.chroma, events.chroma);
  drawLevel(tools, lanes.level, events.level);
  requestAnimationFrame(draw);
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
