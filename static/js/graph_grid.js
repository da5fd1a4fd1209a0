// Who stands near a place of the picture: people by the squares of a grid, so that few are looked at.

const SQUARE = 48;

const squareOf = (x, y) => `${Math.floor(x / SQUARE)},${Math.floor(y / SQUARE)}`;

export function grid({ x, y }) {
  const squares = new Map();
  for (let person = 0; person < x.length; person += 1) {
    const square = squareOf(x[person], y[person]);
    if (squares.has(square)) squares.get(square).push(person);
    else squares.set(square, [person]);
  }

  // The nearest person within `reach`, or -1.
  return function nearest(atX, atY, reach) {
    let [best, least] = [-1, reach];
    const around = Math.min(Math.ceil(reach / SQUARE), 6);
    for (let across = -around; across <= around; across += 1) {
      for (let down = -around; down <= around; down += 1) {
        for (const person of squares.get(squareOf(atX + across * SQUARE, atY + down * SQUARE)) ?? []) {
          const away = Math.hypot(x[person] - atX, y[person] - atY);
          if (away < least) [best, least] = [person, away];
        }
      }
    }
    return best;
  };
}
