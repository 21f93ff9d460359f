// The screen itself: dark or for daylight, and kept on.

import { keep, recall } from "./memory.js";
import { hint } from "./status.js";

const root = document.documentElement;
const bar = document.querySelector("meta[name=theme-color]");

function theme(name) {
  root.dataset.theme = name;
  bar.content = name === "sun" ? "#ffffff" : "#000000";
  keep("theme", name);
}
theme(recall("theme") ?? "dark");
document.getElementById("theme").onclick = () => theme(root.dataset.theme === "sun" ? "dark" : "sun");

async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  try { await navigator.wakeLock.request("screen"); } catch { /* Refused on battery, or without a gesture. */ }
}

if (navigator.wakeLock) {
  document.addEventListener("visibilitychange", stayAwake);
  addEventListener("pointerdown", stayAwake, { once: true });
  stayAwake();
} else if (!recall("sleeps")) {
  hint("This browser keeps the screen on only for pages of its own machine, or over HTTPS. So that it does not go dark "
    + "while you play, let the device keep it on for longer.", () => keep("sleeps", "told"));
}
