// The pads of the stage: what can be pressed, put up where strumd knows it.

import { ask } from "./door.js";
import { on, onState, send } from "./link.js";
import { make } from "./make.js";

const board = document.getElementById("pads");

/** Commands: address, name, and how wide. */
const commands = [
  ["/tap", "Tap", "wide"], ["/beat/one", "One", "slim"], ["/beat/half", "½", "slim"],
  ["/beat/double", "×2", "slim"], ["/undo", "Undo", "slim"],
  ["/transport/start", "Start"], ["/transport/stop", "Stop"],
];

/** Of the band: switches that it obeys once, those that stay, sliders, and who plays. */
const [momentary, lasting, levels] = [["fill", "break", "ending"], ["hold"], ["intensity"]];
const players = ["bass", "drums", "comping"];

const find = (tree, path) =>
  path.split("/").slice(1).reduce((node, name) => node?.CONTENTS?.[name], tree);
const isToggle = (node) => node?.EXTENDED_TYPE?.[0] === "toggle";

function command([path, name, kind = ""]) {
  const button = make("button", { textContent: name, className: kind });
  button.dataset.send = path;
  return button;
}

function flick(name, { FULL_PATH }) {
  const button = make("button", { textContent: name });
  button.dataset.flick = FULL_PATH;
  return button;
}

function toggle(name, { FULL_PATH, VALUE }, kind = "") {
  const button = make("button", { textContent: name, className: kind });
  button.dataset.toggle = FULL_PATH;
  button.setAttribute("aria-pressed", String(Boolean(VALUE?.[0])));
  return button;
}

function slider(name, { FULL_PATH, RANGE, VALUE }) {
  const { MIN = 0, MAX = 1 } = RANGE?.[0] ?? {};
  const input = make("input", { type: "range", min: MIN, max: MAX, step: "any", value: VALUE?.[0] ?? 0 });
  input.oninput = () => send(FULL_PATH, Number(input.value));
  input.onpointerup = () => input.blur();
  input.dataset.slider = FULL_PATH;
  return make("label", {}, name, input);
}

function put(tree) {
  const bands = Object.values(find(tree, "/node")?.CONTENTS ?? {}).map((node) => node.CONTENTS)
    .filter((contents) => isToggle(contents?.comping));
  const parts = (names, put) => bands.flatMap((contents) =>
    names.filter((name) => contents[name]).map((name) => put(name, contents[name])));
  board.replaceChildren(
    ...commands.filter(([path]) => find(tree, path)).map(command),
    ...parts(momentary, flick), ...parts(lasting, toggle), ...parts(levels, slider),
    ...parts(players, (name, node) => toggle(name, node, "player")));
}

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
  const slider = board.querySelector(`[data-slider="${path}"]`);
  if (slider && document.activeElement !== slider) slider.value = value;
});
