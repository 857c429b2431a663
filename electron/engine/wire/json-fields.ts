/** Building blocks for reading what engines send: Go leaves fields out, sends null for empty lists, and zero times for "never". */

import * as v from 'valibot';

/** A list that may be null or absent. Each element must be right. */
export function list<T extends v.GenericSchema>(
  item: T,
): v.NullishSchema<v.ArraySchema<T, undefined>, never[]> {
  return v.nullish(v.array(item), []);
}

/** A text that may be null or absent: then empty. */
export const text = v.nullish(v.string(), '');

const LONGEST_WORD = 64;

/** One of a few words, yet an engine may send anything: what no such word is ends early. */
export const word = v.pipe(
  text,
  v.transform((value) => value.slice(0, LONGEST_WORD)),
);

/** A whole number that may be null or absent: then 0. −1, docker's "not measured", stays. */
export const count = v.nullish(v.pipe(v.number(), v.transform(Math.trunc)), 0);

/** As `count`; −1 when null or absent. */
export const measured = v.nullish(v.pipe(v.number(), v.transform(Math.trunc)), -1);

/** An image's id as Docker writes it; Podman leaves `sha256:` out in some replies. */
export const imageId = v.pipe(
  text,
  v.transform((id) => (/^[0-9a-f]{64}$/.test(id) ? `sha256:${id}` : id)),
);

/** Bytes: never negative. */
export const bytes = v.pipe(
  count,
  v.transform((value) => Math.max(0, value)),
);

/** Labels and options. */
export const textMap = v.nullish(v.record(v.string(), text), {});

/** An RFC 3339 time as epoch ms; undefined when absent or Go's zero time. */
export const time = v.pipe(
  text,
  v.transform((value): number | undefined => {
    const atMs = Date.parse(value);
    return Number.isNaN(atMs) || atMs <= 0 ? undefined : atMs;
  }),
);

/** Whole Unix seconds as epoch ms. */
export const unixSeconds = v.pipe(
  count,
  v.transform((seconds) => Math.max(0, seconds) * 1000),
);
