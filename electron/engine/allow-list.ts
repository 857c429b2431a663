/**
 * The only requests that ever leave for an engine. It sits in the HTTP agent, under dockerode: whatever is not listed here
 * throws before a byte is sent, so no bug above can start, create, push, force or prune more than what was named.
 */

import type { OutgoingHttpHeaders } from 'node:http';
import { referenceSource, repositoryPattern, tagOrDigestPattern } from './image-reference.ts';

class ForbiddenRequest extends Error {
  constructor(method: string, reason: string) {
    super(`not sent: ${method} request ${reason}`);
    this.name = 'ForbiddenRequest';
  }
}

interface Rule {
  readonly method: 'GET' | 'HEAD' | 'DELETE' | 'POST';
  readonly path: RegExp;
  /** Query keys it may carry, each with what its value must look like. */
  readonly query: Readonly<Record<string, RegExp>>;
  /** Keys it cannot do without. */
  readonly needs?: readonly string[];
  /** The whole of its body, byte for byte; without it there may be none. */
  readonly body?: RegExp;
}

const isOne = /^1$/;
const anything = /^[^]*$/;
const id = '[A-Za-z0-9][A-Za-z0-9_.-]*';

/** `{"id":["^(a|b)$"]}` with ids written out, and the time of the plan: nothing else narrows or widens a cache prune. */
const anchoredIds = /^\{"id":\["\^\([a-z0-9]+(\|[a-z0-9]+)*\)\$"\](,"until":\["[0-9TZ:.+-]+"\])?\}$/;

/**
 * What may be run in a builder, and how: no terminal, no input, no user, environment or privilege of its own. A prune names its
 * records by id, each filter exactly one (containerd's filters; several are joined by *or*).
 */
const command = [
  '"du","--format","\\{\\{json \\.\\}\\}"',
  '"du","--verbose"',
  '"prune","--all"(,"--keep-duration","[0-9]+ms")?(,"--format","\\{\\{json \\.\\}\\}")?(,"--filter","id==[a-z0-9]+")+',
];
const execBody = new RegExp(
  `^\\{"AttachStdout":true,"AttachStderr":true,"Cmd":\\["buildctl",(${command.join('|')})\\]\\}$`,
);

const rules: readonly Rule[] = [
  { method: 'HEAD', path: /^\/_ping$/, query: {} },
  { method: 'GET', path: /^\/_ping$/, query: {} },
  { method: 'GET', path: /^\/version$/, query: {} },
  { method: 'GET', path: /^\/info$/, query: {} },
  {
    method: 'GET',
    path: /^\/system\/df$/,
    query: { type: /^(image|container|volume|build-cache)$/, verbose: isOne },
  },
  { method: 'GET', path: /^\/images\/json$/, query: { all: isOne } },
  { method: 'GET', path: /^\/images\/.+\/(json|history)$/, query: {} },
  { method: 'GET', path: new RegExp(`^/distribution/${referenceSource}/json$`), query: {} },
  { method: 'GET', path: /^\/containers\/json$/, query: { all: isOne } },
  { method: 'GET', path: new RegExp(`^/containers/${id}/json$`), query: {} },
  { method: 'GET', path: /^\/volumes$/, query: {} },
  { method: 'GET', path: /^\/networks$/, query: {} },
  { method: 'GET', path: new RegExp(`^/networks/${id}$`), query: {} },
  { method: 'GET', path: /^\/events$/, query: { since: /^[\d.]+$/, until: /^[\d.]+$/, filters: anything } },
  { method: 'DELETE', path: /^\/images\/.+$/, query: { noprune: isOne }, needs: ['noprune'] },
  { method: 'DELETE', path: new RegExp(`^/containers/${id}$`), query: {} },
  { method: 'DELETE', path: new RegExp(`^/networks/${id}$`), query: {} },
  { method: 'DELETE', path: new RegExp(`^/volumes/${id}$`), query: {} },
  {
    method: 'POST',
    path: /^\/build\/prune$/,
    query: { all: isOne, filters: anchoredIds },
    needs: ['filters'],
  },
  // A pull of one image, named in full: never an import, never all the tags of a repository.
  {
    method: 'POST',
    path: /^\/images\/create$/,
    query: { fromImage: repositoryPattern, tag: tagOrDigestPattern },
    needs: ['fromImage', 'tag'],
  },
  // By name, never by id: so it can be no other container than a builder's.
  {
    method: 'POST',
    path: /^\/containers\/buildx_buildkit_[A-Za-z0-9_.-]+\/exec$/,
    query: {},
    body: execBody,
  },
  {
    method: 'POST',
    path: /^\/exec\/[0-9a-f]{64}\/start$/,
    query: {},
    body: /^\{"Detach":false,"Tty":false\}$/,
  },
  { method: 'GET', path: /^\/exec\/[0-9a-f]{64}\/json$/, query: {} },
];

