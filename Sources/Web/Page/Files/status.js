// How things are: one colour for everything, and a word on what is worst.

import { on, onState } from "./link.js";

const status = document.getElementById("status");
const notice = document.getElementById("notice");

/** Milliseconds that missed cycles are spoken of. */
const memory = 5000;
const facts = { link: "lost", missed: 0, shed: "", error: "" };
let counted;
let calm;

function tell() {
  const [state, text] = facts.link === "locked" ? ["lost", "token?"]
    : facts.link === "lost" ? ["lost", "offline"]
    : facts.error ? ["bad", "patch error"]
    : facts.missed ? ["bad", `${facts.missed} ${facts.missed === 1 ? "xrun" : "xruns"}`]
    : facts.shed ? ["warn", `left out: ${facts.shed}`]
    : ["good", "ready"];
  status.dataset.state = state;
  status.lastElementChild.textContent = text;
}

/** What is to be read until it is put away, the most urgent first, and what to do then. */
const words = new Map([["link", {}], ["patch", {}], ["hint", {}]]);
const first = () => [...words.values()].find(({ text }) => text);

function say(about, text, read) {
  words.set(about, { text, read });
  notice.hidden = !first();
  notice.firstElementChild.textContent = first()?.text ?? "";
}

/** Says something that is good to know, and calls `read` once it was put away. */
export const hint = (text, read) => say("hint", text, read);

onState((link) => {
  if (link === "locked") say("link", "strumd wants its token: open the address that it printed when it started, with all that follows the #.");
  else if (facts.link === "locked") say("link");
  facts.link = link;
  if (link !== "good") counted = undefined;
  tell();
});
on("/engine/xruns", (overruns, xruns) => {
  const total = overruns + xruns;
  if (counted !== undefined && total > counted) {
    facts.missed = total - counted;
    clearTimeout(calm);
    calm = setTimeout(() => { facts.missed = 0; tell(); }, memory);
  }
  counted = total;
  tell();
});
on("/shed", (cycles, nodes) => { facts.shed = nodes; tell(); });
on("/patch/error", (path, text) => {
  facts.error = text ?? "";
  say("patch", facts.error);
  tell();
});
notice.querySelector("button").onclick = () => {
  const [about, { read }] = [...words].find(([, { text }]) => text);
  say(about);
  read?.();
};
