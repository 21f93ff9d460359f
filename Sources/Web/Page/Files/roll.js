// What the band plays, as a piano roll: keys upward, time to the right, drums below.

/** A colour for each player that was heard, in the order in which they came. */
const colours = ["--roll-1", "--roll-2", "--roll-3", "--roll-4", "--roll-5"];
const drums = 9;
const players = [];
let notes = [];

/** Takes note of a message of the band that sounds at `time`, and forgets what is older than `span`. */
export function keepNote(time, port, [status, key, value], span) {
  const [kind, channel] = [status & 0xf0, status & 15];
  const isNote = kind === 0x80 || kind === 0x90;
  const sounds = (note) => note.end === undefined && note.port === port && note.channel === channel;
  if (isNote) {
    for (const note of notes) if (sounds(note) && note.key === key) note.end = time;
  } else if (kind === 0xb0 && (key === 120 || key === 123)) {
    for (const note of notes) if (sounds(note)) note.end = time;
  }
  if (kind !== 0x90 || value === 0) return;
  if (!players.includes(port)) players.push(port);
  notes.push({ port, channel, key, start: time, end: undefined, loudness: value / 127 });
  notes = notes.filter(({ start, end }) => (end ?? time) > time - span - 2 && start > time - 60);
}

/** The notes that are kept; for those who look on. */
export const kept = () => notes;

export function drawRoll({ pen, now, width, head, x, colour, text, label }, lane, beats) {
  label("band", lane);
  let left = 52;
  for (const [index, player] of players.entries()) {
    const name = colours[index % colours.length];
    pen.fillStyle = colour(name);
    pen.fillRect(left, lane.top + 7, 12, 12);
    text(player, left + 16, lane.top + 17);
    left += 28 + pen.measureText(player).width;
  }
  const pitched = notes.filter(({ channel }) => channel !== drums);
  const struck = notes.filter(({ channel }) => channel === drums);
  const pieces = [...new Set(struck.map(({ key }) => key))].sort((a, b) => b - a);
  const [top, tall] = [lane.top + head, lane.height - head - 4];
  const below = pieces.length ? Math.min(tall * 0.35, pieces.length * 12) : 0;
  for (const { at, beat } of beats) {
    pen.fillStyle = colour("--panel");
    pen.fillRect(x(at), top, beat === 1 ? 3 : 1, tall);
  }
  const keys = pitched.map(({ key }) => key);
  const [lowest, highest] = [Math.min(40, ...keys) - 1, Math.max(64, ...keys) + 1];
  const row = (tall - below) / (highest - lowest + 1);
  for (let key = Math.ceil(lowest / 12) * 12; key <= highest; key += 12) {
    pen.fillStyle = colour("--line");
    pen.fillRect(0, top + (highest - key + 1) * row, width, 1);
    text(`C${key / 12 - 1}`, 4, top + (highest - key + 1) * row - 3);
  }
  const paint = ({ port, loudness }) => {
    pen.fillStyle = colour(colours[players.indexOf(port) % colours.length]);
    pen.globalAlpha = 0.5 + loudness / 2;
  };
  for (const note of pitched) {
    const [from, to] = [x(note.start), x(Math.min(now, note.end ?? now))];
    paint(note);
    pen.fillRect(from, top + (highest - note.key) * row, Math.max(3, to - from - 1), Math.max(3, row - 1));
  }
  const step = below / Math.max(1, pieces.length);
  for (const note of struck) {
    paint(note);
    const y = top + tall - below + pieces.indexOf(note.key) * step;
    pen.fillRect(x(note.start), y + 1, 4, Math.max(3, step - 2));
  }
  pen.globalAlpha = 1;
}