/** Takes the whole body of an allowed request; throws `ForbiddenRequest` unless it is exactly one that the list has. */
export type AssertBody = (body: string) => void;

/**
 * Throws `ForbiddenRequest` unless the request is on the list, as far as its head tells; the result judges its body. `target` is
 * the path with its query, as written on the wire.
 */
export function assertAllowed(method: string, target: string, headers: OutgoingHttpHeaders): AssertBody {
  const { path, query } = split(method, target);
  const rule = rules.find((candidate) => candidate.method === method && candidate.path.test(path));
  if (rule === undefined) throw new ForbiddenRequest(method, 'to a path that is not on the list');
  assertQuery(rule, query);
  assertHeaders(rule, headers);
  return (body) => {
    const isRight = rule.body === undefined ? body === '' : rule.body.test(body);
    if (!isRight || Buffer.byteLength(body) !== declaredBytes(headers))
      throw new ForbiddenRequest(method, 'with a body that is not on the list');
  };
}

function assertQuery({ method, query: allowed, needs }: Rule, query: URLSearchParams): void {
  for (const [key, value] of query) {
    if (allowed[key]?.test(value) !== true)
      throw new ForbiddenRequest(method, `with a parameter that is not on the list`);
  }
  if (needs?.some((key) => query.getAll(key).length !== 1))
    throw new ForbiddenRequest(method, 'without its limits');
}

/** A body could carry parameters of its own (Go reads form bodies before the query), an upgrade anything at all. */
function assertHeaders({ method, body }: Rule, headers: OutgoingHttpHeaders): void {
  const hasBody = declaredBytes(headers) !== 0;
  const isUnbounded = headers['transfer-encoding'] !== undefined || headers.upgrade !== undefined;
  if (isUnbounded || (hasBody && body === undefined))
    throw new ForbiddenRequest(method, 'with a body or an upgrade');
  if (Object.keys(headers).some((name) => /^x-registry-/i.test(name)))
    throw new ForbiddenRequest(method, 'with credentials for a registry');
}

function declaredBytes(headers: OutgoingHttpHeaders): number {
  return Number(headers['content-length'] ?? 0);
}

/** The path without its API version, decoded; refuses what a server might read as another path. */
function split(method: string, target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf('?');
  const rawPath = mark === -1 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
  const path = decoded(method, rawPath).replace(/^\/v1\.\d{1,3}(?=\/)/, '');
  const segments = path.split('/').slice(1);
  if (!path.startsWith('/') || segments.some((segment) => ['', '.', '..'].includes(segment))) {
    throw new ForbiddenRequest(method, 'to a path that is not plain');
  }
  // eslint-disable-next-line no-control-regex -- exactly the characters that must not reach the wire
  if (/[\u0000-\u0020\u007f?#%\\]/.test(path))
    throw new ForbiddenRequest(method, 'to a path that is not plain');
  return { path, query };
}

function decoded(method: string, path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new ForbiddenRequest(method, 'to a path that is not plain');
  }
}
