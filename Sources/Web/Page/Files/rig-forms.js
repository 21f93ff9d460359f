// The forms of the rig view: adding a node, and saving the patch.

import { make } from "./make.js";
import { request } from "./requests.js";
import { open, shut } from "./rig-panel.js";

/** The declarations of all kinds, once they were asked for. */
let kinds;

/** A line for a text, and all of it with its label. */
export function entry(label, properties) {
  const input = make("input", { type: "text", autocomplete: "off", spellcheck: false, ...properties });
  return [input, make("label", { className: "field" }, make("span", { textContent: label }), input)];
}

/** What is wrong, where it was done. */
export const flaw = () => make("p", { className: "flaw", role: "alert", hidden: true });

export function tell(place, error) {
  place.textContent = error?.message ?? "";
  place.hidden = !error;
}

/** Lets one choose a kind; `names` are those that are taken. */
export async function addNode(names) {
  const [search, field] = entry("kind", { type: "search", placeholder: "synth, filter, …" });
  const problem = flaw();
  const list = make("div", { className: "kinds" });
  open("Add a node", "", field, problem, list);
  search.focus();
  try {
    kinds ??= JSON.parse((await request("/patch/kinds"))[0]);
  } catch (error) {
    tell(problem, error);
    return;
  }
  const fill = () => {
    const words = search.value.toLowerCase().split(/\s+/);
    const found = kinds.filter(({ kind, family, doc }) => words.every((word) => `${kind} ${family} ${doc}`.toLowerCase().includes(word)));
    list.replaceChildren(...found.map((kind) => {
      const button = make("button", { onclick: () => nameNode(kind, names) }, make("b", { textContent: kind.kind }), make("small", { textContent: kind.doc }));
      button.dataset.kind = kind.kind;
      return button;
    }));
  };
  search.oninput = fill;
  fill();
}

/** A name that is not taken yet. */
function free(kind, names) {
  let [name, number] = [kind, 2];
  while (names.includes(name)) name = `${kind}_${number++}`;
  return name;
}

function nameNode(kind, names) {
  const [id, named] = entry("name", { value: free(kind.kind, names) });
  const required = kind.settings.filter((setting) => setting.required)
    .map((setting) => [setting.name, ...entry(setting.name.replace(/_/g, " "), { title: setting.doc })]);
  const problem = flaw();
  const form = make("form", {}, named, ...required.map(([, , field]) => field), problem, make("button", { textContent: "Add" }));
  form.onsubmit = async (event) => {
    event.preventDefault();
    const values = required.flatMap(([name, input]) => [name, input.value]);
    tell(problem);
    try {
      await request("/node/add", id.value, kind.kind, ...values);
      // The graph may have come before the answer, and something else been chosen.
      if (form.isConnected) shut();
    } catch (error) {
      tell(problem, error);
    }
  };
  open(`Add: ${kind.kind}`, kind.doc, form);
  id.focus();
}

/** Lets one say which file the patch goes to; `path` is the one that it came from. */
export function savePatch(path) {
  const own = path.split("/").pop();
  const [file, field] = entry("file", { value: own });
  const problem = flaw();
  const button = make("button");
  const name = () => { button.textContent = file.value === own ? `Replace ${own}` : "Save"; };
  const form = make("form", {}, field, problem, button);
  file.oninput = name;
  name();
  form.onsubmit = async (event) => {
    event.preventDefault();
    tell(problem);
    try {
      const replaces = file.value === own ? ["replace"] : [];
      const [said] = await request("/patch/save", file.value, ...replaces);
      open("Saved", said);
    } catch (error) {
      tell(problem, error);
    }
  };
  open("Save the patch", "It goes to the folder it came from; comments and order of its file stay.", form);
  file.focus();
}
