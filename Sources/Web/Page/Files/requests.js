// Requests, and the answers that come for them.

import { on, onState, sendBytes } from "./link.js";
import { bundle, encode } from "./osc.js";

/** Those that were not answered yet, by their id. */
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
  const expected = messages.map(([address, ...values]) => {
    const [id, answer] = expect();
    return { answer, packet: encode(address, [...values, id]) };
  });
  const packets = expected.map(({ packet }) => packet);
  if (!sendBytes(packets.length === 1 ? packets[0] : bundle(packets))) giveUp("there is no connection");
  return Promise.all(expected.map(({ answer }) => answer));
}

function giveUp(reason) {
  for (const { reject } of waiting.values()) reject(new Error(reason));
  waiting.clear();
}

/** Gathers what comes in pieces, a text followed by its number and how many there are. */
function gather(request, values) {
  const [text, number, of] = values.slice(-3);
  if (values.length < 3 || typeof text !== "string" || !(number <= of)) return values;
  request.text += text;
  return number === of ? [...values.slice(0, -3), request.text] : undefined;
}

/** The request `id` and all that was answered, once that is complete; the request is then done. */
function take(id, values) {
  const request = waiting.get(id);
  const whole = request && gather(request, values);
  if (!whole) return [];
  waiting.delete(id);
  return [request, whole];
}

on("/reply", (address, id, ...values) => {
  const [request, whole] = take(id, values);
  request?.resolve(whole);
});
on("/error", (address, id, ...values) => {
  const [request, whole] = take(id, values);
  request?.reject(new Error(String(whole.at(-1)).trim()));
});
onState((state) => { if (state !== "good") giveUp("the connection was lost"); });
