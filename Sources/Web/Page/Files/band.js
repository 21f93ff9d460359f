// What the band plays, message by message, for whoever wants to hear or to see it.

import { follow } from "./clock.js";
import { open } from "./door.js";
import { onState } from "./link.js";
import { decode } from "./osc.js";

/** Milliseconds before a connection that strumd has ended is made anew. */
const pause = 500;
const handlers = new Set();

/** What sounds, notes and held pedals: the port and the bytes that end it, by a name. */
const sounding = new Map();
let socket;
let isLinked = false;

const seconds = () => performance.now() / 1000;

/**
 * Calls `handler` with each message: when it sounds, in seconds of `performance.now()`, the port that
 * it left by and its bytes. Returns what ends that. Where the connection goes, what sounds is ended.
 */
export function hear(handler) {
  handlers.add(handler);
  listen();
  return () => {
    handlers.delete(handler);
    if (!handlers.size) leave();
  };
}

/** Whether there is a connection; for those who look on. */
export const isOpen = () => socket?.readyState === WebSocket.OPEN;

function listen() {
  if (socket || !isLinked || !handlers.size) return;
  const mine = open("/ws/midi?format=binary");
  const delay = follow();
  socket = mine;
  mine.onmessage = ({ data }) => {
    if (socket !== mine) return;
    const [[, now], ...messages] = decode(data);
    const later = delay(now, seconds());
    for (const [address, time, [, status, ...rest]] of messages) {
      pass(time + later, address.slice("/midi/".length), [status, ...rest].slice(0, size(status)));
    }
  };
  mine.onclose = () => {
    if (socket !== mine) return;
    leave();
    setTimeout(listen, pause);
  };
}

/** Ends the connection, and all that sounds: nobody else would. */
function leave() {
  const old = socket;
  socket = undefined;
  old?.close();
  const now = seconds();
  for (const [port, ...bytes] of [...sounding.values()]) pass(now, port, bytes);
}

function pass(time, port, bytes) {
  const [status, key, value] = bytes;
  const [kind, channel] = [status & 0xf0, status & 15];
  const name = `${port} ${channel} ${kind === 0xb0 ? "pedal" : key}`;
  if (kind === 0x90 && value > 0) sounding.set(name, [port, 0x80 + channel, key, 64]);
  else if (kind === 0xb0 && key === 64 && value > 63) sounding.set(name, [port, status, 64, 0]);
  else if (kind === 0x80 || kind === 0x90 || kind === 0xb0 && key === 64) sounding.delete(name);
  for (const handler of handlers) handler(time, port, bytes);
}

/** How many bytes a message has that begins with `status`. */
function size(status) {
  if (status >= 0xf0) return status === 0xf2 ? 3 : status === 0xf1 || status === 0xf3 ? 2 : 1;
  return status >= 0xc0 && status < 0xe0 ? 2 : 3;
}

// A connection that is lost does not always say so; the one that asks all the time finds out.
onState((state) => {
  isLinked = state === "good";
  if (isLinked) listen();
  else leave();
});
