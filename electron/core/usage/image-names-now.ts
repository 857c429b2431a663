/** Which image a name means now, however it is written. */

import type { Image } from '../../../shared/usage.ts';

const HEX = /^[0-9a-f]+$/;
const FULL_ID_DIGITS = 64;
/** Fewer digits than docker prints are far more likely a name. */
const SHORT_ID_DIGITS = 12;

export class ImageNamesNow {
  readonly #known: ReadonlySet<string>;
  readonly #ids = new Map<string, string>();

  constructor(images: readonly Pick<Image, 'id' | 'references' | 'digests'>[] = []) {
    this.#known = new Set(images.map(({ id }) => id));
    for (const { id, references, digests } of images) {
      for (const name of [...references, ...digests]) this.#ids.set(plainName(name), id);
    }
  }

  /** Undefined where nobody knows. */
  idOf(name: string): string | undefined {
    const plain = plainName(name);
    if (this.#known.has(name)) return name;
    if (this.#known.has(plain)) return plain;
    return this.#ids.get(plain) ?? this.#idThatBegins(plain);
  }

  /** The last look found this image. */
  has(imageId: string): boolean {
    return this.#known.has(imageId);
  }

  /** The name means this image from now on; undefined: one that is not known yet. */
  move(name: string, imageId: string | undefined): void {
    if (imageId === undefined) this.#ids.delete(plainName(name));
    else this.#ids.set(plainName(name), imageId);
  }

  #idThatBegins(plain: string): string | undefined {
    const digits = plain.replace(/:latest$/, '');
    if (digits.length < SHORT_ID_DIGITS || !HEX.test(digits)) return undefined;
    return [...this.#known].find((id) => id.startsWith(`sha256:${digits}`));
  }
}

/**
 * One spelling for each: Docker Hub and its `library/` left out, as Podman's `localhost/`; `:latest` where nothing is said; a digest
 * beside a tag is what counts (distribution/reference v0.6.0 `normalize.go`).
 */
export function plainName(name: string): string {
  if (name.startsWith('sha256:')) return name;
  if (name.length === FULL_ID_DIGITS && HEX.test(name)) return `sha256:${name}`;
  const short = name.replace(/^(?:(?:index\.)?docker\.io|localhost)\//, '').replace(/^library\//, '');
  const [tagged = '', digest] = short.split('@');
  const isTagged = /:[^/]*$/.test(tagged);
  if (digest !== undefined) return `${tagged.replace(/:[^/]*$/, '')}@${digest}`;
  return isTagged ? tagged : `${tagged}:latest`;
}
