// The connection to strumd: comes back by itself, and asks for everything anew when it does.

import { open, untrusted } from "./door.js";
import { decode, encode } from "./osc.js";

/** Milliseconds: that an answer may take, between two looks, and before the next attempt. */
const [patience, beat, pause] = [900, 300, 200];

/** The same for who was turned away: the token does not come by asking again. */
const longPause = 5000;

/** Messages a second of one address, and seconds; a subscription ends with its connection anyway. */
const [rate, lease] = [30, 3600];

const listeners = new Map();
const states = new Set();

/** What was told last, by address. */
const told = new Map();
let socket;

/** Whether strumd answers: "good", "lost", or "locked" where it wants a token that we do not have. */
let state = "lost";

/** Since when a sign of life is awaited, in milliseconds. */
let asked;
let attempt;

/** Calls `handler` with the values of each message at `address`; "*" hears all, address first. */
export function on(address, handler) {
  if (!listeners.has(address)) listeners.set(address, []);
  listeners.get(address).push(handler);
}

/** Calls `handler` with all that was told last, address first: for who comes late. */
export function recall(handler) {
  for (const [address, values] of told) handler(address, ...values);
}

/** Calls `handler` with the state of the connection, now and whenever that changes. */
export function onState(handler) {
  states.add(handler);
  handler(state);
}

/** Sends bytes, if somebody is there to take them; returns whether. */
export function sendBytes(packet) {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(packet);
  return true;
}

export const send = (address, ...values) => sendBytes(encode(address, values));

function tell(next) {
  if (next === state) return;
  state = next;
  for (const handler of states) handler(state);
}

function dispatch(address, ...values) {
  if (address.startsWith("/") && address !== "/reply" && address !== "/error") told.set(address, values);
  for (const handler of listeners.get(address) ?? []) handler(...values);
  for (const handler of listeners.get("*") ?? []) handler(address, ...values);
}

function connect() {
  const mine = open("/", () => send("/subscribe", "//", rate, lease));
  socket = mine;
  asked = performance.now();
  mine.onmessage = ({ data }) => {
    if (socket !== mine) return;
    asked = undefined;
    tell("good");
    if (typeof data === "string") {
      const { COMMAND, DATA } = JSON.parse(data);
      dispatch(COMMAND, DATA);
    } else {
      for (const message of decode(data)) dispatch(...message);
    }
  };
  mine.onclose = ({ code }) => { if (socket === mine) lose(code === untrusted ? "locked" : "lost"); };
}

function lose(next) {
  const old = socket;
  socket = undefined;
  old?.close();
  told.clear();
  tell(next);
  clearTimeout(attempt);
  attempt = setTimeout(connect, next === "locked" ? longPause : pause);
}

/**
 * Asks for a sign of life where none came by itself. Only an answer that is due counts: in a tab that is
 * hidden the browser lets this be called once a second, or more seldom.
 */
function look() {
  const now = performance.now();
  if (!socket) return;
  if (asked !== undefined && now - asked > patience) {
    lose("lost");
  } else if (asked === undefined && send("/ping")) {
    asked = now;
  }
}

setInterval(look, beat);
for (const sign of ["pageshow", "online", "focus"]) addEventListener(sign, look);
document.addEventListener("visibilitychange", look);
connect();
