// Where we are: beat, bar, tempo, key, the part of the song and what comes, the song of the set list.

import { pretty } from "./chord.js";
import { on } from "./link.js";
import { make } from "./make.js";

const $ = (id) => document.getElementById(id);
let bar = 0;
let section;

/** What the band plays, what comes at a bar line, and in how many beats. */
let band = {};

on("/beat", (number, beat, perBar) => {
  bar = number;
  $("bar").textContent = `${number}.${beat}`;
  const list = $("beats");
  if (list.children.length !== perBar) {
    list.replaceChildren(...Array.from({ length: perBar }, () => make("li")));
  }
  [...list.children].forEach((item, index) => item.classList.toggle("now", index === beat - 1));
  countDown();
});
on("/tempo", (tempo) => { $("tempo").textContent = Math.round(tempo); });
on("/key", (name) => { $("key").textContent = pretty(name); });
on("/section", (name, occurrence, first, length) => {
  section = { name, first, length };
  countDown();
});
on("/band/next", (then, beats, now) => {
  band = { then, beats, now };
  countDown();
});

/** Which part this is, how many bars are left of it where that is known, and what comes then. */
function countDown() {
  const name = section?.name ?? band.now;
  $("part").hidden = !name;
  if (!name) return;
  const left = section?.length > 0 ? section.first + section.length - bar + 1 : 0;
  $("section").textContent = left > 0 ? `${name} −${left}` : name;
  const beats = Math.ceil(band.beats);
  $("part").querySelector("dt").textContent = band.then && beats > 0 ? `${band.then} in ${beats}` : "part";
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
