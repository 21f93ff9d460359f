// A small synthesiser: enough to hear what the band does.

/** Keys of General MIDI: kicks, hats that are shut, and all that is of metal. */
const [kicks, shut] = [[35, 36], [42, 44]];
const metal = [42, 44, 46, 49, 51, 52, 53, 55, 57, 59];

/** The channel of the drums, and the key below which is bass. */
const [drums, bass] = [9, 52];

const frequency = (key) => 440 * 2 ** ((key - 69) / 12);

/** Plays MIDI in `context`. */
export function synthesiser(context) {
  const meter = context.createAnalyser();
  const out = context.createDynamicsCompressor();
  out.connect(meter).connect(context.destination);
  const noise = context.createBuffer(1, context.sampleRate, context.sampleRate);
  noise.getChannelData(0).forEach((_, index, data) => { data[index] = Math.random() * 2 - 1; });
  const notes = new Map();

  /** Lets `source` sound through `filters` and a gain that falls from `peak` within `length` seconds. */
  function strike(source, when, peak, length, ...filters) {
    const gain = context.createGain();
    gain.gain.setValueAtTime(peak, when);
    gain.gain.exponentialRampToValueAtTime(0.0005, when + length);
    [...filters, gain, out].reduce((from, to) => from.connect(to), source);
    source.start(when);
    source.stop(when + length);
  }

  function drum(key, loudness, when) {
    if (kicks.includes(key)) {
      const skin = context.createOscillator();
      skin.frequency.setValueAtTime(150, when);
      skin.frequency.exponentialRampToValueAtTime(45, when + 0.12);
      strike(skin, when, loudness, 0.25);
      return;
    }
    const isMetal = metal.includes(key);
    const source = new AudioBufferSourceNode(context, { buffer: noise });
    const filter = new BiquadFilterNode(context, isMetal
      ? { type: "highpass", frequency: 7000 } : { type: "bandpass", frequency: 1800 });
    const length = shut.includes(key) ? 0.05 : isMetal ? 0.4 : 0.16;
    strike(source, when, loudness * (isMetal ? 0.25 : 0.6), length, filter);
  }

  function begin(name, key, loudness, when) {
    end(name, when);
    const isBass = key < bass;
    const source = new OscillatorNode(context, {
      type: isBass ? "triangle" : "sawtooth", frequency: frequency(key),
    });
    const filter = new BiquadFilterNode(context, { frequency: Math.min(6000, frequency(key) * 5) });
    const gain = new GainNode(context, { gain: 0 });
    const peak = loudness * (isBass ? 0.5 : 0.14);
    gain.gain.setValueAtTime(0, when);
    gain.gain.linearRampToValueAtTime(peak, when + 0.008);
    gain.gain.setTargetAtTime(peak * 0.4, when + 0.01, 0.6);
    source.connect(filter).connect(gain).connect(out);
    source.start(when);
    notes.set(name, { source, gain: gain.gain });
  }

  function end(name, when) {
    const note = notes.get(name);
    if (!note) return;
    notes.delete(name);
    note.gain.setTargetAtTime(0, when, 0.04);
    note.source.stop(when + 0.4);
  }

  return {
    name: "♪",
    title: "Plays the band here",

    /** How loud it is, as a root mean square. */
    level() {
      const samples = new Float32Array(meter.fftSize);
      meter.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
    },

    /** Plays a message that came by `port`, `wait` seconds from now. */
    play([status, key, value], wait, port) {
      const when = context.currentTime + wait;
      const [kind, channel] = [status & 0xf0, status & 15];
      const name = `${port} ${channel} ${key}`;
      if (kind === 0x90 && value > 0) {
        const loudness = (value / 127) ** 1.6;
        if (channel === drums) drum(key, loudness, when);
        else begin(name, key, loudness, when);
      } else if (kind === 0x80 || kind === 0x90) {
        end(name, when);
      } else if (kind === 0xb0 && (key === 120 || key === 123)) {
        for (const other of [...notes.keys()]) if (other.startsWith(`${port} ${channel} `)) end(other, when);
      }
    },

    /** Whether its time stands still: all would sound at once when it goes on. */
    isAsleep: () => context.state !== "running",

    /** Goes on where the browser has put it to sleep, as it does when a call comes in. */
    wake() { context.resume(); },
    stop() { context.close(); },
  };
}
