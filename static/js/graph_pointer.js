// Mouse and fingers on the picture: drag to move it, two fingers or the wheel to zoom, hover or tap to see who it is.
// The buttons zoom too. The wheel zooms while the picture has the focus, or with Ctrl held; otherwise it scrolls the page.

const STEP = 1.4;
const SLACK = 5; // pixels that a tap may wander
const REACH = 16; // pixels from a person at which they are meant

export function follow(canvas, graph, buttons) {
  const pointers = new Map();
  let travelled = 0;

  function spot(event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  function personAt([x, y]) {
    return graph.nearest(...graph.camera.inside(x, y), REACH / graph.view.scale);
  }

  function spread() {
    const [a, b] = [...pointers.values()];
    return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, wide: Math.hypot(a[0] - b[0], a[1] - b[1]) || 1 };
  }

  function moved(event) {
    const to = spot(event);
    if (!pointers.has(event.pointerId)) {
      if (event.pointerType === "mouse") graph.hover(personAt(to));
      return;
    }
    const from = pointers.get(event.pointerId);
    const before = pointers.size === 2 && spread();
    pointers.set(event.pointerId, to);
    travelled += Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (travelled < SLACK) return;
    if (before) {
      const after = spread();
      graph.camera.zoom(after.wide / before.wide, after.x, after.y);
      graph.camera.pan(after.x - before.x, after.y - before.y);
    } else if (event.pointerType === "mouse" || !graph.camera.isFitted()) {
      graph.camera.pan(to[0] - from[0], to[1] - from[1]);
    }
    graph.moved();
  }

  function pressed(event) {
    if (event.button > 0) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, spot(event));
    canvas.setPointerCapture(event.pointerId);
  }

  function lifted(event) {
    const was = pointers.delete(event.pointerId);
    if (was && event.type === "pointerup" && travelled < SLACK) graph.choose(personAt(spot(event)));
  }

  canvas.addEventListener("pointermove", moved);
  canvas.addEventListener("pointerdown", pressed);
  canvas.addEventListener("pointerup", lifted);
  canvas.addEventListener("pointercancel", lifted);
  canvas.addEventListener("pointerleave", () => graph.hover(-1));
  canvas.addEventListener("dblclick", (event) => {
    graph.camera.zoom(2, ...spot(event));
    graph.moved();
  });
  canvas.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && document.activeElement !== canvas) return;
      event.preventDefault();
      graph.camera.zoom(Math.exp(-event.deltaY / 400), ...spot(event));
      graph.moved();
    },
    { passive: false },
  );
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (button.dataset.zoom === "all") graph.camera.fit();
      else graph.camera.zoom(button.dataset.zoom === "in" ? STEP : 1 / STEP);
      graph.moved();
    });
  }
}
