// The band, heard here: over a small synthesiser, or on a MIDI device of this machine.

import { hear } from "./band.js";
import { device, devices } from "./device.js";
import { synthesiser } from "./synth.js";

/** Seconds that everything sounds later than it was played, so that what comes late is in time. */
const lead = 0.1;

/** Seconds by which a note may come too late and is begun all the same. */
const late = 0.4;
const button = document.getElementById("play");
let sounds;

/** Ends that the band is heard. */
let deafen;

/** How loud the synthesiser is, as a root mean square; for those who look on. */
export const level = () => sounds?.level?.() ?? 0;

function play(time, port, bytes) {
  const wait = time + lead - performance.now() / 1000;
  const isNoteOn = (bytes[0] & 0xf0) === 0x90 && bytes[2] > 0;
  if (isNoteOn && (wait < -late || sounds?.isAsleep?.())) return;
  sounds?.play(bytes, Math.max(0, wait), port);
}

function begin(next) {
  sounds = next;
  deafen ??= hear(play);
  show();
}

function stop() {
  deafen?.();
  deafen = undefined;
  sounds?.stop();
  sounds = undefined;
  show();
}

function show() {
  button.textContent = sounds?.name ?? "♪";
  button.title = sounds?.title ?? "Play the band here";
  button.setAttribute("aria-label", button.title);
  button.setAttribute("aria-pressed", String(Boolean(sounds)));
}

/** Goes from silence to the synthesiser, on from one MIDI device to the next, and back. */
button.onclick = async () => {
  const last = sounds;
  if (!last) {
    begin(synthesiser(new AudioContext({ latencyHint: "interactive" })));
    return;
  }
  stop();
  let found = [];
  try {
    found = await devices((id) => { if (id === sounds?.id) stop(); });
  } catch { /* The browser, or who sits before it, will not have it. */ }
  // Who was asked for leave to use devices may have pressed again meanwhile: what that began goes on.
  if (sounds) return;
  const place = found.findIndex(({ id }) => id === last.id) + 1;
  if (place < found.length) begin(device(found[place], place + 1));
};

document.addEventListener("visibilitychange", () => sounds?.wake?.());
addEventListener("pointerdown", () => sounds?.wake?.());

// A device would play on when the page is gone.
addEventListener("pagehide", () => { if (sounds) stop(); });
