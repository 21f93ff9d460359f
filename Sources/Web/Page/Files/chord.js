// The chord in large letters, and in a line those before it and those that may follow.

import { on } from "./link.js";
import { make } from "./make.js";

const chord = document.getElementById("chord");
const line = document.getElementById("trail");

/** Milliseconds that a chord stays at least, so that it can be read. */
const shortest = 300;
let shownAt = 0;
let pending;
let past = [];

/** Chords that may follow, the likeliest first. */
let next = [];

/** A symbol with signs in the place of # and b. */
export const pretty = (symbol) =>
  symbol.replace(/#/g, "♯").replace(/^([A-G])b/, "$1♭").replace(/\/([A-G])b/, "/$1♭").replace(/b(?=\d)/g, "♭");

/** Takes a chord symbol apart: root, accidental, and what follows. */
function parts(symbol) {
  const [, root, accidental, rest] = /^([A-G])([♯♭]?)(.*)$/.exec(pretty(symbol)) ?? [, symbol, "", ""];
  return [root, accidental, rest];
}

function show(symbol, sure) {
  clearTimeout(pending);
  const wait = shownAt + shortest - performance.now();
  if (wait > 0) {
    pending = setTimeout(() => show(symbol, sure), wait);
    return;
  }
  chord.dataset.sure = sure ? "yes" : "no";
  if (chord.dataset.symbol === symbol) return;
  shownAt = performance.now();
  chord.dataset.symbol = symbol;
  const [root, accidental, rest] = parts(symbol);
  chord.querySelector(".root").textContent = root;
  chord.querySelector("sup").textContent = accidental;
  chord.querySelector("sub").textContent = rest;
  fit();
  if (symbol === "–") return;
  // A rest between two strokes of one chord makes no second chord.
  if (past.at(-1) !== symbol) past = [...past, symbol].slice(-4);
  next = next.filter((text) => text !== symbol);
  drawLine();
}

/** Puts up as much of the line as there is room for: the oldest chord gives way first. */
function drawLine() {
  const items = (symbols, kind) =>
    symbols.map((text) => make("li", { textContent: pretty(text), className: kind }));
  const before = items(past, "past");
  before.at(-1)?.classList.add("now");
  line.replaceChildren(...before, ...items(next, "next"));
  while (line.scrollWidth > line.clientWidth && line.children.length > 1) {
    (line.querySelector(".past:not(.now)") ?? line.lastElementChild).remove();
  }
}

/** Makes what stands beside the root small enough for the screen. */
function fit() {
  chord.style.removeProperty("--side");
  const side = chord.querySelector(".side");
  const room = chord.clientWidth - chord.querySelector(".root").offsetWidth - 12;
  const size = parseFloat(getComputedStyle(side).fontSize);
  if (side.scrollWidth > room) chord.style.setProperty("--side", `${(size * room) / side.scrollWidth}px`);
}
addEventListener("resize", () => { fit(); drawLine(); });

on("/chord", (symbol, harte, root, quality, confidence) => show(symbol, confidence >= 0.5));
on("/suggest", (beats, period, ...chords) => {
  next = chords.filter((name, index) => index % 2 === 0 && name).slice(0, 2);
  drawLine();
});
