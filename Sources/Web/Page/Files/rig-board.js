// The board of the rig view: nodes with their ports, wires between them, and what runs through.

import { fit, layout, line, size } from "./rig-layout.js";
import { make } from "./make.js";

const sheet = document.getElementById("sheet");
const drawing = document.getElementById("wires");
const space = "http://www.w3.org/2000/svg";

/** Decibels at which a level is called hot, and the least that is shown. */
const [hot, quiet] = [-1, -60];

/** Nodes whose ports are all shown. */
const unfolded = new Set();

/** The nodes that play, and the wires between them. */
let graph = { nodes: [], wires: [] };
let places;

/** By "id.port" of their source. */
let wires = new Map();
const costs = new Map();
const levels = new Map();

export const name = ([node, port]) => `${node}.${port}`;
const label = ({ from, to }) => `${name(from)} -> ${name(to)}`;

function draw(kind, attributes, ...children) {
  const element = document.createElementNS(space, kind);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Puts `wanted` up in the place of what stands there; what has the focus keeps it. */
export function put(wanted) {
  graph = wanted;
  fit(sheet.parentElement.clientWidth);
  const focus = document.activeElement?.dataset?.key;
  places = layout(graph, unfolded);
  sheet.style.width = `${places.width}px`;
  sheet.style.height = `${places.height}px`;
  for (const [key, value] of [["width", places.width], ["height", places.height]]) drawing.setAttribute(key, value);
  wires = new Map();
  drawing.replaceChildren(...graph.wires.map(wire));
  sheet.querySelectorAll(".node").forEach((element) => element.remove());
  sheet.append(...graph.nodes.map(node));
  if (focus) sheet.querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}

function wire(wire) {
  const [from, to] = [places.ports.get(`out ${name(wire.from)}`), places.ports.get(`in ${name(wire.to)}`)];
  const [type, source, text, path] = [typeOf("out", wire.from), name(wire.from), label(wire), line(from, to)];
  const isAudio = type === "audio";
  const siblings = wires.get(source) ?? [];
  const level = draw("text", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 8, class: "level" });
  const group = draw(
    "g", { class: "wire", tabindex: 0, role: "button", "aria-label": `Wire ${text}`, "data-type": type },
    draw("path", { d: path, class: "hold" }), draw("path", { d: path, class: "line" }), level);
  Object.assign(group.dataset, { key: `wire ${text}`, wire: text });
  group.classList.toggle("feedback", wire.feedback);
  // All wires of an output carry the same: one figure for all of them can be read.
  wires.set(source, [...siblings, { group, level, isAudio, saysLevel: isAudio && !siblings.length }]);
  if (levels.has(source)) show(source, levels.get(source));
  return group;
}

function node(node) {
  const box = places.boxes.get(node.id);
  const cost = make("small", { className: "cost", textContent: costs.get(node.id) ?? "" });
  const title = make("button", { className: "title" }, make("b", { textContent: node.id }), make("small", { textContent: node.kind }), cost);
  title.dataset.key = `node ${node.id}`;
  const element = make(
    "article", { className: "node" }, title,
    make("div", { className: "ports in" }, ...box.inputs.map((port) => plug("in", node, port))),
    make("div", { className: "ports out" }, ...box.outputs.map((port) => plug("out", node, port))));
  element.dataset.node = node.id;
  Object.assign(element.style, { left: `${box.x}px`, top: `${box.y}px`, width: `${size.width}px`, height: `${box.height + 2}px` });
  if (box.hidden || unfolded.has(node.id)) {
    const more = make("button", { className: "more", textContent: box.hidden ? `${box.hidden} more` : "fewer" });
    more.dataset.key = `more ${node.id}`;
    more.onclick = () => {
      if (!unfolded.delete(node.id)) unfolded.add(node.id);
      put(graph);
    };
    element.append(more);
  }
  return element;
}

function plug(side, node, { name: port, type, doc }) {
  const button = make("button", { className: "port", title: doc }, make("span", { textContent: port }));
  Object.assign(button.dataset, { key: `${side} ${node.id}.${port}`, side, port: `${node.id}.${port}`, type });
  button.setAttribute("aria-label", `${side === "in" ? "Input" : "Output"} ${node.id}.${port}, ${type}`);
  return button;
}

/** A screen that was turned is laid out anew. */
new ResizeObserver(([{ contentRect: { width } }]) => {
  if (width && graph.nodes.length && fit(width)) put(graph);
}).observe(sheet.parentElement);

/** What the graph has: a node by its id, all ids, the wires at a port, and the one that is drawn. */
export const nodeOf = (id) => graph.nodes.find((node) => node.id === id);
export const idsOf = () => graph.nodes.map(({ id }) => id);
export const wiresAt = (side, port) => graph.wires.filter(({ from, to }) => name(side === "in" ? to : from) === port);
export const wireOf = ({ dataset }) => graph.wires.find((wire) => label(wire) === dataset.wire);

/** What travels through a port. */
export function typeOf(side, [id, port]) {
  const node = nodeOf(id);
  return (side === "in" ? node?.inputs : node?.outputs)?.find(({ name }) => name === port)?.type;
}

/** Where a port is, in pixels of the sheet. */
export const placeOf = (side, port) => places?.ports.get(`${side} ${port}`);

/** Where a node is. */
export const boxOf = (id) => places?.boxes.get(id);

/** What a node takes, in nanoseconds a cycle, and as a share of the period. */
export function tellCost(id, nanoseconds, share) {
  const text = `${Math.round(nanoseconds).toLocaleString("en").replace(/,/g, " ")} ns`;
  costs.set(id, text);
  const element = sheet.querySelector(`[data-node="${CSS.escape(id)}"] .cost`);
  if (!element) return;
  element.textContent = text;
  element.title = `${(share * 100).toFixed(2)} % of the period`;
}

/** What leaves by an output: its peak in dB, or how many messages. */
export function show(source, value) {
  levels.set(source, value);
  for (const { group, level, isAudio, saysLevel } of wires.get(source) ?? []) {
    const share = isAudio ? Math.min(1, Math.max(0, (value - quiet) / -quiet)) : Math.min(1, value);
    group.classList.toggle("active", share > 0);
    group.classList.toggle("hot", isAudio && value > hot);
    group.style.setProperty("--flow", share);
    level.textContent = saysLevel && share > 0 ? `${Math.round(value)} dB` : "";
  }
}

/** Lets a line follow the hand; nothing takes it away. */
export function follow(from, to) {
  drawing.querySelector(".loose")?.remove();
  if (from) drawing.append(draw("path", { d: line(from, to), class: "loose" }));
}
