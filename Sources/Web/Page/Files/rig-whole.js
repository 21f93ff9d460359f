// The whole graph on one screen, as a map: what is pressed there is shown in its own size.

const board = document.getElementById("board");
const sheet = document.getElementById("sheet");
const button = document.getElementById("whole");

/** How large the sheet is drawn; its own size is 1. */
let scale = 1;

/** The largest size, up to its own, at which all of the sheet is seen. */
const fitting = () => Math.min(1, board.clientWidth / sheet.offsetWidth, board.clientHeight / sheet.offsetHeight);

function draw(wanted) {
  scale = wanted;
  const isMap = scale < 1;
  board.classList.toggle("whole", isMap);
  board.style.setProperty("--scale", scale);
  button.setAttribute("aria-pressed", String(isMap));
  if (isMap) board.scrollTo(0, 0);
}

/** Shows the place of the sheet that is drawn at a place of the screen. */
function visit({ clientX, clientY }) {
  const box = sheet.getBoundingClientRect();
  const [x, y] = [(clientX - box.x) / scale, (clientY - box.y) / scale];
  draw(1);
  board.scrollTo(x - board.clientWidth / 2, y - board.clientHeight / 2);
}

button.onclick = () => draw(scale < 1 ? 1 : fitting());
board.addEventListener("click", (event) => { if (scale < 1) visit(event); });
addEventListener("keydown", ({ key }) => { if (key === "Escape" && scale < 1) draw(1); });

/** Where all can be seen there is nothing to choose; what is drawn, or the room for it, may change. */
const watch = new ResizeObserver(() => {
  if (!board.clientWidth) return;
  button.hidden = fitting() > 0.99;
  if (scale < 1) draw(fitting());
});
watch.observe(board);
watch.observe(sheet);
