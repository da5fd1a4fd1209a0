// The picture by keyboard: left and right walk around a ring, up and down go to the next one inwards and outwards,
// Enter opens the person, + and - zoom, 0 shows everything, Escape lets go.

const STEP = 1.4;

export function listen(canvas, graph) {
  let rings = [];
  let walked = null;

  const angle = (person) => Math.atan2(graph.y[person], graph.x[person]);

  // Who can be walked to, ring by ring in the order of the angle; anew when people or filters changed.
  function walk() {
    if (walked?.shown === graph.shown && walked?.x === graph.x) return rings;
    walked = { shown: graph.shown, x: graph.x };
    rings = graph.people.words.rings.map(() => []);
    for (let person = 0; person < graph.people.count; person += 1) {
      if (!graph.shown || graph.shown[person]) rings[graph.people.ring[person]].push(person);
    }
    rings = rings.filter((ring) => ring.length > 0);
    for (const ring of rings) ring.sort((a, b) => angle(a) - angle(b) || a - b);
    return rings;
  }

  function around(step) {
    const ring = walk().find((one) => one.includes(graph.chosen));
    if (!ring) return walk()[0]?.[0] ?? -1;
    return ring[(ring.indexOf(graph.chosen) + step + ring.length) % ring.length];
  }

  function across(step) {
    const at = walk().findIndex((one) => one.includes(graph.chosen));
    if (at < 0) return walk()[0]?.[0] ?? -1;
    const ring = walk()[at + step];
    if (!ring) return graph.chosen;
    const apart = (person) => {
      const turn = Math.abs(angle(person) - angle(graph.chosen));
      return Math.min(turn, 2 * Math.PI - turn);
    };
    return ring.reduce((best, person) => (apart(person) < apart(best) ? person : best));
  }

  const walks = {
    ArrowRight: () => around(1),
    ArrowLeft: () => around(-1),
    ArrowUp: () => across(-1),
    ArrowDown: () => across(1),
  };
  const acts = {
    "+": () => graph.camera.zoom(STEP),
    "=": () => graph.camera.zoom(STEP),
    "-": () => graph.camera.zoom(1 / STEP),
    0: () => graph.camera.fit(),
  };

  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (walks[event.key]) graph.choose(walks[event.key](), { follow: true });
    else if (acts[event.key]) {
      acts[event.key]();
      graph.moved();
    } else if (event.key === "Enter" && graph.chosen >= 0) graph.open(graph.chosen);
    else if (event.key === "Escape") {
      if (graph.chosen < 0) canvas.blur();
      graph.choose(-1);
    } else return;
    event.preventDefault();
  });
}
