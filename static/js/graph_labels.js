// Names where there is room for them: of people, of the sectors around the circle, and of the rings.

const MOST = 90;
const TRIED = 600;
const FONT = "12px";

// Tells whether a box is free, and takes it then.
export function taken() {
  const boxes = [];
  return function isFree(left, top, width, height = 15) {
    const hits = boxes.some(
      (box) => left < box.left + box.width && box.left < left + width && top < box.top + box.height && box.top < top + height,
    );
    if (!hits) boxes.push({ left, top, width, height });
    return !hits;
  };
}

function write(ctx, text, x, y, tint) {
  ctx.lineJoin = "round";
  ctx.strokeStyle = tint.ground;
  ctx.lineWidth = 3.5;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

function cut(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && ctx.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return length > 2 ? `${text.slice(0, length)}…` : "";
}

// The innermost first, and in each ring those who know most.
export function ranked(wanted, { ring, start }) {
  const known = (person) => start[person + 1] - start[person];
  return wanted.slice().sort((a, b) => ring[a] - ring[b] || known(b) - known(a) || a - b);
}

export function names(ctx, order, at, { graph, tint, r, room }) {
  const { people, view } = graph;
  ctx.font = `${FONT} ${tint.face}`;
  ctx.fillStyle = tint.ink;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  let written = 0;
  for (const person of order.slice(0, TRIED)) {
    const width = ctx.measureText(people.names[person]).width;
    let left = at.x[person] + r + 5;
    if (left + width > view.width) left = at.x[person] - r - 5 - width;
    if (left < 0 || !room(left, at.y[person] - 7.5, width)) continue;
    write(ctx, people.names[person], left, at.y[person], tint);
    written += 1;
    if (written === MOST) return;
  }
}

// The names of rings and sectors; gives back what room is left.
export function around(ctx, { people, spots, view }, tint) {
  ctx.font = `${FONT} ${tint.face}`;
  ctx.textBaseline = "middle";
  const isFree = taken();
  ctx.fillStyle = tint.soft;
  ctx.textAlign = "center";
  for (let ring = 0; ring + 1 < spots.edges.length; ring += 1) {
    const [inner, outer] = [spots.edges[ring], spots.edges[ring + 1]].map((edge) => edge * view.scale);
    if (outer - inner < 13) continue;
    const text = people.words.rings[ring];
    const [width, y] = [ctx.measureText(text).width, view.y - (inner + outer) / 2];
    if (isFree(view.x - width / 2, y - 7, width)) write(ctx, text, view.x, y, tint);
  }
  if (spots.sectors.length < 2) return isFree;
  ctx.fillStyle = tint.ink;
  const reach = spots.edges.at(-1) * view.scale + 8;
  for (const sector of spots.sectors.slice().sort((a, b) => b.count - a.count)) {
    const angle = (sector.from + sector.to) / 2;
    const [x, y] = [view.x + reach * Math.cos(angle), view.y + reach * Math.sin(angle)];
    const isRight = Math.cos(angle) >= 0;
    const room = isRight ? view.width - x - 2 : x - 2;
    const text = cut(ctx, people.words.clusters[sector.cluster], Math.min(room, 150));
    if (!text) continue;
    const width = ctx.measureText(text).width;
    if (!isFree(isRight ? x : x - width, y - 7, width)) continue;
    ctx.textAlign = isRight ? "left" : "right";
    write(ctx, text, x, y, tint);
  }
  return isFree;
}
