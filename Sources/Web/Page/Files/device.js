// MIDI devices of this machine, where the browser has Web MIDI.

/** The devices that take MIDI, loops back into this machine last; `lose` is told the id of one that goes. */
export async function devices(lose) {
  if (!navigator.requestMIDIAccess) return [];
  const access = await navigator.requestMIDIAccess();
  access.onstatechange = ({ port }) => { if (port.state === "disconnected") lose(port.id); };
  const isLoop = ({ name }) => /through/i.test(name);
  return [...access.outputs.values()].sort((a, b) => isLoop(a) - isLoop(b));
}

/** What ends notes and pedals on a channel: damper up, all notes off, all sound off. */
const silence = [64, 123, 120];

/** Sends what the band plays to `output`, the device `number`, each message at its time. */
export function device(output, number) {
  /** When the last message is due, in milliseconds: what was sent cannot everywhere be taken back. */
  let last = 0;

  function end(when) {
    for (let channel = 0; channel < 16; channel += 1) {
      for (const control of silence) output.send([0xb0 + channel, control, 0], when);
    }
  }

  return {
    id: output.id,
    name: `MIDI ${number}`,
    title: `Sends to ${output.name}`,
    play(bytes, wait) {
      const when = performance.now() + wait * 1000;
      last = Math.max(last, when);
      output.send(bytes, when);
    },
    stop() {
      output.clear?.();
      end();
      if (last > performance.now()) end(last + 1);
    },
  };
}
