// The pads of the stage: what can be pressed, put up where strumd knows it.

import { ask } from "./door.js";
import { on, onState, send } from "./link.js";
import { make } from "./make.js";

const board = document.getElementById("pads");

/** Commands: address, name, and how wide. */
const commands = [
  ["/tap", "Tap", "wide"], ["/beat/one", "One", "slim"], ["/beat/half", "½", "slim"],
  ["/beat/double", "×2", "slim"], ["/undo", "Undo", "slim"],
  ["/transport/start", "Start", "slim"], ["/transport/stop", "Stop", "slim"],
];

/** Of a band: its parameters in order, what stands for them, and how wide. */
const parts = [
  ["fill", flick, "slim"], ["break", flick, "slim"], ["intro", flick, "slim"], ["hold", toggle, "slim"],
  ["section", choice, "slim section"],
  ["ending", flick, "last"], ["intensity", slider],
  ["bass", toggle, "player slim"], ["drums", toggle, "player"], ["comping", toggle, "player"],
];

/** The section that the band plays. */
let playing = "";

const find = (tree, path) =>
  path.split("/").slice(1).reduce((node, name) => node?.CONTENTS?.[name], tree);
const isToggle = (node) => node?.EXTENDED_TYPE?.[0] === "toggle";

function command([path, name, kind = ""]) {
  const button = make("button", { textContent: name, className: kind });
  button.dataset.send = path;
  return button;
}

/** A switch that the band obeys once. */
function flick(name, { FULL_PATH }, kind) {
  const button = make("button", { textContent: name, className: kind });
  button.dataset.flick = FULL_PATH;
  return button;
}

function toggle(name, { FULL_PATH, VALUE }, kind) {
  const button = make("button", { textContent: name, className: kind });
  button.dataset.toggle = FULL_PATH;
  button.setAttribute("aria-pressed", String(Boolean(VALUE?.[0])));
  return button;
}

/** A button for each that can be chosen but the first, which leaves it to strumd. */
function choice(name, { FULL_PATH, RANGE, VALUE }, kind) {
  const [rest, ...names] = RANGE?.[0]?.VALS ?? [];
  return names.map((each) => {
    const button = make("button", { textContent: each, className: kind, ariaLabel: `${name} ${each}` });
    Object.assign(button.dataset, { choose: FULL_PATH, name: each, rest });
    button.setAttribute("aria-pressed", String(VALUE?.[0] === each));
    return button;
  });
}

function slider(name, { FULL_PATH, RANGE, VALUE }) {
  const { MIN = 0, MAX = 1 } = RANGE?.[0] ?? {};
  const input = make("input", { type: "range", min: MIN, max: MAX, step: "any", value: VALUE?.[0] ?? 0 });
  input.oninput = () => send(FULL_PATH, Number(input.value));
  input.onpointerup = () => input.blur();
  input.dataset.slider = FULL_PATH;
  return make("label", {}, make("span", { textContent: name }), input);
}

function put(tree) {
  const bands = Object.values(find(tree, "/node")?.CONTENTS ?? {}).map((node) => node.CONTENTS)
    .filter((contents) => isToggle(contents?.comping));
  board.replaceChildren(
    ...commands.filter(([path]) => find(tree, path)).map(command),
    ...bands.flatMap((contents) => parts.filter(([name]) => contents[name])
      .flatMap(([name, draw, kind = ""]) => draw(name, contents[name], kind))));
  mark();
}

/** Shows which section is played, whoever has chosen it. */
function mark() {
  for (const button of board.querySelectorAll(".section")) {
    button.classList.toggle("now", button.dataset.name === playing);
  }
}
on("/band/next", (then, beats, now) => {
  playing = now;
  mark();
});

/** Puts up the pads that there are; changes that come in a row are looked at once more at their end. */
let isBusy = false;
let isStale = false;

async function build() {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  while (isStale) {
    isStale = false;
    try { put(await ask("/")); } catch { /* The connection went; the next one asks again. */ }
  }
  isBusy = false;
}

onState((state) => { if (state === "good") build(); });
for (const change of ["PATH_ADDED", "PATH_REMOVED", "PATH_RENAMED"]) on(change, build);

on("*", (address, value) => {
  if (!address.startsWith("/node/")) return;
  const path = CSS.escape(address);
  board.querySelector(`[data-toggle="${path}"]`)?.setAttribute("aria-pressed", String(Boolean(value)));
  for (const button of board.querySelectorAll(`[data-choose="${path}"]`)) {
    button.setAttribute("aria-pressed", String(button.dataset.name === value));
  }
  const slider = board.querySelector(`[data-slider="${path}"]`);
  if (slider && document.activeElement !== slider) slider.value = value;
});
