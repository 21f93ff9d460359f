// Changes of the graph; what is wrong with one is said where it was tried.

import { make } from "./make.js";
import { requests } from "./requests.js";
import { boxOf, name, placeOf } from "./rig-board.js";

const sheet = document.getElementById("sheet");
const note = document.getElementById("rig-note");

/** Milliseconds that a complaint stays. */
const patience = 12_000;

/** Says what is wrong at a place of the board, or beside the tools, and what may help. */
function complain(error, place, remedy) {
  const flaw = make("div", { className: "flaw", role: "alert" }, make("p", { textContent: error.message }));
  if (remedy) flaw.append(remedy);
  flaw.onclick = () => flaw.remove();
  setTimeout(() => flaw.remove(), patience);
  if (!place) {
    note.replaceChildren(flaw);
    return;
  }
  flaw.style.left = `${Math.max(8, place.x - 140)}px`;
  flaw.style.top = `${place.y + 28}px`;
  sheet.append(flaw);
  flaw.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Takes away what was said to be wrong. */
export function hush() {
  sheet.querySelectorAll(".flaw").forEach((old) => old.remove());
  note.replaceChildren();
}

/** Has something done; what is wrong is said at `place`, with the button that `help` makes for it. */
async function attempt(messages, place, help) {
  hush();
  try {
    await requests(messages);
  } catch (error) {
    complain(error, place, help?.(error));
  }
}

/** A wire as a patch file writes it. */
const written = (wire) => `${name(wire.from)} -> ${name(wire.to)}${wire.feedback ? " feedback" : ""}`;
const anywhere = (port) => placeOf("in", port) ?? placeOf("out", port);

/** Adds a wire after other changes; one that closes a loop may come a block late. */
function wireUp(from, to, before = []) {
  const [text, place] = [`${from} -> ${to}`, anywhere(to)];
  const add = (wire, help) => attempt([...before, ["/wire/add", wire]], place, help);
  return add(text, ({ message }) => message.includes("'feedback'") && make("button", {
    textContent: "Wire it, a block late", onclick: () => add(`${text} feedback`),
  }));
}

export const addWire = (from, to) => wireUp(from, to);

export function removeWire(wire) {
  return attempt([["/wire/remove", written(wire)]], placeOf("in", name(wire.to)));
}

export function moveWire(wire, from, to) {
  if (name(wire.to) !== to) wireUp(from, to, [["/wire/remove", written(wire)]]);
}

export const removeNode = (id) => attempt([["/node/remove", id]], boxOf(id));
export const takeBack = () => attempt([["/undo"]]);
export const makeAgain = () => attempt([["/redo"]]);
