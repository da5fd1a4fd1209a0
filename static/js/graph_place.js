// Gives everybody a spot: me in the middle, a ring for each strength, a sector for each company or tag.
// Spots of one ring and sector are a cell; within it they are ordered by their angle.

const SPACING = 18;
const MIDDLE = 34;
const LEAST_DEPTH = 30;
const ROOM = 1.5; // how much larger a ring is than its people need
const TOP = 0.3; // radians kept free at the top, where the rings are named
const BETWEEN = 0.03;

function counts(people, rings, sectors) {
  const found = Array.from({ length: rings }, () => new Int32Array(sectors));
  for (let at = 0; at < people.count; at += 1) found[people.ring[at]][people.cluster[at]] += 1;
  return found;
}

function radii(byRing) {
  const found = [MIDDLE];
  for (const row of byRing) {
    const inner = found.at(-1);
    const people = row.reduce((sum, one) => sum + one, 0);
    const wanted = Math.sqrt(inner ** 2 + (ROOM * people * SPACING ** 2) / Math.PI);
    found.push(Math.max(wanted, inner + LEAST_DEPTH));
  }
  return found;
}

function sectorsOf(byRing) {
  const sizes = byRing[0].map((_, cluster) => byRing.reduce((sum, row) => sum + row[cluster], 0));
  const shown = [...sizes.keys()].filter((cluster) => sizes[cluster] > 0);
  const weights = shown.map((cluster) => Math.max(sizes[cluster] ** 0.8, 1));
  const whole = weights.reduce((sum, one) => sum + one, 0);
  let from = -Math.PI / 2 + TOP / 2;
  return shown.map((cluster, at) => {
    const sector = { cluster, count: sizes[cluster], from, to: from + ((2 * Math.PI - TOP) * weights[at]) / whole };
    from = sector.to;
    return sector;
  });
}

function rows(inner, outer, width, gap) {
  const depth = Math.max(1, Math.floor((outer - inner) / gap));
  return Array.from({ length: depth }, (_, at) => {
    const radius = inner + ((at + 0.5) * (outer - inner)) / depth;
    return { radius, room: Math.max(1, Math.floor((width * radius) / gap)) };
  });
}

function spotsOf(count, inner, outer, from, to) {
  let gap = SPACING;
  let lanes = rows(inner, outer, to - from, gap);
  const room = () => lanes.reduce((sum, lane) => sum + lane.room, 0);
  while (room() < count) {
    gap *= 0.93;
    lanes = rows(inner, outer, to - from, gap);
  }
  const spots = [];
  let [left, free] = [count, room()];
  for (const lane of lanes) {
    const here = Math.round((left * lane.room) / free);
    left -= here;
    free -= lane.room;
    for (let at = 0; at < here; at += 1) {
      spots.push({ angle: from + ((at + 0.5) / here) * (to - from), radius: lane.radius });
    }
  }
  spots.sort((a, b) => a.angle - b.angle || a.radius - b.radius);
  return { gap, spots };
}

export function place(people) {
  const names = people.words.rings.length;
  const used = people.ring.reduce((most, ring) => Math.max(most, ring), Math.min(4, names - 1)) + 1;
  const byRing = counts(people, used, people.words.clusters.length);
  const edges = radii(byRing);
  const sectors = sectorsOf(byRing);
  const order = Int32Array.from({ length: people.count }, (_, at) => at);
  order.sort((a, b) => people.ring[a] - people.ring[b] || people.cluster[a] - people.cluster[b] || a - b);

  const slotX = new Float32Array(people.count);
  const slotY = new Float32Array(people.count);
  const cells = [0];
  let least = SPACING;
  let at = 0;
  for (let ring = 0; ring < used; ring += 1) {
    for (const { cluster, from, to } of sectors) {
      const count = byRing[ring][cluster];
      if (count === 0) continue;
      const margin = Math.min(BETWEEN, (to - from) / 8);
      const { gap, spots } = spotsOf(count, edges[ring] + 5, edges[ring + 1] - 5, from + margin, to - margin);
      least = Math.min(least, gap);
      for (const { angle, radius } of spots) {
        slotX[at] = radius * Math.cos(angle);
        slotY[at] = radius * Math.sin(angle);
        at += 1;
      }
      cells.push(at);
    }
  }
  return { order, slotX, slotY, cells: Int32Array.from(cells), edges, sectors, gap: Math.max(least, SPACING / 3) };
}

// Where each person stands when `order` tells who has which slot.
export function settle(spots, order) {
  const x = new Float32Array(order.length);
  const y = new Float32Array(order.length);
  order.forEach((person, slot) => {
    x[person] = spots.slotX[slot];
    y[person] = spots.slotY[slot];
  });
  return { x, y };
}
