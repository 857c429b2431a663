/** Paints layers into pixels, with edges smoothed over the width of one pixel. */

/** @returns {Buffer} red, green, blue, alpha; rows from the top */
export function paint(layersFor, sizePx) {
  const pixel = 2 / sizePx;
  const layers = layersFor(pixel);
  const rgba = Buffer.alloc(sizePx * sizePx * 4);
  for (let row = 0; row < sizePx; row += 1) {
    for (let column = 0; column < sizePx; column += 1) {
      const [x, y] = [(column + 0.5) * pixel - 1, (row + 0.5) * pixel - 1];
      rgba.set(pixelAt(layers, x, y, pixel), (row * sizePx + column) * 4);
    }
  }
  return rgba;
}

function pixelAt(layers, x, y, pixel) {
  let colour = [0, 0, 0];
  let alpha = 0;
  for (const layer of layers) {
    const cover = Math.min(1, Math.max(0, 0.5 - layer.distance(x, y) / pixel)) * (layer.opacity ?? 1);
    if (cover === 0) continue;
    const above = layer.colour(y);
    const total = cover + alpha * (1 - cover);
    colour = colour.map((channel, index) => (above[index] * cover + channel * alpha * (1 - cover)) / total);
    alpha = total;
  }
  return [...colour.map(Math.round), Math.round(alpha * 255)];
}
