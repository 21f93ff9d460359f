// The stage view: what a player reads from three metres.

import { ask, on, send } from "./link.js";

const $ = (id) => document.getElementById(id);

/** Milliseconds that a chord stays at least, so that it can be read. */
const shortest = 300;
const chord = $("chord");
let shownAt = 0;
let pending;
let trail = [];

/** Chords that may follow, the likeliest first. */
let next = [];

/** Takes a chord symbol apart: root, accidental, and what follows. */
export function parts(symbol) {
  const found = /^([A-G])([#♯b♭]?)(.*)$/.exec(symbol);
  if (!found) return [symbol, "", ""];
  const pretty = (text) => text.replace(/#/g, "♯").replace(/b(?=\d|$)/g, "♭");
  return [found[1], found[2].replace("#", "♯").replace("b", "♭"), pretty(found[3])];
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
  trail = [...trail, symbol].slice(-4);
  next = next.filter((text) => text !== symbol);
  drawTrail();
}

function drawTrail() {
  const items = (symbols, kind) => symbols.map((text) => {
    const item = document.createElement("li");
    item.textContent = parts(text).join("");
    item.className = kind;
    return item;
  });
  const past = items(trail, "past");
  past.at(-1)?.classList.add("now");
  $("trail").replaceChildren(...past, ...items(next, "next"));
}

on("/suggest", (beats, period, ...chords) => {
  next = chords.filter((_, index) => index % 2 === 0).slice(0, 2);
  drawTrail();
});

/** Makes what stands beside the root small enough for the screen. */
function fit() {
  chord.style.removeProperty("--side");
  const side = chord.querySelector(".side");
  const room = chord.clientWidth - chord.querySelector(".root").offsetWidth - 12;
  const size = parseFloat(getComputedStyle(side).fontSize);
  if (side.scrollWidth > room) chord.style.setProperty("--side", `${(size * room) / side.scrollWidth}px`);
}
addEventListener("resize", fit);

on("/chord", (symbol, harte, root, quality, confidence) => show(symbol, confidence >= 0.5));

let bar = 0;
let section;

/** What the band plays, what comes at a bar line, and in how many beats. */
let band = {};
on("/beat", (number, beat, perBar) => {
  bar = number;
  $("bar").textContent = `${number}.${beat}`;
  const list = $("beats");
  if (list.children.length !== perBar) {
    list.replaceChildren(...Array.from({ length: perBar }, () => document.createElement("li")));
  }
  [...list.children].forEach((item, index) => item.classList.toggle("now", index === beat - 1));
  countDown();
});
on("/tempo", (tempo) => { $("tempo").textContent = Math.round(tempo); });
on("/key", (name) => { $("key").textContent = name.replace("#", "♯").replace(/^([A-G])b/, "$1♭"); });
on("/section", (name, occurrence, first, length) => {
  section = { name, first, length };
  countDown();
});

on("/band/next", (then, beats, now) => {
  band = { then, beats, now };
  countDown();
});

on("*", (address, peak) => {
  if (!address.startsWith("/meter/")) return;
  const bar = document.querySelector("#level i");
  bar.style.transform = `scaleX(${Math.min(1, Math.max(0, (peak + 60) / 60))})`;
  bar.classList.toggle("hot", peak > -1);
});

/** Which part this is, how many bars are left of it where that is known, and what comes then. */
function countDown() {
  const name = section?.name ?? band.now;
  $("part").hidden = !name;
  if (!name) return;
  const left = section?.length > 0 ? section.first + section.length - bar + 1 : 0;
  $("section").textContent = left > 0 ? `${name} −${left}` : name;
  const beats = Math.ceil(band.beats);
  $("part").querySelector("dt").textContent = band.then && beats > 0 ? `${band.then} in ${beats}` : "part";
}

on("/setlist", (number, count, name, path) => {
  $("song").hidden = !count;
  if (!count) return;
  const file = String(path).split("/").pop().replace(/\.ya?ml$/, "");
  $("song").querySelector("b").textContent = file;
  $("song").querySelector("span").textContent = `${number} of ${count}`;
});

/** What can be pressed where strumd knows it, in this order. */
const pads = [
  ["/tap", "Tap", "wide"], ["/beat/one", "One", "slim"], ["/beat/half", "½", "slim"],
  ["/beat/double", "×2", "slim"], ["/undo", "Undo", "slim"],
  ["/transport/start", "Start"], ["/transport/stop", "Stop"],
];

/** Switches of the band that it obeys once, when they go on. */
const momentary = ["fill", "break", "ending"];

/** Its switches that stay as they are, and its sliders. */
const lasting = ["hold"];
const players = ["bass", "drums", "comping"];
const levels = ["intensity"];

/** Milliseconds that a momentary switch stays on, which is more than any cycle lasts. */
const pressTime = 400;

const find = (tree, path) =>
  path.split("/").slice(1).reduce((node, name) => node?.CONTENTS?.[name], tree);

/** Puts up the controls that there are. */
export async function build() {
  const tree = await ask("/");
  const buttons = pads.filter(([path]) => find(tree, path)).map(([path, name, kind]) => {
    const button = document.createElement("button");
    button.textContent = name;
    button.dataset.send = path;
    if (kind) button.className = kind;
    return button;
  });
  const bands = Object.values(find(tree, "/node")?.CONTENTS ?? {}).map((node) => node.CONTENTS)
    .filter((contents) => isToggle(contents?.comping));
  const parts = (names, make) => bands.flatMap((contents) =>
    names.filter((name) => contents[name]).map((name) => make(name, contents[name])));
  $("pads").replaceChildren(
    ...buttons,
    ...parts(momentary, (name, { FULL_PATH }) => flick(FULL_PATH, name)),
    ...parts(lasting, (name, { FULL_PATH, VALUE }) => toggle(FULL_PATH, name, VALUE?.[0])),
    ...parts(levels, (name, node) => slider(node.FULL_PATH, node)),
    ...parts(players, (name, { FULL_PATH, VALUE }) => toggle(FULL_PATH, name, VALUE?.[0], "player")));
}

const isToggle = (node) => node?.EXTENDED_TYPE?.[0] === "toggle";

function flick(path, name) {
  const button = document.createElement("button");
  button.textContent = name;
  button.dataset.flick = path;
  return button;
}

function toggle(path, name, value, kind = "") {
  const button = document.createElement("button");
  button.textContent = name;
  button.className = kind;
  button.dataset.toggle = path;
  button.setAttribute("aria-pressed", String(Boolean(value)));
  return button;
}

function slider(path, node) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  const range = node.RANGE?.[0] ?? { MIN: 0, MAX: 1 };
  Object.assign(input, { type: "range", min: range.MIN, max: range.MAX, step: "any", value: node.VALUE?.[0] ?? 0 });
  input.oninput = () => send(path, Number(input.value));
  input.onpointerup = () => input.blur();
  input.dataset.slider = path;
  label.append(path.split("/").pop(), input);
  return label;
}

on("*", (address, value) => {
  if (!address.startsWith("/node/")) return;
  const button = document.querySelector(`[data-toggle="${CSS.escape(address)}"]`);
  button?.setAttribute("aria-pressed", String(Boolean(value)));
  const slider = document.querySelector(`[data-slider="${CSS.escape(address)}"]`);
  if (slider && document.activeElement !== slider) slider.value = value;
});

const pressed = "button[data-send], button[data-toggle], button[data-flick]";

// A pad acts when the finger comes down: a tap of the tempo must not wait for its release.
addEventListener("pointerdown", (event) => {
  const button = event.target.closest?.(pressed);
  if (!button || event.button > 0) return;
  press(button);
  button.dataset.pressed = "yes";
});
addEventListener("click", (event) => {
  const button = event.target.closest?.(pressed);
  if (!button) return;
  if (button.dataset.pressed) delete button.dataset.pressed;
  else press(button);
});

function press(button) {
  if (button.dataset.send) send(button.dataset.send);
  if (button.dataset.flick) {
    send(button.dataset.flick, 1);
    setTimeout(() => send(button.dataset.flick, 0), pressTime);
  }
  if (!button.dataset.toggle) return;
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  send(button.dataset.toggle, on ? 1 : 0);
}
