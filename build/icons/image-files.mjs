/** The three file forms that systems take icons in. ICO and ICNS hold PNGs of several sizes. */

import { deflateSync } from 'node:zlib';

/** https://www.w3.org/TR/png-3/ */
export function png(rgba, sizePx) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sizePx, 0);
  header.writeUInt32BE(sizePx, 4);
  // Eight bits a channel, colour with alpha.
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(sizePx * (sizePx * 4 + 1));
  for (let row = 0; row < sizePx; row += 1) {
    rgba.copy(rows, row * (sizePx * 4 + 1) + 1, row * sizePx * 4, (row + 1) * sizePx * 4);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Windows. `pngs` maps sizes up to 256 to files. */
export function ico(pngs) {
  const entries = Object.entries(pngs);
  const directory = Buffer.alloc(6 + 16 * entries.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(entries.length, 4);
  let offset = directory.length;
  for (const [index, [size, file]] of entries.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    directory.set([Number(size) & 0xff, Number(size) & 0xff], at);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(file.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += file.length;
  }
  return Buffer.concat([directory, ...entries.map(([, file]) => file)]);
}

/** macOS. Types by pixel size; a size may stand for itself and for half of it on a dense screen. */
const icnsTypes = {
  16: ['icp4'],
  32: ['icp5', 'ic11'],
  64: ['ic12'],
  128: ['ic07'],
  256: ['ic08', 'ic13'],
  512: ['ic09', 'ic14'],
  1024: ['ic10'],
};

export function icns(pngs) {
  const parts = Object.entries(icnsTypes).flatMap(([size, types]) =>
    types.map((type) =>
      Buffer.concat([Buffer.from(type, 'latin1'), uint32(pngs[size].length + 8), pngs[size]]),
    ),
  );
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from('icns', 'latin1'), uint32(body.length + 8), body]);
}
