// The rig view: every node with what it costs, what it measures and what can be set.

import { ask, on, send } from "./link.js";

const list = document.getElementById("nodes");
const costs = new Map();
const meters = new Map();
const fields = new Map();

on("PATH_ADDED", () => { if (list.childElementCount) show(); });
on("PATH_REMOVED", () => { if (list.childElementCount) show(); });
on("PATH_CHANGED", () => { if (list.childElementCount) show(); });
on("*", (address, ...values) => {
  fields.get(address)?.(values[0]);
  const [, top, kind, id] = address.split("/");
  if (top === "ledger" && kind === "node") {
    const cost = costs.get(id);
    if (cost) cost.textContent = `${values[0].toFixed(1)} µs · ${(values[5] * 100).toFixed(1)} %`;
  } else if (top === "meter") {
    const meter = meters.get(kind);
    if (meter) meter.style.transform = `scaleX(${Math.min(1, Math.max(0, (values[0] + 60) / 60))})`;
  }
});

function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export async function show() {
  const tree = (await ask("/node")).CONTENTS ?? {};
  for (const map of [costs, meters, fields]) map.clear();
  list.replaceChildren(
    ...Object.entries(tree).filter(([, node]) => !node.TYPE).map(([id, node]) => card(id, node)));
  const tools = make("div", { className: "tools" });
  for (const [address, name] of [["/undo", "Undo"], ["/redo", "Redo"], ["/ledger/reset", "Count anew"]]) {
    const button = make("button", { textContent: name });
    button.dataset.send = address;
    tools.append(button);
  }
  list.parentElement.querySelector(".tools")?.remove();
  list.before(tools);
}

function card(id, node) {
  const cost = make("small", { textContent: "" });
  costs.set(id, cost);
  const box = make("article", { className: "node" }, make("h2", {}, id, cost));
  if (node.DESCRIPTION) box.append(make("p", { textContent: node.DESCRIPTION }));
  const contents = Object.entries(node.CONTENTS ?? {})
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  if (contents.some(([name]) => name === "level")) {
    const meter = make("i");
    meters.set(id, meter);
    box.append(make("div", { className: "bar", title: "peak level" }, meter));
  }
  box.append(...contents.filter(([, parameter]) => parameter.ACCESS === 3).map(([name, parameter]) => field(name, parameter)));
  return box;
}

/** How units are written for eyes. */
const units = { "time.hz": "Hz", "gain.db": "dB", "time.second": "s", "time.ms": "ms", "time.bpm": "bpm" };

/** The widget that fits a parameter. */
function field(name, { FULL_PATH: path, TYPE, VALUE, RANGE, UNIT, EXTENDED_TYPE, DESCRIPTION }) {
  const label = make("label", { className: "field", title: DESCRIPTION ?? "" }, make("span", { textContent: name.replace(/_/g, " ") }));
  const range = RANGE?.[0] ?? {};
  if (EXTENDED_TYPE?.[0] === "toggle") {
    const input = make("input", { type: "checkbox", checked: Boolean(VALUE[0]) });
    input.onchange = () => send(path, input.checked ? 1 : 0);
    fields.set(path, (value) => { input.checked = Boolean(value); });
    label.append(input);
  } else if (TYPE === "s") {
    const input = make("select", {}, ...range.VALS.map((text) => make("option", { textContent: text })));
    input.value = VALUE[0];
    input.onchange = () => send(path, input.value);
    fields.set(path, (value) => { input.value = value; });
    label.append(input);
  } else {
    label.append(...number(path, TYPE, VALUE[0], range, units[UNIT?.[0]] ?? UNIT?.[0] ?? "", EXTENDED_TYPE?.[0]));
  }
  return label;
}

function number(path, type, value, { MIN, MAX }, unit, scale) {
  const isLogarithmic = scale === "logarithmic" && MIN > 0;
  const toValue = (share) => (isLogarithmic ? MIN * (MAX / MIN) ** share : MIN + (MAX - MIN) * share);
  const toShare = (value) => (isLogarithmic ? Math.log(value / MIN) / Math.log(MAX / MIN) : (value - MIN) / (MAX - MIN));
  const output = make("output");
  const input = make("input", { type: "range", min: 0, max: 1, step: type === "i" ? 1 / (MAX - MIN) : "any" });
  const write = (value) => {
    output.textContent = `${type === "i" ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`;
  };
  input.oninput = () => {
    const wanted = toValue(Number(input.value));
    write(wanted);
    send(path, type === "i" ? Math.round(wanted) : wanted);
  };
  const take = (value) => {
    write(value);
    if (document.activeElement !== input) input.value = toShare(value);
  };
  take(value);
  fields.set(path, take);
  input.onpointerup = () => input.blur();
  return [output, input];
}
