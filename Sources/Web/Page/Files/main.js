// Which view is shown, what state strumd is in, and what keeps the screen awake.

import { on, onState } from "./link.js";
import { build } from "./stage.js";
import "./play.js";

const status = document.getElementById("status");
const facts = { connected: false, xruns: 0, shed: "", error: "" };
let trouble;

/** One colour for everything: what is worst is said. */
function tell() {
  const [state, text] = !facts.connected ? ["lost", "offline"]
    : facts.error ? ["bad", "patch error"]
    : trouble ? ["bad", trouble]
    : facts.shed ? ["warn", `left out: ${facts.shed}`]
    : ["good", "ready"];
  status.dataset.state = state;
  status.lastElementChild.textContent = text;
}

onState((connected) => {
  facts.connected = connected;
  tell();
  if (connected) build();
});
on("PATH_ADDED", build);
on("PATH_REMOVED", build);
on("PATH_RENAMED", build);

let counted;
let calm;
on("/engine/xruns", (overruns, xruns) => {
  const total = overruns + xruns;
  if (counted !== undefined && total > counted) {
    trouble = `${total - counted} xruns`;
    clearTimeout(calm);
    calm = setTimeout(() => { trouble = undefined; tell(); }, 5000);
  }
  counted = total;
  tell();
});
on("/shed", (cycles, ...nodes) => { facts.shed = nodes.join(" "); tell(); });
on("/patch/error", (path, text) => {
  facts.error = text ?? "";
  const notice = document.getElementById("notice");
  notice.hidden = !text;
  notice.textContent = text ?? "";
  tell();
});
document.getElementById("notice").onclick = (event) => { event.target.hidden = true; };

const views = new Map([["stage", null], ["listen", "./listen.js"], ["rig", "./rig.js"]]);

async function view(name) {
  for (const other of views.keys()) document.getElementById(other).hidden = other !== name;
  for (const button of document.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === name));
  }
  const file = views.get(name);
  if (file) (await import(file)).show();
}
for (const button of document.querySelectorAll("[data-view]")) {
  button.onclick = () => view(button.dataset.view);
}

const root = document.documentElement;
function theme(name) {
  root.dataset.theme = name;
  localStorage.setItem("theme", name);
}
theme(localStorage.getItem("theme") ?? "dark");
document.getElementById("theme").onclick = () => theme(root.dataset.theme === "sun" ? "dark" : "sun");

async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  try { await navigator.wakeLock?.request("screen"); } catch { /* Refused on battery, or without a gesture. */ }
}
document.addEventListener("visibilitychange", stayAwake);
addEventListener("pointerdown", stayAwake, { once: true });
stayAwake();
