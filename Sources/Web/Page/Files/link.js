// The connection to strumd: comes back by itself, and asks for everything anew when it does.

import { bundle, decode, encode } from "./osc.js";

/** Milliseconds without a word after which the connection counts as lost. */
const patience = 900;
const listeners = new Map();
const states = new Set();
let socket;
let heard = 0;
let isOpen = false;

/** The token that machines other than strumd's own have to show. */
const token = (() => {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) localStorage.setItem("token", given);
  return given ?? localStorage.getItem("token");
})();

/** Calls `handler` with the values of each message at `address`; "*" hears all, address first. */
export function on(address, handler) {
  if (!listeners.has(address)) listeners.set(address, []);
  listeners.get(address).push(handler);
}

/** What was told last, by address. */
const told = new Map();

/** Calls `handler` with all that was told last, address first: for who comes late. */
export function recall(handler) {
  for (const [address, values] of told) handler(address, ...values);
}

/** Calls `handler` with whether there is a connection, now and whenever that changes. */
export function onState(handler) {
  states.add(handler);
  handler(isOpen);
}

export function send(address, ...values) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(encode(address, values));
}

/** Requests that were not answered yet, by their id. */
const waiting = new Map();
let count = 0;

function expect() {
  count += 1;
  const id = `#page${count}`;
  return [id, new Promise((resolve, reject) => waiting.set(id, { resolve, reject, text: "" }))];
}

/** Sends a request; what is answered comes as an array, and what is wrong as an error. */
export async function request(address, ...values) {
  return (await requests([[address, ...values]]))[0];
}

/** Sends requests, each with its address first, as one change: all of them are carried out, or none. */
export function requests(messages) {
  if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error("there is no connection"));
  const expected = messages.map(([address, ...values]) => {
    const [id, answer] = expect();
    return { answer, packet: encode(address, [...values, id]) };
  });
  socket.send(expected.length === 1 ? expected[0].packet : bundle(expected.map(({ packet }) => packet)));
  return Promise.all(expected.map(({ answer }) => answer));
}

/** Gathers what comes in pieces, a text followed by its number and how many there are. */
function gather(request, values) {
  const [text, number, of] = values.slice(-3);
  if (values.length < 3 || typeof text !== "string" || !(number <= of)) return values;
  request.text += text;
  return number === of ? [...values.slice(0, -3), request.text] : undefined;
}

on("/reply", (address, id, ...values) => {
  const request = waiting.get(id);
  const whole = request && gather(request, values);
  if (!whole) return;
  waiting.delete(id);
  request.resolve(whole);
});

on("/error", (address, id, ...values) => {
  const request = waiting.get(id);
  const whole = request && gather(request, values);
  if (!whole) return;
  waiting.delete(id);
  request.reject(new Error(String(whole.at(-1)).trim()));
});

/** What OSCQuery says of `path`. */
export async function ask(path) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const answer = await fetch(path, { headers: { Accept: "application/json", ...headers } });
  return answer.json();
}

/** A web socket of its own at `path`, which has shown the token where one is known. */
export function open(path) {
  const other = new WebSocket(`ws://${location.host}${path}`);
  other.onopen = () => { if (token) other.send(JSON.stringify({ COMMAND: "TOKEN", DATA: token })); };
  return other;
}

function tell(open) {
  if (open === isOpen) return;
  isOpen = open;
  for (const handler of states) handler(open);
}

function dispatch(address, ...values) {
  if (address.startsWith("/") && address !== "/reply" && address !== "/error") told.set(address, values);
  for (const handler of listeners.get(address) ?? []) handler(...values);
  for (const handler of listeners.get("*") ?? []) handler(address, ...values);
}

function connect() {
  const mine = new WebSocket(`ws://${location.host}/`);
  socket = mine;
  heard = performance.now();
  mine.binaryType = "arraybuffer";
  mine.onopen = () => {
    if (token) mine.send(JSON.stringify({ COMMAND: "TOKEN", DATA: token }));
    send("/subscribe", "//", 30, 10);
  };
  mine.onmessage = (event) => {
    if (socket !== mine) return;
    heard = performance.now();
    tell(true);
    if (typeof event.data === "string") {
      const { COMMAND, DATA } = JSON.parse(event.data);
      dispatch(COMMAND, DATA);
    } else {
      for (const message of decode(event.data)) dispatch(...message);
    }
  };
  mine.onclose = () => { if (socket === mine) lose(); };
}

function lose() {
  const old = socket;
  socket = undefined;
  old?.close();
  tell(false);
  for (const { reject } of waiting.values()) reject(new Error("the connection was lost"));
  waiting.clear();
  told.clear();
  setTimeout(connect, 200);
}

setInterval(() => {
  if (!socket) return;
  if (performance.now() - heard > patience) lose();
  else send("/ping");
}, 300);

connect();
