// The band, heard here: over a small synthesiser, or on a MIDI device of this machine.

import { hear } from "./band.js";

/** Seconds that everything sounds later than it was played, so that what comes late is in time. */
const lead = 0.1;
const button = document.getElementById("play");
let sounds;

/** Ends that the band is heard. */
let deafen;

/** How loud the synthesiser is, as a root mean square. */
export function level() {
  if (!sounds?.meter) return 0;
  const samples = new Float32Array(sounds.meter.fftSize);
  sounds.meter.getFloatTimeDomainData(samples);
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

/** The devices of this machine that take MIDI; loops back into it come last. */
async function devices() {
  if (!navigator.requestMIDIAccess) return [];
  const access = await navigator.requestMIDIAccess();
  access.onstatechange = ({ port }) => { if (port.state === "disconnected" && port.id === sounds?.id) stop(); };
  const isLoop = ({ name }) => /through/i.test(name);
  return [...access.outputs.values()].sort((a, b) => isLoop(a) - isLoop(b));
}

/** Sends what the band plays to `output`, each message at its time. */
function device(output, number) {
  const silence = [64, 123, 120];
  return {
    id: output.id,
    name: `MIDI ${number}`,
    title: `Sends to ${output.name}`,
    play: (data, wait) => output.send(data, performance.now() + wait * 1000),
    stop() {
      output.clear?.();
      for (let channel = 0; channel < 16; channel += 1) {
        for (const control of silence) output.send([0xb0 + channel, control, 0]);
      }
    },
  };
}

function synthesiser() {
  const context = new AudioContext({ latencyHint: "interactive" });
  const meter = context.createAnalyser();
  const out = context.createDynamicsCompressor();
  out.connect(meter).connect(context.destination);
  const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
  noise.getChannelData(0).forEach((_, index, data) => { data[index] = Math.random() * 2 - 1; });
  const notes = new Map();

  /** Lets `source` sound through a gain that falls from `peak` within `length` seconds. */
  function strike(source, when, peak, length, filter) {
    const gain = context.createGain();
    gain.gain.setValueAtTime(peak, when);
    gain.gain.exponentialRampToValueAtTime(0.0005, when + length);
    (filter ? source.connect(filter) : source).connect(gain).connect(out);
    source.start(when);
    source.stop(when + length);
  }

  function drum(key, loudness, when) {
    if (key === 35 || key === 36) {
      const skin = context.createOscillator();
      skin.frequency.setValueAtTime(150, when);
      skin.frequency.exponentialRampToValueAtTime(45, when + 0.12);
      strike(skin, when, loudness, 0.25);
      return;
    }
    const isMetal = [42, 44, 46, 49, 51, 52, 53, 55, 57, 59].includes(key);
    const source = context.createBufferSource();
    source.buffer = noise;
    const filter = context.createBiquadFilter();
    filter.type = isMetal ? "highpass" : "bandpass";
    filter.frequency.value = isMetal ? 7000 : 1800;
    const length = [42, 44].includes(key) ? 0.05 : isMetal ? 0.4 : 0.16;
    strike(source, when, loudness * (isMetal ? 0.25 : 0.6), length, filter);
  }

  function begin(name, key, loudness, when) {
    end(name, when);
    const source = context.createOscillator();
    source.type = key < 52 ? "triangle" : "sawtooth";
    source.frequency.value = 440 * 2 ** ((key - 69) / 12);
    const filter = context.createBiquadFilter();
    filter.frequency.value = Math.min(6000, source.frequency.value * 5);
    const gain = context.createGain();
    const peak = loudness * (key < 52 ? 0.5 : 0.14);
    gain.gain.setValueAtTime(0, when);
    gain.gain.linearRampToValueAtTime(peak, when + 0.008);
    gain.gain.setTargetAtTime(peak * 0.4, when + 0.01, 0.6);
    source.connect(filter).connect(gain).connect(out);
    source.start(when);
    notes.set(name, { source, gain });
  }

  function end(name, when) {
    const note = notes.get(name);
    if (!note) return;
    notes.delete(name);
    note.gain.gain.setTargetAtTime(0, when, 0.04);
    note.source.stop(when + 0.4);
  }

  return {
    name: "♪",
    title: "Plays the band here",
    meter,
    play(data, wait, port) {
      const [status, key, value] = data;
      const when = context.currentTime + wait;
      const kind = status & 0xf0;
      const name = `${port} ${status & 15} ${key}`;
      if (kind === 0x90 && value > 0) {
        const loudness = (value / 127) ** 1.6;
        if ((status & 15) === 9) drum(key, loudness, when);
        else begin(name, key, loudness, when);
      } else if (kind === 0x80 || kind === 0x90) {
        end(name, when);
      } else if (kind === 0xb0 && (key === 120 || key === 123)) {
        for (const other of [...notes.keys()]) end(other, when);
      }
    },
    stop() { context.close(); },
  };
}

function begin(next) {
  sounds = next;
  deafen ??= hear((time, port, data) => {
    sounds?.play(data, Math.max(0, time + lead - performance.now() / 1000), port);
  });
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
    begin(synthesiser());
    return;
  }
  stop();
  let found = [];
  try { found = await devices(); } catch { /* The browser, or who sits before it, will not have it. */ }
  const place = found.findIndex(({ id }) => id === last.id) + 1;
  if (place < found.length) begin(device(found[place], place + 1));
};
