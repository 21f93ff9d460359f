// The tuner: the note of a single string in the chord's place, while no chord sounds.

import { pretty } from "./chord.js";
import { on } from "./link.js";

/** Milliseconds that a note stays when it is not heard any more, how sure it must be, and cents that are in tune. */
const [patience, certainty, fine] = [1500, 0.8, 3];
const tuner = document.getElementById("tuner");
const chord = document.getElementById("chord");
let end;

/** Whether the last chord told is one; what is on the screen may be older, so that it can be read. */
let soundsChord = false;

/** Shows the tuner in place of the chord, or takes it off. */
function show(isShown) {
  tuner.hidden = !isShown;
  chord.classList.toggle("away", isShown);
}

function rest() {
  end ??= setTimeout(() => show(false), patience);
}

on("/pitch", (note, cents, frequency, confidence) => {
  if (frequency <= 0 || confidence < certainty) return rest();
  clearTimeout(end);
  end = undefined;
  if (soundsChord) return;
  const shown = Math.round(cents);
  tuner.querySelector("b").textContent = pretty(note);
  tuner.querySelector("span").textContent = `${shown < 0 ? "−" : "+"}${Math.abs(shown)}`;
  tuner.querySelector("i").style.left = `${50 + cents}%`;
  tuner.classList.toggle("fine", Math.abs(cents) <= fine);
  show(true);
});
on("/chord", (symbol) => {
  soundsChord = symbol !== "–";
  if (soundsChord) show(false);
});
on("/patch/load", () => show(false));
