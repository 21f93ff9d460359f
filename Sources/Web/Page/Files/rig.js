// The rig view: the graph that plays, to look at and to change.

import { on, onState, recall, send } from "./link.js";
import { request } from "./requests.js";
import { idsOf, put, show as showLevel, tellCost, wireOf, wiresAt } from "./rig-board.js";
import { dropNode, forget, pickNode, pickPort, pickWire, renew } from "./rig-choice.js";
import { addWire, hush, makeAgain, moveWire, removeWire, takeBack } from "./rig-edit.js";
import { addNode, savePatch } from "./rig-forms.js";
import { shut } from "./rig-panel.js";
import { disarm, wireBy } from "./rig-wiring.js";
import "./rig-whole.js";

const view = document.getElementById("rig");
const sheet = document.getElementById("sheet");

/** Milliseconds between two signs that levels are wanted, and seconds for which each of them holds. */
const [pulse, hold] = [2000, 5];
let path = "patch.yaml";
let isStale = true;
let asking;

function take(address, ...values) {
  const [, top, ...rest] = address.split("/");
  if (address === "/patch/load") path = values[0];
  else if (top === "ledger" && rest[0] === "node") tellCost(rest[1], values[0] * 1000, values[5]);
  else if (top === "level") showLevel(rest.join("."), values[0]);
}
recall(take);
on("*", take);
on("/patch/generation", () => { isStale = true; refresh(); });
onState(() => { isStale = true; refresh(); });

export function show() {
  refresh();
  askForLevels();
}

/** What runs through wires is measured only while somebody looks. */
function askForLevels() {
  clearTimeout(asking);
  if (view.hidden || document.visibilityState !== "visible") return;
  send("/levels", hold);
  asking = setTimeout(askForLevels, pulse);
}
document.addEventListener("visibilitychange", askForLevels);

async function refresh() {
  if (!isStale || view.hidden) return;
  isStale = false;
  const [text] = await request("/patch/graph").catch(() => []);
  if (!text) {
    isStale = true;
    return;
  }
  disarm();
  put(JSON.parse(text));
  renew();
}

wireBy({ add: addWire, remove: removeWire, move: moveWire, pick: pickPort, wiresAt });

sheet.addEventListener("click", ({ target }) => {
  const title = target.closest(".title");
  const line = target.closest(".wire");
  if (title || line) disarm();
  if (title) pickNode(title.parentElement.dataset.node);
  if (line) pickWire(wireOf(line));
});

sheet.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const line = target.closest(".wire");
  if (line && (key === "Enter" || key === " ")) {
    event.preventDefault();
    pickWire(wireOf(line));
  }
  if (key !== "Delete" && key !== "Backspace") return;
  const port = target.closest(".port");
  if (line) removeWire(wireOf(line));
  else if (port) wiresAt(port.dataset.side, port.dataset.port).slice(-1).forEach(removeWire);
  else if (target.closest(".title")) dropNode(target.parentElement.dataset.node);
});

addEventListener("keydown", (event) => {
  if (view.hidden) return;
  if (event.key === "Escape") {
    disarm();
    hush();
    forget();
    shut();
  }
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  if (event.shiftKey) makeAgain();
  else takeBack();
});

document.getElementById("undo").onclick = takeBack;
document.getElementById("redo").onclick = makeAgain;
document.getElementById("add").onclick = () => { forget(); addNode(idsOf()); };
document.getElementById("save").onclick = () => { forget(); savePatch(path); };
