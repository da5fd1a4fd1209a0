// How a health is drawn: each has a shape of its own beside its colour, the same as in lists.

const WHOLE = 2 * Math.PI;

function circle(path, x, y, r) {
  path.moveTo(x + r, y);
  path.arc(x, y, r, 0, WHOLE);
}

function star(path, x, y, r) {
  const [out, waist] = [r * 1.35, r * 0.4];
  path.moveTo(x, y - out);
  for (let turn = 1; turn < 8; turn += 1) {
    const far = turn % 2 ? waist : out;
    path.lineTo(x + far * Math.sin((turn * Math.PI) / 4), y - far * Math.cos((turn * Math.PI) / 4));
  }
  path.closePath();
}

function dash(path, x, y, r) {
  path.rect(x - r * 1.2, y - r * 0.35, r * 2.4, r * 0.7);
}

function pieces(path, x, y, r) {
  for (let turn = 0; turn < 4; turn += 1) {
    const from = (turn * Math.PI) / 2;
    path.moveTo(x + r * Math.cos(from), y + r * Math.sin(from));
    path.arc(x, y, r, from, from + 0.95);
  }
}

function half(path, x, y, r) {
  path.moveTo(x, y - r);
  path.arc(x, y, r, -Math.PI / 2, Math.PI / 2);
  path.closePath();
}

// By health: what is filled with its colour, and what is only drawn as a line over the ground.
const SHAPES = {
  new: { filled: star },
  thriving: { filled: circle },
  cooling: { line: circle, filled: half },
  dormant: { line: circle },
  never: { filled: dash },
  unknown: { line: pieces },
};

// Draws all of these people, who are of one health, at once.
export function mark(ctx, health, people, { x, y, r, colour, ground }) {
  const { line, filled } = SHAPES[health];
  const traced = (shape, radius) => {
    ctx.beginPath();
    for (const person of people) shape(ctx, x[person], y[person], radius);
  };
  if (line) {
    traced(circle, r);
    ctx.fillStyle = ground;
    ctx.fill();
    traced(line, r * 0.9);
    ctx.strokeStyle = colour;
    ctx.lineWidth = Math.max(1, r * 0.3);
    ctx.stroke();
  }
  if (filled) {
    traced(filled, r);
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

// A small cross over those who have died.
export function cross(ctx, people, { x, y, r, ink }) {
  ctx.beginPath();
  for (const person of people) {
    const [left, top] = [x[person] + r, y[person] - r * 2.4];
    ctx.moveTo(left, top);
    ctx.lineTo(left, top + r * 1.8);
    ctx.moveTo(left - r * 0.55, top + r * 0.55);
    ctx.lineTo(left + r * 0.55, top + r * 0.55);
  }
  ctx.strokeStyle = ink;
  ctx.lineWidth = Math.max(1, r * 0.25);
  ctx.stroke();
}
