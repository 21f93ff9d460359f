// Where nodes stand: in columns from what comes in to what goes out, so that wires run to the right.

/** In pixels; a port is as high as a thumb needs it, and a phone's board is narrow. */
export const size = { width: 204, title: 56, port: 48, column: 64, row: 20, margin: 16 };

/** Takes the measures that fit a board so wide; returns whether they are others than before. */
export function fit(board) {
  const isNarrow = board < 500;
  const wanted = { width: isNarrow ? 156 : 204, column: isNarrow ? 40 : 64 };
  const isNew = wanted.width !== size.width;
  Object.assign(size, wanted);
  return isNew;
}

/** How many ports of a side are shown that have no wire. */
const spare = 2;

/** Which ports of a node are shown, as long as it is not `unfolded`: those with wires, and some more. */
function shownPorts(node, wires, unfolded) {
  const side = (ports, end) => {
    const wired = new Set(wires.filter((wire) => wire[end][0] === node.id).map((wire) => wire[end][1]));
    if (unfolded || ports.length <= wired.size + spare) return ports;
    let left = spare;
    return ports.filter(({ name }) => wired.has(name) || left-- > 0);
  };
  const [inputs, outputs] = [side(node.inputs, "to"), side(node.outputs, "from")];
  const hidden = node.inputs.length + node.outputs.length - inputs.length - outputs.length;
  return { inputs, outputs, hidden };
}

/** Gives each node its column: one behind the last of those that lead to it, loops left aside. */
function columns(nodes, wires) {
  const sources = new Map(nodes.map(({ id }) => [id, []]));
  for (const { from, to, feedback } of wires) if (!feedback) sources.get(to[0])?.push(from[0]);
  const depth = new Map();
  const find = (id, path) => {
    if (depth.has(id)) return depth.get(id);
    if (path.has(id)) return 0;
    const before = sources.get(id).map((source) => find(source, new Set([...path, id])) + 1);
    const found = Math.max(0, ...before);
    depth.set(id, found);
    return found;
  };
  for (const { id } of nodes) find(id, new Set());
  const list = [];
  for (const node of nodes) (list[depth.get(node.id)] ??= []).push(node);
  return Array.from(list, (column) => column ?? []);
}

/** Sorts each column by where its wires come from, and then by where they go, so that few cross. */
function untangle(list, wires) {
  const place = new Map();
  const note = (column) => column.forEach(({ id }, index) => place.set(id, index / Math.max(1, column.length - 1)));
  list.forEach(note);
  const weight = (id, near, far) => {
    const ends = wires.filter((wire) => wire[near][0] === id).map((wire) => place.get(wire[far][0]));
    return ends.length ? ends.reduce((sum, end) => sum + end, 0) / ends.length : place.get(id);
  };
  const sort = (column, near, far) => {
    const weights = new Map(column.map(({ id }) => [id, weight(id, near, far)]));
    column.sort((a, b) => weights.get(a.id) - weights.get(b.id));
    note(column);
  };
  for (let turn = 0; turn < 3; turn += 1) {
    for (const column of list) sort(column, "to", "from");
    for (const column of [...list].reverse()) sort(column, "from", "to");
  }
}

/**
 * Places of nodes and ports, in pixels: `boxes` by id, `ports` by side and "id.port", and the size of all.
 * Ports that are not shown lie where the node's last row is.
 */
export function layout({ nodes, wires }, unfolded) {
  const list = columns(nodes, wires);
  untangle(list, wires);
  const boxes = new Map();
  const ports = new Map();
  let [x, tallest] = [size.margin, 0];
  for (const column of list) {
    let y = size.margin;
    for (const node of column) {
      const shown = shownPorts(node, wires, unfolded.has(node.id));
      const rows = Math.max(shown.inputs.length, shown.outputs.length);
      const height = size.title + (rows + (shown.hidden || unfolded.has(node.id) ? 1 : 0)) * size.port;
      boxes.set(node.id, { x, y, height, ...shown });
      for (const [side, left, all] of [["in", x, node.inputs], ["out", x + size.width, node.outputs]]) {
        const visible = side === "in" ? shown.inputs : shown.outputs;
        for (const port of all) {
          const row = visible.includes(port) ? visible.indexOf(port) : rows;
          ports.set(`${side} ${node.id}.${port.name}`, { x: left, y: y + size.title + (row + 0.5) * size.port });
        }
      }
      y += height + size.row;
    }
    tallest = Math.max(tallest, y);
    x += size.width + size.column;
  }
  return { boxes, ports, width: x - size.column + size.margin, height: tallest + size.margin };
}

/** A wire's line from one place to another. */
export function line(from, to) {
  const bend = to.x > from.x ? Math.max(28, (to.x - from.x) / 2) : 90;
  return `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`;
}
