// The relation graph: draws the rings at once, then the ties, while a worker finds better spots for everybody;
// mouse, fingers, keys and the search are handed over to their own modules.

const SHARP = 1.2; // the scale at which names can be read
const REST = 140; // milliseconds after the last movement until everything is drawn anew
const PARTS = ["decode", "place", "view", "grid", "marks", "labels", "draw", "pointer", "keys", "find", "card"];
const THEMES = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)"];

const root = document.querySelector("#graph");
const canvas = root.querySelector("canvas");

// The colours of the theme, as the style sheet gives them to the canvas and to the key under it.
function tints() {
  const own = getComputedStyle(canvas);
  const healths = [...root.querySelectorAll("[data-health]")].map((one) => [one.dataset.health, getComputedStyle(one).color]);
  return {
    ink: own.color,
    ground: own.backgroundColor,
    line: own.borderTopColor,
    accent: own.caretColor,
    soft: own.columnRuleColor,
    tie: own.textDecorationColor,
    face: own.fontFamily,
    healths: Object.fromEntries(healths),
  };
}

async function read() {
  const answer = await fetch(root.dataset.source, { headers: { Accept: "application/json" } });
  const isRead = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
  return isRead ? answer.json() : null;
}

async function parts() {
  const modules = await Promise.all(PARTS.map((part) => import(root.dataset[part])));
  return Object.fromEntries(PARTS.map((part, at) => [part, modules[at]]));
}

// One object that all parts share: who is there, where they stand, what is seen and who is chosen.
function made(part, data) {
  const people = part.decode.decode(data);
  const spots = part.place.place(people);
  const camera = part.view.camera(spots.edges.at(-1));
  const graph = { people, spots, camera, view: camera.view, chosen: -1, hovered: -1, shown: null };
  Object.assign(graph, part.place.settle(spots, spots.order));
  graph.pageOf = (person) => root.dataset.person.replace("/0/", `/${people.ids[person]}/`);
  graph.open = (person) => location.assign(graph.pageOf(person));
  return graph;
}

function animate(graph, part) {
  const { draw, move } = part.draw.painter({ canvas, graph, marks: part.marks, labels: part.labels, tints });
  const tell = part.card.teller(root, graph);
  let [waiting, resting] = [0, 0];
  const soon = (act) => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(act);
  };
  graph.redraw = () => soon(draw);
  graph.moved = () => {
    root.dataset.zoomed = graph.camera.isFitted() ? "no" : "yes";
    soon(move);
    clearTimeout(resting);
    resting = setTimeout(graph.redraw, REST);
  };
  graph.hover = (person) => {
    if (person === graph.hovered) return;
    graph.hovered = person;
    root.dataset.over = person < 0 ? "no" : "yes";
    tell(person < 0 ? graph.chosen : person, false);
    soon(move);
  };
  graph.choose = (person, { follow = false, focus = false } = {}) => {
    [graph.chosen, graph.hovered] = [person, -1];
    if (person >= 0 && follow && (focus || !graph.camera.shows(graph.x[person], graph.y[person]))) {
      graph.camera.centre(graph.x[person], graph.y[person], SHARP);
    }
    tell(person, true);
    graph.moved();
    if (focus) canvas.focus();
  };
  graph.narrow = (shown) => {
    graph.shown = shown;
    const number = shown ? shown.reduce((sum, one) => sum + one, 0) : 0;
    root.querySelector("[data-found]").textContent = shown ? `${number} ${number === 1 ? "person fits" : "people fit"}.` : "";
    graph.redraw();
  };
  return draw;
}

// Whether the canvas got another size, and is blank therefore.
function fill(graph) {
  const ratio = globalThis.devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (!across || !down || (across === canvas.width && down === canvas.height)) return false;
  Object.assign(canvas, { width: across, height: down });
  graph.camera.resize(width, height);
  return true;
}

// The order of people in their slots that a worker finds.
function refined({ spots, people }) {
  const { order, slotX, slotY, cells } = spots;
  const { one, other, known } = people.ties;
  const worker = new Worker(root.dataset.layout, { type: "module" });
  worker.postMessage({ order, slotX, slotY, cells, one, other, known });
  return new Promise((done) => {
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      done(data);
    });
  });
}

// When what was drawn last is on the screen.
async function seen(stage) {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  performance.mark(`graph:${stage}`);
}

async function start() {
  const [part, data] = await Promise.all([parts(), read().catch(() => null)]);
  root.querySelector("[data-failed]").hidden = data !== null;
  if (data === null) return;
  performance.mark("graph:data");
  const graph = made(part, data);
  fill(graph);
  const draw = animate(graph, part);
  draw({ withTies: false });
  await seen("first");

  const better = refined(graph);
  graph.nearest = part.grid.grid(graph);
  part.pointer.follow(canvas, graph, root.querySelectorAll("[data-zoom]"));
  part.keys.listen(canvas, graph);
  part.find.find(root.querySelector("form"), graph);
  new ResizeObserver(() => fill(graph) && draw()).observe(canvas);
  for (const query of THEMES) matchMedia(query).addEventListener("change", graph.redraw);
  draw();
  await seen("ties");
  Object.assign(graph, part.place.settle(graph.spots, await better));
  graph.nearest = part.grid.grid(graph);
  draw();
  await seen("settled");
  root.dataset.state = "settled";
}

start();
