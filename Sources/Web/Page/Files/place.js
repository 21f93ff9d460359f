// Where we are: beat, bar, tempo, key, the part of the song or the place in its chart and what comes, the song of the set list.

import { pretty } from "./chord.js";
import { on } from "./link.js";
import { make } from "./make.js";

const $ = (id) => document.getElementById(id);
let bar = 0;
let beat = 0;
let section;

/** Bar and how many there are, and the section with the one that follows; the bar is 0 where the player is in no chart. */
let chart = { bar: 0 };

/** What the band plays, what comes at a bar line, and in how many beats. */
let band = {};

on("/beat", (number, place, perBar) => {
  [bar, beat] = [number, place];
  const list = $("beats");
  if (list.children.length !== perBar) {
    list.replaceChildren(...Array.from({ length: perBar }, () => make("li")));
  }
  [...list.children].forEach((item, index) => item.classList.toggle("now", index === beat - 1));
  show();
});
on("/tempo", (tempo) => { $("tempo").textContent = Math.round(tempo); });
on("/key", (name) => { $("key").textContent = pretty(name); });
on("/section", (name, occurrence, first, length) => {
  section = { name, first, length };
  show();
});
on("/band/next", (then, beats, now) => {
  band = { then, beats, now };
  show();
});
on("/chart", (bar, count) => {
  chart = { ...chart, bar, count };
  show();
});
on("/chart/section", (name, first, length, next) => {
  chart = { ...chart, name, first, length, next };
  show();
});

/** Which part this is, how many bars are left of it where that is known, and what follows it. */
function part() {
  if (chart.bar > 0 && chart.name) {
    return { name: chart.name, left: chart.first + chart.length - chart.bar, next: chart.next };
  }
  const left = section?.length > 0 ? section.first + section.length - bar + 1 : 0;
  return { name: section?.name ?? band.now, left };
}

function show() {
  const isCharted = chart.bar > 0;
  $("time").classList.toggle("charted", isCharted);
  $("bar").previousElementSibling.textContent = isCharted ? `bar of ${chart.count}` : "bar";
  if (bar) $("bar").textContent = `${isCharted ? chart.bar : bar}.${beat}`;
  const { name, left, next } = part();
  $("part").hidden = !name;
  if (!name) return;
  $("section").firstElementChild.textContent = name;
  $("section").lastElementChild.textContent = left > 0 ? ` −${left}` : "";
  const beats = Math.ceil(band.beats);
  $("part").querySelector("dt").textContent =
    band.then && beats > 0 ? `${band.then} in ${beats}` : next ? `then ${next}` : "part";
}

on("/setlist", (number, count, name, path) => {
  $("song").hidden = !count;
  if (!count) return;
  $("song").querySelector("b").textContent = String(path).split("/").pop().replace(/\.ya?ml$/, "");
  $("song").querySelector("span").textContent = `${number} of ${count}`;
});

const level = document.querySelector("#level i");
on("*", (address, peak) => {
  if (!address.startsWith("/meter/")) return;
  level.style.transform = `scaleX(${Math.min(1, Math.max(0, (peak + 60) / 60))})`;
  level.classList.toggle("hot", peak > -1);
});
