// The rig view: the graph that plays, to look at and to change.

import { ask, on, onState, recall, request, requests, send } from "./link.js";
import { make } from "./make.js";
import { boxOf, name, placeOf, put, show as showLevel, tellCost, typeOf } from "./rig-board.js";
import { addNode, entry, savePatch } from "./rig-forms.js";
import { open, parameters, settings, shut } from "./rig-panel.js";
import { disarm, wireBy } from "./rig-wiring.js";

const view = document.getElementById("rig");
const sheet = document.getElementById("sheet");
const note = document.getElementById("rig-note");

/** Milliseconds that a complaint stays, and between two signs that levels are wanted. */
const [patience, pulse] = [12_000, 2000];
let graph = { nodes: [], wires: [] };
let path = "patch.yaml";
let isStale = true;

/** The node whose panel is open. */
let chosen;

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

const isShown = () => !view.hidden && document.visibilityState === "visible";

/** What runs through wires is measured only while somebody looks. */
function askForLevels() {
  if (!isShown()) return;
  send("/levels", 5);
  setTimeout(askForLevels, pulse);
}
document.addEventListener("visibilitychange", askForLevels);

async function refresh() {
  if (!isStale || view.hidden) return;
  isStale = false;
  try {
    graph = JSON.parse((await request("/patch/graph"))[0]);
  } catch {
    isStale = true;
    return;
  }
  disarm();
  put(graph);
  if (chosen) pickNode(chosen);
}

/** Says what is wrong where it happened, at a place of the board or beside the tools, and what may help. */
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
  sheet.querySelectorAll(".flaw").forEach((old) => old.remove());
  sheet.append(flaw);
  flaw.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Has something done; what is wrong is said at `place`, with the button that `help` makes for it. */
async function attempt(messages, place, help) {
  sheet.querySelectorAll(".flaw").forEach((old) => old.remove());
  note.replaceChildren();
  try {
    await requests(messages);
  } catch (error) {
    complain(error, place, help?.(error));
  }
}

/** A wire that closes a loop may come a block late. */
function late(text, place) {
  return ({ message }) => message.includes("'feedback'") && make("button", {
    textContent: "Wire it, a block late", onclick: () => attempt([["/wire/add", `${text} feedback`]], place),
  });
}

/** A wire as a patch file writes it. */
const written = (wire) => `${name(wire.from)} -> ${name(wire.to)}${wire.feedback ? " feedback" : ""}`;
const anywhere = (port) => placeOf("in", port) ?? placeOf("out", port);

function add(from, to) {
  const text = `${from} -> ${to}`;
  return attempt([["/wire/add", text]], anywhere(to), late(text, anywhere(to)));
}

function remove(wire) { return attempt([["/wire/remove", written(wire)]], placeOf("in", name(wire.to))); }

function move(wire, from, to) {
  if (name(wire.to) === to) return;
  attempt([["/wire/remove", written(wire)], ["/wire/add", `${from} -> ${to}`]], anywhere(to));
}

const wiresAt = (side, port) =>
  graph.wires.filter(({ from, to }) => name(side === "in" ? to : from) === port);

/** A line that says where a wire leads, and takes it out. */
function wireRow(wire) {
  const button = make("button", { textContent: "Unwire", onclick: async () => { await remove(wire); shut(); } });
  return make("div", { className: "field" }, make("span", { textContent: `${name(wire.from)} → ${name(wire.to)}` }), button);
}

function pickPort(side, port) {
  chosen = undefined;
  const ends = port.split(/\.(.*)/s);
  const node = graph.nodes.find(({ id }) => id === ends[0]);
  const doc = (side === "in" ? node.inputs : node.outputs).find(({ name }) => name === ends[1])?.doc;
  const rows = wiresAt(side, port).map(wireRow);
  const hint = side === "in" ? "Press an output to wire it to this." : "Press an input to wire this to it.";
  open(`${port} · ${typeOf(side, ends)}`, doc, ...rows, make("p", { textContent: hint }));
}

async function pickNode(id) {
  const node = graph.nodes.find((node) => node.id === id);
  chosen = node?.id;
  if (!node) {
    shut();
    return;
  }
  let fields;
  try { fields = parameters((await ask(`/node/${id}`)).CONTENTS); } catch { fields = []; }
  if (chosen !== id) return;
  const anew = make("button", { className: "anew", textContent: "Count nanoseconds anew", onclick: () => send("/ledger/reset") });
  const button = make("button", { className: "remove", textContent: "Remove", onclick: () => removeNode(id) });
  open(`${id} · ${node.kind}`, node.doc, settings(node.settings), ...fields, nameForm(id), anew, button);
}

/** Gives a node another name; what is wrong with that is said beside it. */
function nameForm(id) {
  const [input, field] = entry("name", { value: id });
  const problem = make("p", { className: "flaw", role: "alert", hidden: true });
  const form = make("form", { className: "name" }, field, make("button", { textContent: "Rename" }), problem);
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      chosen = input.value;
      await request("/node/rename", id, input.value);
    } catch (error) {
      chosen = id;
      problem.textContent = error.message;
      problem.hidden = false;
    }
  };
  return form;
}

async function removeNode(id) {
  chosen = undefined;
  shut();
  await attempt([["/node/remove", id]], boxOf(id));
}

wireBy({ add, remove, move, pick: pickPort, wiresAt });

const chosenWire = (element) => graph.wires.find((wire) => `${name(wire.from)} -> ${name(wire.to)}` === element.dataset.wire);

sheet.addEventListener("click", ({ target }) => {
  const title = target.closest(".title");
  const line = target.closest(".wire");
  if (title || line) disarm();
  if (title) pickNode(title.parentElement.dataset.node);
  if (!line) return;
  chosen = undefined;
  const wire = chosenWire(line);
  open(line.dataset.type, "", wireRow(wire));
});

sheet.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const line = target.closest(".wire");
  if (line && (key === "Enter" || key === " ")) {
    event.preventDefault();
    line.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  }
  if (key !== "Delete" && key !== "Backspace") return;
  const port = target.closest(".port");
  if (line) remove(chosenWire(line));
  else if (port) wiresAt(port.dataset.side, port.dataset.port).slice(-1).forEach(remove);
  else if (target.closest(".title")) removeNode(target.parentElement.dataset.node);
});

function takeBack(address) { return attempt([[address]]); }

addEventListener("keydown", (event) => {
  if (view.hidden) return;
  if (event.key === "Escape") {
    disarm();
    chosen = undefined;
    shut();
  }
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  takeBack(event.shiftKey ? "/redo" : "/undo");
});

document.getElementById("undo").onclick = () => takeBack("/undo");
document.getElementById("redo").onclick = () => takeBack("/redo");
document.getElementById("add").onclick = () => { chosen = undefined; addNode(graph.nodes.map(({ id }) => id)); };
document.getElementById("save").onclick = () => { chosen = undefined; savePatch(path); };
