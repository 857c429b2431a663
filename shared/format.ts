/** Numbers to words; the only place that rounds. Sizes read as `docker` prints them, so that users can compare. */

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Bytes as go-units' `HumanSize` prints them: base 1000, four significant digits. The sums of `docker system df` read so. */
export function dockerSize(bytes: number): string {
  return goUnitsSize(bytes, 4);
}

/** With three digits, as `docker system df -v`, `docker images` and `docker ps -s` print the sizes of single items. */
export function dockerItemSize(bytes: number): string {
  return goUnitsSize(bytes, 3);
}

function goUnitsSize(bytes: number, digits: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${significant(value, digits)}${UNITS[unit] ?? ''}`;
}

/** Go's `%.*g`: significant digits, no trailing zeros; 999.96 prints as 1000. */
function significant(value: number, digits: number): string {
  return String(Number(value.toPrecision(digits)));
}

/** `docker system df`'s RECLAIMABLE column: the size, and the whole percentage where the total is not 0. */
export function dockerReclaimable(reclaimableBytes: number, totalBytes: number): string {
  const size = dockerSize(reclaimableBytes);
  if (totalBytes <= 0) return size;
  return `${size} (${Math.trunc((reclaimableBytes * 100) / totalBytes)}%)`;
}

export interface SizeParts {
  readonly figure: string;
  readonly unit: string;
}

/** Bytes for people: three significant digits and a unit, `2.53 GB`; never more digits than the eye can use. */
export function sizeParts(bytes: number): SizeParts {
  const sign = bytes < 0 ? '−' : '';
  let value = Math.abs(bytes);
  let unit = 0;
  // Rounding first keeps 999.6 kB from printing as 1000 kB.
  while (Number(value.toPrecision(3)) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const figure = unit === 0 ? String(Math.round(value)) : value.toPrecision(3);
  return { figure: sign + figure, unit: UNITS[unit] ?? '' };
}

/** Bytes for people in one string, with a no-break space. */
export function humanSize(bytes: number): string {
  const { figure, unit } = sizeParts(bytes);
  return `${figure}\u00a0${unit}`;
}

/** A round number of bytes as the marks of an axis have it: `20 GB`, `2.5 GB`. */
export function roundSize(bytes: number): string {
  const { figure, unit } = sizeParts(bytes);
  return `${Number(figure)}\u00a0${unit}`;
}
