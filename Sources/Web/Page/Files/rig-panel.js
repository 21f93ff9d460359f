// The panel of the rig view: all that can be set of a node, and what hangs at a port.

import { on, send } from "./link.js";
import { make } from "./make.js";

const panel = document.getElementById("panel");

/** What takes the values that come in, by address. */
const fields = new Map();
on("*", (address, value) => fields.get(address)?.(value));

/** What had the focus before, on the board. */
let before;

/** Puts up a panel with a title and a button that closes it. */
export function open(title, doc, ...children) {
  const close = make("button", { textContent: "✕", onclick: shut });
  close.setAttribute("aria-label", "Close");
  before = document.activeElement?.dataset?.key ?? before;
  panel.replaceChildren(make("header", {}, make("h2", { textContent: title }), close));
  if (doc) panel.append(make("p", { textContent: doc }));
  panel.append(...children);
  panel.hidden = false;
}

export function shut() {
  fields.clear();
  const hadFocus = panel.contains(document.activeElement);
  panel.hidden = true;
  panel.replaceChildren();
  if (hadFocus && before) document.querySelector(`[data-key="${CSS.escape(before)}"]`)?.focus({ preventScroll: true });
}

/** What the settings of a node are, which only the patch file changes. */
export function settings(values) {
  return make("dl", {}, ...Object.entries(values).map(([name, value]) =>
    make("div", {}, make("dt", { textContent: name.replace(/_/g, " ") }), make("dd", { textContent: value }))));
}

/** How units are written for eyes. */
const units = { "time.hz": "Hz", "gain.db": "dB", "time.second": "s", "time.ms": "ms", "time.bpm": "bpm" };

/** The widgets of all parameters among what OSCQuery says of a node. */
export function parameters(contents) {
  fields.clear();
  return Object.entries(contents ?? {}).filter(([, parameter]) => parameter.ACCESS === 3)
    .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
    .map(([name, parameter]) => field(name, parameter));
}

/** The widget that fits a parameter. */
function field(name, { FULL_PATH: path, TYPE, VALUE, RANGE, UNIT, EXTENDED_TYPE, DESCRIPTION }) {
  const label = make("label", { className: "field", title: DESCRIPTION ?? "" }, make("span", { textContent: name.replace(/_/g, " ") }));
  const range = RANGE?.[0] ?? {};
  const [kind] = EXTENDED_TYPE ?? [];
  if (kind === "toggle") {
    const input = make("input", { type: "checkbox", checked: Boolean(VALUE[0]) });
    input.onchange = () => send(path, input.checked ? 1 : 0);
    fields.set(path, (value) => { input.checked = Boolean(value); });
    label.append(input);
  } else if (kind === "choice") {
    const input = make("select", {}, ...range.VALS.map((text) => make("option", { textContent: text })));
    input.value = VALUE[0];
    input.onchange = () => send(path, input.value);
    fields.set(path, (value) => { input.value = value; });
    label.append(input);
  } else {
    label.append(...number(path, TYPE, VALUE[0], range, units[UNIT?.[0]] ?? UNIT?.[0] ?? "", kind));
  }
  return label;
}

function number(path, type, value, { MIN, MAX }, unit, scale) {
  const isWhole = type === "i";
  const isLogarithmic = scale === "logarithmic" && MIN > 0;
  const toValue = (share) => (isLogarithmic ? MIN * (MAX / MIN) ** share : MIN + (MAX - MIN) * share);
  const toShare = (value) => (isLogarithmic ? Math.log(value / MIN) / Math.log(MAX / MIN) : (value - MIN) / (MAX - MIN));
  const output = make("output");
  const input = make("input", { type: "range", min: 0, max: 1, step: isWhole ? 1 / (MAX - MIN) : 0.001 });
  input.dataset.scale = isLogarithmic ? "logarithmic" : "linear";
  const write = (value) => {
    output.textContent = `${isWhole ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`.trim();
    input.setAttribute("aria-valuetext", output.textContent);
  };
  input.oninput = () => {
    const wanted = toValue(Number(input.value));
    write(wanted);
    send(path, isWhole ? Math.round(wanted) : wanted);
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
