// Turns the columns that the server sends into arrays to draw from: people by place, ties by the places of both.

function summed(steps, Kind) {
  let last = 0;
  return Kind.from(steps, (step) => (last += step));
}

function digits(text, base = 36, from = 0) {
  return Uint8Array.from(text, (one) => parseInt(one, base) - from);
}

function others(one, steps) {
  const found = new Int32Array(steps.length);
  for (let at = 0; at < steps.length; at += 1) {
    found[at] = steps[at] + (at > 0 && one[at] === one[at - 1] ? found[at - 1] : one[at]);
  }
  return found;
}

// Whom each person knows: those of person p stand from start[p] up to start[p + 1].
function neighbours(count, one, other) {
  const start = new Int32Array(count + 1);
  for (const ends of [one, other]) for (const end of ends) start[end + 1] += 1;
  for (let at = 0; at < count; at += 1) start[at + 1] += start[at];
  const next = start.slice();
  const near = new Int32Array(2 * one.length);
  const by = new Int32Array(2 * one.length);
  for (let at = 0; at < one.length; at += 1) {
    for (const [end, far] of [[one[at], other[at]], [other[at], one[at]]]) {
      near[next[end]] = far;
      by[next[end]] = at;
      next[end] += 1;
    }
  }
  return { start, near, by };
}

export function decode(data) {
  const one = summed(data.ties.one, Int32Array);
  const other = others(one, data.ties.other);
  const gone = new Uint8Array(data.names.length);
  for (const place of summed(data.gone, Int32Array)) gone[place] = 1;
  return {
    count: data.names.length,
    ids: summed(data.ids, Int32Array),
    names: data.names,
    ring: digits(data.ring),
    health: digits(data.health),
    cluster: Uint8Array.from(data.cluster),
    gone,
    words: { rings: data.rings, healths: data.healths, clusters: data.clusters, kinds: data.kinds, known: data.known },
    ties: { count: one.length, one, other, kind: digits(data.ties.kind, 36, 10), known: digits(data.ties.known) },
    ...neighbours(data.names.length, one, other),
  };
}
