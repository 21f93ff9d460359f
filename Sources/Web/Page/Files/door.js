// The ways in: HTTP and web sockets, with the token that other machines have to show.

import { keep, recall } from "./memory.js";

/** Comes behind the # of the address that strumd prints. */
const token = (() => {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) keep("token", given);
  return given ?? recall("token");
})();

/** The code with which a web socket ends whose token is missing or wrong. */
export const untrusted = 1008;

/** What OSCQuery says of `path`. */
export async function ask(path) {
  const headers = { Accept: "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(path, { headers });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** A web socket at `path`, for bytes; `begin` is called once it is open and has shown the token. */
export function open(path, begin = () => {}) {
  const socket = new WebSocket(`ws://${location.host}${path}`);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    if (token) socket.send(JSON.stringify({ COMMAND: "TOKEN", DATA: token }));
    begin();
  };
  return socket;
}
