/** The app's icon as layers: a ship's porthole with water in it, and the dashed line that it should stay under. */

const INK = [0x18, 0x1e, 0x26];
const CHALK = [0xff, 0xff, 0xff];
const glass = 0.74;
const waterLevel = 0.12;
const budgetLevel = -0.24;

/**
 * Lowest first. `distance` is how far a point of the square −1…1 is outside the shape, negative inside; `colour` is red, green,
 * blue; `opacity` 0 to 1. `pixel` is the width of one pixel in that square: lines never get thinner than one.
 */
export function porthole(pixel) {
  const ringInk = Math.max(0.035, pixel * 0.45);
  const layers = [
    { distance: disc(0.98), colour: () => INK },
    { distance: disc(0.98 - ringInk), colour: fromTo([0xff, 0xff, 0xff], [0xcf, 0xda, 0xdf]) },
    { distance: disc(glass + ringInk), colour: () => INK },
    { distance: disc(glass), colour: fromTo([0x3a, 0x50, 0x64], [0x20, 0x2d, 0x3a]) },
    { distance: water, colour: fromTo([0x35, 0xb5, 0xc6], [0x06, 0x55, 0x63], waterLevel) },
    { distance: crest(Math.max(0.028, pixel * 0.5)), colour: () => [0xa6, 0xe9, 0xf1] },
    { distance: budgetLine(Math.max(0.036, pixel * 0.55)), colour: () => CHALK },
  ];
  return pixel < 0.05 ? [...layers, ...rivets(), shine] : layers;
}

function disc(radius, centreX = 0, centreY = 0) {
  return (x, y) => Math.hypot(x - centreX, y - centreY) - radius;
}

function surfaceAt(x) {
  return waterLevel + 0.045 * Math.sin(x * 5.2 + 0.6);
}

function water(x, y) {
  return Math.max(disc(glass)(x, y), surfaceAt(x) - y);
}

function crest(half) {
  return (x, y) => Math.max(disc(glass)(x, y), Math.abs(y - surfaceAt(x)) - half);
}

function budgetLine(half) {
  const [period, dash] = [0.31, 0.19];
  return (x, y) => {
    const fromDash = Math.abs(x - Math.round(x / period) * period) - dash / 2;
    return Math.max(fromDash, Math.abs(y - budgetLevel) - half, disc(glass - 0.07)(x, y));
  };
}

function rivets() {
  return Array.from({ length: 8 }, (_, index) => {
    const angle = ((index + 0.5) * Math.PI) / 4;
    const place = (glass + 0.98) / 2 + 0.01;
    return {
      distance: disc(0.036, Math.cos(angle) * place, Math.sin(angle) * place),
      colour: () => INK,
      opacity: 0.75,
    };
  });
}

/** Light from the upper left on the glass. */
const shine = {
  distance: (x, y) => Math.max(disc(glass - 0.06)(x, y), -disc(glass + 0.02, 0.14, 0.16)(x, y)),
  colour: () => CHALK,
  opacity: 0.22,
};

/** Vertical blend from one colour at `top` to another at the lower edge. */
function fromTo(upper, lower, top = -1) {
  return (y) => {
    const share = Math.min(1, Math.max(0, (y - top) / (1 - top)));
    return upper.map((channel, index) => channel + (lower[index] - channel) * share);
  };
}
