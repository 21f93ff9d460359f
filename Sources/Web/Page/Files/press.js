// What is pressed anywhere: buttons that send a command, switches, switches that come back, and choices.

import { send } from "./link.js";

/** Milliseconds that a momentary switch stays on, which is more than any cycle lasts. */
const pressTime = 400;
const pads = "button[data-send], button[data-toggle], button[data-flick], button[data-choose]";

/** The pad that the finger on the screen has pressed; the click that follows is of the same press. */
let touched;

const pad = ({ target }) => target.closest?.(pads);

// A pad acts when the finger comes down: a tap of the tempo must not wait for its release.
addEventListener("pointerdown", (event) => {
  touched = event.button > 0 ? undefined : pad(event);
  if (touched) press(touched);
});
addEventListener("keydown", () => { touched = undefined; });
addEventListener("click", (event) => {
  const button = pad(event);
  if (button && button !== touched) press(button);
  touched = undefined;
});

function press(button) {
  const { send: command, flick, toggle, choose, name, rest } = button.dataset;
  if (command) send(command);
  if (flick) {
    send(flick, 1);
    setTimeout(() => send(flick, 0), pressTime);
  }
  if (!toggle && !choose) return;
  const isOn = button.getAttribute("aria-pressed") !== "true";
  // Of what can be chosen one is; pressed again, it is left to strumd.
  if (choose) for (const other of button.parentElement.querySelectorAll(`[data-choose="${choose}"]`)) {
    other.setAttribute("aria-pressed", "false");
  }
  button.setAttribute("aria-pressed", String(isOn));
  if (toggle) send(toggle, isOn ? 1 : 0);
  if (choose) send(choose, isOn ? name : rest);
}
