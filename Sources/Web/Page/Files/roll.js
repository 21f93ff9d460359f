// What the band plays, as a piano roll: keys upward, time to the right, drums below.

import { head } from "./lanes.js";

/** A colour for each player that was heard, in the order in which they came. */
const colours = ["--roll-1", "--roll-2", "--roll-3", "--roll-4", "--roll-5"];

/** The channel of the drums. */
const drums = 9;
const players = [];
let notes = [];

/** Takes note of a message of the band that sounds at `time`, and forgets what is older than `span`. */
export function keepNote(time, port, [status, key, value], span) {
  const [kind, channel] = [status & 0xf0, status & 15];
  const isOver = kind === 0xb0 && (key === 120 || key === 123);
  if (kind === 0x80 || kind === 0x90 || isOver) {
    for (const note of notes) {
      const isMeant = note.port === port && note.channel === channel && (isOver || note.key === key);
      if (isMeant) note.end ??= time;
    }
  }
  if (kind !== 0x90 || value === 0) return;
  if (!players.includes(port)) players.push(port);
  notes.push({ port, channel, key, start: time, end: undefined, loudness: value / 127 });
  notes = notes.filter(({ start, end }) => (end ?? time) > time - span - 2 && start > time - 60);
}

/** The notes that are kept; for those who look on. */
export const kept = () => notes;

export function drawRoll(ink, lane, beats) {
  drawNames(ink, lane);
  const pitched = notes.filter(({ channel }) => channel !== drums);
  const struck = notes.filter(({ channel }) => channel === drums);
  const pieces = [...new Set(struck.map(({ key }) => key))].sort((a, b) => b - a);
  const [top, tall] = [lane.top + head, lane.height - head - 4];
  const below = pieces.length ? Math.min(tall * 0.35, pieces.length * 12) : 0;
  drawBeats(ink, top, tall, beats);
  drawPitched(ink, top, tall - below, pitched);
  drawStruck(ink, top + tall - below, below, pieces, struck);
  ink.pen.globalAlpha = 1;
}

/** Who plays, each with a patch of the own colour. */
function drawNames({ pen, colour, text, label }, lane) {
  label("band", lane);
  let left = 52;
  for (const [index, player] of players.entries()) {
    pen.fillStyle = colour(colours[index % colours.length]);
    pen.fillRect(left, lane.top + 7, 12, 12);
    text(player, left + 16, lane.top + 17);
    left += 28 + pen.measureText(player).width;
  }
}

function drawBeats({ pen, x, colour }, top, tall, beats) {
  pen.fillStyle = colour("--panel");
  for (const { at, beat } of beats) pen.fillRect(x(at), top, beat === 1 ? 3 : 1, tall);
}

function paint({ pen, colour }, { port, loudness }) {
  pen.fillStyle = colour(colours[players.indexOf(port) % colours.length]);
  pen.globalAlpha = 0.5 + loudness / 2;
}

function drawPitched(ink, top, tall, pitched) {
  const { pen, now, width, x, colour, text } = ink;
  const keys = pitched.map(({ key }) => key);
  const [lowest, highest] = [Math.min(40, ...keys) - 1, Math.max(64, ...keys) + 1];
  const row = tall / (highest - lowest + 1);
  const y = (key) => top + (highest - key) * row;
  for (let key = Math.ceil(lowest / 12) * 12; key <= highest; key += 12) {
    pen.fillStyle = colour("--line");
    pen.fillRect(0, y(key - 1), width, 1);
  }
  for (const note of pitched) {
    const [from, to] = [x(note.start), x(Math.min(now, note.end ?? now))];
    paint(ink, note);
    pen.fillRect(from, y(note.key), Math.max(3, to - from - 1), Math.max(3, row - 1));
  }
  pen.globalAlpha = 1;
  const step = Math.ceil(16 / (12 * row)) * 12;
  for (let key = Math.ceil(lowest / 12) * 12; key <= highest; key += step) {
    if (y(key) > top + 8) text(`C${key / 12 - 1}`, 4, y(key - 1) - 3);
  }
}

function drawStruck(ink, top, tall, pieces, struck) {
  const row = tall / Math.max(1, pieces.length);
  for (const note of struck) {
    paint(ink, note);
    ink.pen.fillRect(ink.x(note.start), top + pieces.indexOf(note.key) * row + 1, 4, Math.max(3, row - 2));
  }
}
