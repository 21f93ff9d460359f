// The connection to strumd: comes back by itself, and asks for everything anew when it does.

import { open, untrusted } from "./door.js";
import { decode, encode } from "./osc.js";

/** Milliseconds: that an answer may take at least and at most, between two looks, and before the next attempt. */
const [briefly, atMost, beat, pause] = [900, 5000, 300, 200];

/** Milliseconds before who was turned away tries again: the token does not come by asking. */
const longPause = 5000;

/** Milliseconds for which a connection that says nothing is kept beside those that are tried meanwhile. */
const forbearance = 10000;

/** How many times longer than the slowest of late an answer may take, and how that fades with each. */
const [slack, fading] = [3, 0.97];

/** Messages a second of one address, and seconds; a subscription ends with its connection anyway. */
const [rate, lease] = [30, 3600];

const listeners = new Map();
const states = new Set();

/** What was told last, by address. */
const told = new Map();
let socket;

/** A connection that said nothing for too long, and since when: who is slow speaks yet, who was lost is not waited for. */
let slow;
let slowSince;

/** The connections that have spoken. */
const proven = new WeakSet();

/** How long an answer may take as things are: a poor network is not left for being slow. */
let patience = briefly;

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
  const way = [socket, slow].find((one) => one?.readyState === WebSocket.OPEN);
  way?.send(packet);
  return way !== undefined;
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

const wish = encode("/subscribe", ["//", rate, lease]);

function connect() {
  const mine = open("/", () => mine.send(wish));
  socket = mine;
  asked = performance.now();
  mine.onmessage = ({ data }) => {
    const messages = typeof data === "string" ? [command(JSON.parse(data))] : [...decode(data)];
    if (!hear(mine, messages.some(([address]) => address === "/pong"))) return;
    for (const message of messages) dispatch(...message);
  };
  mine.onclose = ({ code }) => {
    if (slow === mine) slow = undefined;
    if (socket === mine) lose(code === untrusted ? "locked" : "lost");
  };
}

const command = ({ COMMAND, DATA }) => [COMMAND, DATA];

/**
 * Notes that `one` has spoken, which ends the other connection; returns whether it is still wanted. That one speaks whom we
 * had given up does not say that it hears us: only an answer does.
 */
function hear(one, isAnswer) {
  if (one !== socket && one !== slow) return false;
  const isProof = isAnswer || !proven.has(one);
  if (one === slow && !isProof) return false;
  const since = one === slow ? slowSince : asked;
  if (since !== undefined && isProof) {
    const wanted = Math.max(patience * fading, slack * (performance.now() - since));
    patience = Math.min(atMost, Math.max(briefly, wanted));
  }
  if (one === slow) {
    clearTimeout(attempt);
    // What it was told while nobody heard it is told again.
    one.send(wish);
  }
  proven.add(one);
  const other = one === slow ? socket : slow;
  [socket, slow, asked] = [one, undefined, undefined];
  other?.close();
  tell("good");
  return true;
}

/** Goes over to the next connection; one that only says nothing may still turn out to be slow. */
function lose(next) {
  if (socket?.readyState <= WebSocket.OPEN && !slow) {
    [slow, slowSince] = [socket, asked];
  } else {
    socket?.close();
  }
  socket = undefined;
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
  if (slow && now - slowSince > forbearance) {
    const old = slow;
    slow = undefined;
    old.close();
  }
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
