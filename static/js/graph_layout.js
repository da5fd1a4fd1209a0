// A worker: lets people change spots within their cell until those who know each other stand near one another.
// Each turn everybody is drawn towards the middle of those they know; the spots of a cell are given out by angle.
// The same people and ties always give the same picture.

const TURNS = 16;
const PATIENCE = 4;
const OWN = 0.4; // how much everybody clings to where they are
const WEIGHTS = [1, 1, 1.5, 2.5]; // by how well two know each other

function stand(job, order, x, y) {
  for (let slot = 0; slot < order.length; slot += 1) {
    x[order[slot]] = job.slotX[slot];
    y[order[slot]] = job.slotY[slot];
  }
}

function length({ one, other, known }, x, y) {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) {
    sum += WEIGHTS[known[at]] * Math.hypot(x[one[at]] - x[other[at]], y[one[at]] - y[other[at]]);
  }
  return sum;
}

// The angle to which everybody is drawn, told from the middle of their cell so that no cell is torn apart.
function drawn({ one, other, known }, x, y, middles) {
  const sumX = x.map((own) => own * OWN);
  const sumY = y.map((own) => own * OWN);
  for (let at = 0; at < one.length; at += 1) {
    const [a, b, weight] = [one[at], other[at], WEIGHTS[known[at]]];
    sumX[a] += weight * x[b];
    sumY[a] += weight * y[b];
    sumX[b] += weight * x[a];
    sumY[b] += weight * y[a];
  }
  return sumX.map((sum, person) => {
    const away = Math.atan2(sumY[person], sum) - middles[person];
    return away - 2 * Math.PI * Math.round(away / (2 * Math.PI));
  });
}

function middlesOf(job) {
  const found = new Float32Array(job.order.length);
  for (let cell = 0; cell + 1 < job.cells.length; cell += 1) {
    const middle = (job.cells[cell] + job.cells[cell + 1] - 1) >> 1;
    const angle = Math.atan2(job.slotY[middle], job.slotX[middle]);
    for (let slot = job.cells[cell]; slot < job.cells[cell + 1]; slot += 1) found[job.order[slot]] = angle;
  }
  return found;
}

function refine(job) {
  const order = job.order.slice();
  const x = new Float32Array(order.length);
  const y = new Float32Array(order.length);
  const middles = middlesOf(job);
  stand(job, order, x, y);
  let best = { order: job.order, length: length(job, x, y) };
  let since = 0;
  for (let turn = 0; turn < TURNS && since < PATIENCE; turn += 1) {
    const angles = drawn(job, x, y, middles);
    for (let cell = 0; cell + 1 < job.cells.length; cell += 1) {
      order.subarray(job.cells[cell], job.cells[cell + 1]).sort((a, b) => angles[a] - angles[b] || a - b);
    }
    stand(job, order, x, y);
    const now = length(job, x, y);
    since = now < best.length ? 0 : since + 1;
    if (since === 0) best = { order: order.slice(), length: now };
  }
  return best.order;
}

addEventListener("message", ({ data }) => {
  const order = refine(data);
  postMessage(order, [order.buffer]);
});
