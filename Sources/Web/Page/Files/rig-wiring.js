// Wiring by hand: dragged from port to port with mouse or finger, or port by port with the keyboard.

import { follow, placeOf } from "./rig-board.js";

const board = document.getElementById("board");
const sheet = document.getElementById("sheet");

/** Pixels that a hand may tremble before it drags, and from the edge at which the board moves along. */
const [tremble, edge] = [6, 40];
let held;
let dragged = false;

/** The port that waits for another one to be pressed. */
let armed;

/** What to do: `add(from, to)`, `remove(wire)`, `move(wire, from, to)`, `pick(port)`, `wiresAt(side, port)`. */
let act;

export function wireBy(actions) { act = actions; }

/** A place on the screen, in pixels of the sheet. */
function onSheet({ clientX, clientY }) {
  const box = sheet.getBoundingClientRect();
  return { x: clientX - box.x, y: clientY - box.y };
}

sheet.addEventListener("pointerdown", (event) => {
  dragged = false;
  const port = event.target.closest(".port");
  if (!port || event.button > 0) return;
  port.setPointerCapture(event.pointerId);
  held = { port, x: event.clientX, y: event.clientY, isMoving: false };
});

sheet.addEventListener("pointermove", (event) => {
  if (!held) return;
  if (!held.isMoving) {
    if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < tremble) return;
    lift();
  }
  const view = board.getBoundingClientRect();
  const pull = (at, from, to) => (at < from + edge ? -12 : at > to - edge ? 12 : 0);
  board.scrollBy(pull(event.clientX, view.left, view.right), pull(event.clientY, view.top, view.bottom));
  const end = onSheet(event);
  const start = placeOf(held.side, held.origin);
  if (held.side === "out") follow(start, end);
  else follow(end, start);
  mark(under(event));
});

/** Takes the end of a wire in hand where the input has one, or begins a new wire. */
function lift() {
  const { side, port } = held.port.dataset;
  held.isMoving = true;
  held.wire = side === "in" ? act.wiresAt(side, port).at(-1) : undefined;
  held.side = held.wire ? "out" : side;
  held.origin = held.wire ? held.wire.from.join(".") : port;
  disarm();
}

/** The port at a place of the screen. */
const under = ({ clientX, clientY }) => document.elementFromPoint(clientX, clientY)?.closest(".port");

function mark(port) {
  sheet.querySelector(".port.near")?.classList.remove("near");
  port?.classList.add("near");
}

function end(event, isGivenUp) {
  if (!held) return;
  const { isMoving, wire, side, origin, port } = held;
  held = undefined;
  follow();
  mark();
  dragged = isMoving;
  if (!isMoving || isGivenUp) return;
  const target = under(event);
  if (target === port) return;
  if (!target) {
    if (wire) act.remove(wire);
    return;
  }
  const ends = side === "out" ? [origin, target.dataset.port] : [target.dataset.port, origin];
  if (wire) act.move(wire, ...ends);
  else act.add(...ends);
}

sheet.addEventListener("pointerup", (event) => end(event, false));
sheet.addEventListener("pointercancel", (event) => end(event, true));

/** Lets no port wait any more. */
export function disarm() {
  armed = undefined;
  sheet.querySelector(".port[aria-pressed]")?.removeAttribute("aria-pressed");
}

sheet.addEventListener("click", (event) => {
  const button = event.target.closest(".port");
  // What the keyboard clicks is no end of a drag.
  if (!button || (dragged && event.detail)) return;
  const { side, port } = button.dataset;
  const before = armed;
  disarm();
  if (before && before.side !== side) {
    if (before.side === "out") act.add(before.port, port);
    else act.add(port, before.port);
    return;
  }
  act.pick(side, port);
  if (before?.port === port) return;
  armed = { side, port };
  button.setAttribute("aria-pressed", "true");
});
