// What the band plays, message by message, for whoever wants to hear or to see it.

import { open } from "./link.js";
import { decode } from "./osc.js";

const handlers = new Set();
let socket;

/** How much later our clock is than strumd's, in seconds; the least delay that was seen counts. */
let offset = Infinity;

/**
 * Calls `handler` with each message: when it sounds, in seconds of `performance.now()`, the port that
 * it left by and its bytes. Returns what ends that.
 */
export function hear(handler) {
  handlers.add(handler);
  if (!socket) listen();
  return () => {
    handlers.delete(handler);
    if (handlers.size) return;
    const old = socket;
    socket = undefined;
    old?.close();
  };
}

/** Whether there is a connection; for those who look on. */
export const isOpen = () => socket?.readyState === WebSocket.OPEN;

function listen() {
  const mine = open("/ws/midi?format=binary");
  socket = mine;
  offset = Infinity;
  mine.binaryType = "arraybuffer";
  mine.onmessage = ({ data }) => {
    const [[, now], ...messages] = decode(data);
    offset = Math.min(offset, performance.now() / 1000 - now);
    for (const [address, time, [, status, ...rest]] of messages) {
      const bytes = [status, ...rest].slice(0, size(status));
      for (const handler of handlers) handler(time + offset, address.slice("/midi/".length), bytes);
    }
  };
  mine.onclose = () => setTimeout(() => { if (socket === mine) listen(); }, 500);
}

/** How many bytes a message has that begins with `status`. */
function size(status) {
  if (status >= 0xf0) return status === 0xf2 ? 3 : status === 0xf1 || status === 0xf3 ? 2 : 1;
  return status >= 0xc0 && status < 0xe0 ? 2 : 3;
}
