// Which view is shown. What the others need is loaded when they are.

import "./screen.js";
import "./status.js";
import "./stage.js";
import "./play.js";

const views = new Map([["stage", null], ["listen", "./listen.js"], ["rig", "./rig.js"]]);
const buttons = document.querySelectorAll("[data-view]");

async function view(name) {
  for (const other of views.keys()) document.getElementById(other).hidden = other !== name;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  const file = views.get(name);
  if (file) (await import(file)).show();
}
for (const button of buttons) button.onclick = () => view(button.dataset.view);
