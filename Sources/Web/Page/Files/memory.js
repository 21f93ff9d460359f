// What the browser keeps from one visit to the next, where it is allowed to.

export function recall(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

export function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* Then it is asked for again. */ }
}
