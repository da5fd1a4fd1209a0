// Draws the picture: rings and sectors, ties, people, then whoever is chosen. While one moves it, the last
// drawing is moved along, so that ten thousand people follow a finger; it is drawn anew at rest. Whoever is
// chosen is drawn over that.

const WHOLE = 2 * Math.PI;
const WEIGHTS = [0.7, 0.7, 1, 1.6]; // of ties, by how well two know each other
const NAMED = 24; // of those whom somebody knows
const FEW = 3000; // up to so many ties, lines differ in width and dashes, which take long; of more, in depth alone

export function painter({ canvas, graph, marks, labels, tints }) {
  const ctx = canvas.getContext("2d");
  const kept = { picture: document.createElement("canvas"), view: null };
  const { people, spots } = graph;
  const all = [...people.names.keys()];

  function project() {
    const { x, y, scale } = graph.view;
    return { x: graph.x.map((one) => x + one * scale), y: graph.y.map((one) => y + one * scale) };
  }

  const size = () => Math.min(Math.max(spots.gap * graph.view.scale * 0.36, 1.1), 9);

  function blank(tint) {
    const ratio = globalThis.devicePixelRatio || 1;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.fillStyle = tint.ground;
    ctx.fillRect(0, 0, graph.view.width, graph.view.height);
  }

  function rings(tint) {
    const { x, y, scale } = graph.view;
    ctx.strokeStyle = tint.line;
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (const edge of spots.edges) {
      ctx.moveTo(x + edge * scale, y);
      ctx.arc(x, y, edge * scale, 0, WHOLE);
    }
    if (spots.sectors.length > 1) {
      for (const angle of [...spots.sectors.map((one) => one.from), spots.sectors.at(-1).to]) {
        for (const [step, edge] of [["moveTo", spots.edges[0]], ["lineTo", spots.edges.at(-1)]]) {
          ctx[step](x + edge * scale * Math.cos(angle), y + edge * scale * Math.sin(angle));
        }
      }
    }
    ctx.stroke();
    ctx.fillStyle = tint.accent;
    ctx.beginPath();
    ctx.arc(x, y, Math.min(18, spots.edges[0] * scale * 0.55), 0, WHOLE);
    ctx.fill();
  }

  function isAside(at, from, to) {
    const { width, height } = graph.view;
    return (
      (at.x[from] < 0 && at.x[to] < 0) || (at.y[from] < 0 && at.y[to] < 0) ||
      (at.x[from] > width && at.x[to] > width) || (at.y[from] > height && at.y[to] > height)
    );
  }

  function lines(at, wanted, look) {
    const { one, other, known } = people.ties;
    const byKnown = WEIGHTS.map(() => []);
    for (const tie of wanted) if (!isAside(at, one[tie], other[tie])) byKnown[known[tie]].push(tie);
    const seen = byKnown.reduce((sum, ties) => sum + ties.length, 0);
    const isFew = seen <= FEW;
    const alpha = look.alpha ?? Math.min(0.6, Math.max(0.06, 11 / Math.sqrt(seen + 1)));
    ctx.strokeStyle = look.colour;
    byKnown.forEach((ties, word) => {
      ctx.globalAlpha = Math.min(1, isFew ? alpha : alpha * WEIGHTS[word]);
      ctx.lineWidth = isFew ? WEIGHTS[word] * (look.wide ?? 1) : 1;
      ctx.setLineDash(word === 0 && isFew ? [3, 4] : []);
      ctx.beginPath();
      for (const tie of ties) {
        ctx.moveTo(at.x[one[tie]], at.y[one[tie]]);
        ctx.lineTo(at.x[other[tie]], at.y[other[tie]]);
      }
      ctx.stroke();
    });
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }

  function dots(at, wanted, tint, r) {
    const inSight = wanted.filter((one) => !isAside(at, one, one));
    people.words.healths.forEach((health, place) => {
      const these = inSight.filter((one) => people.health[one] === place);
      if (these.length) marks.mark(ctx, health, these, { ...at, r, colour: tint.healths[health], ground: tint.ground });
    });
    marks.cross(ctx, inSight.filter((one) => people.gone[one]), { ...at, r, ink: tint.ink });
    return inSight;
  }

  function chosen(at, tint, r) {
    const person = graph.hovered >= 0 ? graph.hovered : graph.chosen;
    if (person < 0) return;
    lines(at, people.by.subarray(people.start[person], people.start[person + 1]), { colour: tint.accent, alpha: 0.9, wide: 1.5 });
    const near = [...people.near.subarray(people.start[person], people.start[person + 1])];
    dots(at, [...near, person], tint, r * 1.15);
    ctx.strokeStyle = tint.accent;
    ctx.lineWidth = 3;
    ctx.beginPath();
    ctx.arc(at.x[person], at.y[person], r + 5, 0, WHOLE);
    ctx.stroke();
    labels.names(ctx, [person, ...near.slice(0, NAMED)], at, { graph, tint, r, room: labels.taken() });
  }

  function draw({ withTies = true } = {}) {
    const tint = tints();
    const r = size();
    const at = project();
    blank(tint);
    rings(tint);
    const faint = graph.shown ? all.filter((one) => !graph.shown[one]) : [];
    const clear = graph.shown ? all.filter((one) => graph.shown[one]) : all;
    if (withTies) lines(at, tiesShown(), { colour: tint.tie });
    ctx.globalAlpha = 0.16;
    dots(at, faint, tint, r);
    ctx.globalAlpha = 1;
    const inSight = dots(at, clear, tint, r);
    const room = labels.around(ctx, graph, tint);
    if (r > 3.2 || inSight.length <= 60) labels.names(ctx, labels.ranked(inSight, people), at, { graph, tint, r, room });
    keep();
    chosen(at, tint, r);
  }

  function* tiesShown() {
    const { one, other, count } = people.ties;
    for (let tie = 0; tie < count; tie += 1) {
      if (!graph.shown || (graph.shown[one[tie]] && graph.shown[other[tie]])) yield tie;
    }
  }

  function keep() {
    Object.assign(kept.picture, { width: canvas.width, height: canvas.height });
    kept.picture.getContext("2d").drawImage(canvas, 0, 0);
    kept.view = { ...graph.view };
  }

  function move() {
    const [was, now, tint] = [kept.view, graph.view, tints()];
    const grown = now.scale / was.scale;
    blank(tint);
    ctx.drawImage(kept.picture, now.x - was.x * grown, now.y - was.y * grown, was.width * grown, was.height * grown);
    chosen(project(), tint, size());
  }

  return { draw, move };
}
