// What was chosen on the board, a node, a port or a wire, and the panel that tells of it.

import { ask } from "./door.js";
import { send } from "./link.js";
import { make } from "./make.js";
import { request } from "./requests.js";
import { name, nodeOf, typeOf, wiresAt } from "./rig-board.js";
import { removeNode, removeWire } from "./rig-edit.js";
import { entry, flaw, tell } from "./rig-forms.js";
import { open, parameters, settings, shut } from "./rig-panel.js";

/** The node whose panel is open. */
let chosen;

export function forget() { chosen = undefined; }

/** Puts the panel up anew, of what the graph now has. */
export function renew() { if (chosen) pickNode(chosen); }

/** A line that says where a wire leads, and takes it out. */
function wireRow(wire) {
  const button = make("button", { textContent: "Unwire", onclick: async () => { await removeWire(wire); if (button.isConnected) shut(); } });
  return make("div", { className: "field" }, make("span", { textContent: `${name(wire.from)} → ${name(wire.to)}` }), button);
}

export function pickWire(wire) {
  forget();
  open(typeOf("out", wire.from), "", wireRow(wire));
}

export function pickPort(side, port) {
  forget();
  const ends = port.split(/\.(.*)/s);
  const node = nodeOf(ends[0]);
  const doc = (side === "in" ? node.inputs : node.outputs).find(({ name }) => name === ends[1])?.doc;
  const hint = side === "in" ? "Press an output to wire it to this." : "Press an input to wire this to it.";
  open(`${port} · ${typeOf(side, ends)}`, doc, ...wiresAt(side, port).map(wireRow), make("p", { textContent: hint }));
}

export async function pickNode(id) {
  const node = nodeOf(id);
  chosen = node?.id;
  if (!node) {
    shut();
    return;
  }
  let fields;
  try { fields = parameters((await ask(`/node/${id}`)).CONTENTS); } catch { fields = []; }
  if (chosen !== id) return;
  open(
    `${id} · ${node.kind}`, node.doc, settings(node.settings), ...fields, nameForm(id),
    make("button", { className: "anew", textContent: "Count nanoseconds anew", onclick: () => send("/ledger/reset") }),
    make("button", { className: "remove", textContent: "Remove", onclick: () => dropNode(id) }));
}

/** Gives a node another name; what is wrong with that is said beside it. */
function nameForm(id) {
  const [input, field] = entry("name", { value: id });
  const problem = flaw();
  const form = make("form", { className: "name" }, field, make("button", { textContent: "Rename" }), problem);
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      chosen = input.value;
      await request("/node/rename", id, input.value);
    } catch (error) {
      chosen = id;
      tell(problem, error);
    }
  };
  return form;
}

export function dropNode(id) {
  forget();
  shut();
  return removeNode(id);
}
