/** The grammar of image references (github.com/distribution/reference), as far as registries are asked for them. */

const label = '[A-Za-z0-9]+(?:-+[A-Za-z0-9]+)*';
const host = String.raw`(?:${label}(?:\.${label})*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const repository = `(?:${host}/)?${component}(?:/${component})*`;
const tag = String.raw`\w[\w.-]{0,127}`;
const digest = 'sha256:[0-9a-f]{64}';

/** `host:5000/team/app`, the host optional. */
export const repositoryPattern = new RegExp(`^${repository}$`);
/** `1.2` or `sha256:…`. */
export const tagOrDigestPattern = new RegExp(`^(?:${tag}|${digest})$`);
/** Always with one or the other: without it an engine would take "all tags" or "latest". */
export const referenceSource = `(${repository})(?::(${tag})|@(${digest}))`;
const referencePattern = new RegExp(`^${referenceSource}$`);

const MAX_LENGTH = 512;

export interface ImageReference {
  readonly repository: string;
  readonly tagOrDigest: string;
}

/** Undefined for anything but `repository:tag` and `repository@sha256:…`. */
export function parseReference(reference: string): ImageReference | undefined {
  if (reference.length > MAX_LENGTH) return undefined;
  const [, found, asTag, asDigest] = referencePattern.exec(reference) ?? [];
  const tagOrDigest = asTag ?? asDigest;
  return found === undefined || tagOrDigest === undefined ? undefined : { repository: found, tagOrDigest };
}
