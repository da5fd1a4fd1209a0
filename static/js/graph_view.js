// What part of the picture is seen: where its middle is on the canvas, and how large.

const MOST = 8;
const MARGIN = 26;

export function camera(reach) {
  const view = { x: 0, y: 0, scale: 1, width: 1, height: 1, fitted: 1 };

  function room() {
    const side = view.width > 560 ? 96 : 8; // beside the circle stand the names of its sectors
    return Math.min(view.width - 2 * side, view.height - 2 * MARGIN);
  }

  function fit() {
    view.fitted = view.scale = Math.min(2, Math.max(room(), 80) / (2 * reach));
    view.x = view.width / 2;
    view.y = view.height / 2;
  }

  // Whoever looks at the whole goes on doing so when the window changes; others keep the middle.
  function resize(width, height) {
    const wasFitted = isFitted();
    view.x += (width - view.width) / 2;
    view.y += (height - view.height) / 2;
    Object.assign(view, { width, height });
    if (wasFitted) fit();
    else view.fitted = Math.min(2, Math.max(room(), 80) / (2 * reach));
  }

  function isFitted() {
    return view.scale <= view.fitted * 1.01;
  }

  function keepInSight() {
    const free = reach * view.scale;
    view.x = Math.min(Math.max(view.x, view.width / 2 - free), view.width / 2 + free);
    view.y = Math.min(Math.max(view.y, view.height / 2 - free), view.height / 2 + free);
  }

  function pan(dx, dy) {
    view.x += dx;
    view.y += dy;
    keepInSight();
  }

  function zoom(factor, atX = view.width / 2, atY = view.height / 2) {
    const scale = Math.min(Math.max(view.scale * factor, view.fitted), Math.max(MOST, view.fitted));
    const grown = scale / view.scale;
    view.x = atX + (view.x - atX) * grown;
    view.y = atY + (view.y - atY) * grown;
    view.scale = scale;
    if (isFitted()) fit();
    keepInSight();
  }

  // Brings a place of the picture to the middle, large enough to read names there.
  function centre(x, y, scale) {
    view.scale = Math.max(view.scale, Math.min(scale, MOST));
    view.x = view.width / 2 - x * view.scale;
    view.y = view.height / 2 - y * view.scale;
  }

  function shows(x, y) {
    const [left, top] = [view.x + x * view.scale, view.y + y * view.scale];
    return left > 20 && top > 20 && left < view.width - 20 && top < view.height - 20;
  }

  const inside = (px, py) => [(px - view.x) / view.scale, (py - view.y) / view.scale];
  return { view, fit, resize, pan, zoom, centre, shows, inside, isFitted };
}
