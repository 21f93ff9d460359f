// The microphone of this machine, played into a patch that has a node for it.

import { pretty } from "./chord.js";
import { open } from "./door.js";

const button = document.getElementById("microphone");
const word = document.getElementById("heard");

/** What browsers do for voices would spoil music. */
const plain = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Bytes that may wait to be sent; what comes then is left out. */
const most = 1 << 16;
let node;

/** Ends that the microphone is heard. */
let deafen;

/** Offers to play into the node of `graph` that takes sound from a browser, where there is one. */
export function offer(graph) {
  node = graph.nodes.find(({ kind }) => kind === "web_capture")?.id;
  const isAllowed = Boolean(navigator.mediaDevices);
  button.hidden = !deafen && !(node && isAllowed);
  if (!deafen) show(node && !isAllowed ? "Browsers let a page hear on strumd's own machine only, or over HTTPS." : "");
}

function show(text) {
  word.textContent = text;
  word.hidden = !text;
  button.textContent = deafen ? "Stop the microphone" : `Play into ${node}`;
  button.setAttribute("aria-pressed", String(Boolean(deafen)));
}

button.onclick = async () => {
  if (deafen) {
    deafen("");
    return;
  }
  button.disabled = true;
  try { await begin(); } catch (error) { show(error.message); }
  button.disabled = false;
};

async function begin() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: plain });
  const context = new AudioContext();
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    context.close();
  };
  try {
    await context.audioWorklet.addModule("/page/microphone-worklet.js");
  } catch (error) {
    close();
    throw error;
  }
  const pieces = new AudioWorkletNode(context, "microphone", { channelCount: 1, channelCountMode: "explicit" });
  // What leads nowhere may be left out; nothing comes out of it.
  context.createMediaStreamSource(stream).connect(pieces).connect(context.destination);
  const socket = play(context.sampleRate, pieces.port);
  deafen = (reason) => {
    deafen = undefined;
    socket.onclose = undefined;
    socket.close();
    close();
    show(reason);
  };
  show(`${node} listens`);
}

/** Sends what comes by `port`, samples at `rate` Hz, and tells what is heard in it. */
function play(rate, port) {
  const socket = open(`/ws?node=${node}`, () => {
    socket.send(JSON.stringify({ rate, format: "f32le", channels: 1 }));
  });
  let problem = "the connection was lost";
  port.onmessage = ({ data }) => {
    if (socket.readyState === WebSocket.OPEN && socket.bufferedAmount < most) socket.send(data);
  };
  socket.onmessage = ({ data }) => {
    const said = JSON.parse(data);
    if (said.type === "error") problem = said.message;
    if (said.type === "chord") show(`${said.node} hears ${pretty(said.symbol)}, ${Math.round(said.confidence * 100)} % sure`);
  };
  socket.onclose = () => deafen?.(problem);
  return socket;
}
