/** The sample engine's HTTP side: the part of the Docker API that Bilge speaks. */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { SampleEngine, SampleOutcome } from './sample-engine.ts';
import { describeExec, makeExec, startExec } from './sample-exec.ts';
import {
  containerDetail,
  containerSummary,
  distribution,
  imageDetail,
  imageHistory,
  imageSummary,
  networkItem,
  sampleDiskUsage,
  sampleInfo,
  sampleVersion,
  volumeItem,
} from './sample-replies.ts';
import type { SampleEvent, SampleRecord } from './sample-state.ts';

interface Asked {
  readonly engine: SampleEngine;
  readonly query: URLSearchParams;
  /** What the route's pattern caught. */
  readonly name: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Undefined when the route answered by itself. */
type Answer = SampleOutcome | Promise<SampleOutcome | undefined> | undefined;
type Route = readonly [method: string, path: RegExp, answer: (asked: Asked) => Answer];

const routes: readonly Route[] = [
  ['HEAD', /^\/_ping$/, ({ response }) => ping(response)],
  ['GET', /^\/_ping$/, ({ response }) => ping(response)],
  ['GET', /^\/version$/, () => ok(sampleVersion)],
  ['GET', /^\/info$/, () => ok(sampleInfo())],
  ['GET', /^\/system\/df$/, ({ engine, query }) => ok(sampleDiskUsage(engine, query.getAll('type')))],
  [
    'GET',
    /^\/images\/json$/,
    ({ engine }) => ok(engine.state.images.map((image) => imageSummary(engine, image, false))),
  ],
  ['GET', /^\/images\/(.+)\/json$/, ({ engine, name }) => found(engine.findImage(name), imageDetail)],
  ['GET', /^\/images\/(.+)\/history$/, ({ engine, name }) => found(engine.findImage(name), imageHistory)],
  [
    'GET',
    /^\/containers\/json$/,
    ({ engine }) => ok(engine.state.containers.map((one) => containerSummary(engine, one, false))),
  ],
  [
    'GET',
    /^\/containers\/(.+)\/json$/,
    ({ engine, name }) =>
      found(
        engine.state.containers.find((one) => one.id === name || one.name === name),
        containerDetail,
      ),
  ],
  ['POST', /^\/containers\/(.+)\/exec$/, ({ engine, name, request }) => makeExec(engine, name, request)],
  ['GET', /^\/exec\/(.+)\/json$/, ({ engine, name }) => describeExec(engine, name)],
  ['POST', /^\/exec\/(.+)\/start$/, ({ engine, name, response }) => startExec(engine, name, response)],
  [
    'GET',
    /^\/volumes$/,
    ({ engine }) =>
      ok({ Volumes: engine.state.volumes.map((one) => volumeItem(engine, one, false)), Warnings: null }),
  ],
  [
    'GET',
    /^\/networks$/,
    ({ engine }) => ok(engine.state.networks.map((one) => networkItem(engine, one, false))),
  ],
  [
    'GET',
    /^\/networks\/(.+)$/,
    ({ engine, name }) =>
      found(
        engine.state.networks.find(({ id }) => id === name),
        (one) => networkItem(engine, one, true),
      ),
  ],
  [
    'GET',
    /^\/distribution\/(.+)\/json$/,
    ({ engine, name }) =>
      found(engine.registry.find(name), distribution, 'manifest unknown: manifest unknown'),
  ],
  ['POST', /^\/images\/create$/, (asked) => pullImage(asked)],
  ['GET', /^\/events$/, (asked) => streamEvents(asked)],
  ['DELETE', /^\/images\/(.+)$/, ({ engine, name }) => engine.deleteImage(name)],
  ['DELETE', /^\/containers\/(.+)$/, ({ engine, name }) => engine.deleteContainer(name)],
  ['DELETE', /^\/volumes\/(.+)$/, ({ engine, name }) => engine.deleteVolume(name)],
  ['DELETE', /^\/networks\/(.+)$/, ({ engine, name }) => engine.deleteNetwork(name)],
  ['POST', /^\/build\/prune$/, (asked) => pruneCache(asked)],
];

export function sampleRoutes(engine: SampleEngine): RequestListener {
  return (request, response) => {
    answer(engine, request, response).catch(() => send(response, { status: 400, message: 'bad request' }));
  };
}

async function answer(
  engine: SampleEngine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sample');
  const path = decodeURIComponent(url.pathname).replace(/^\/v1\.\d+(?=\/)/, '');
  const route = routes.find(([method, pattern]) => method === request.method && pattern.test(path));
  if (route === undefined) {
    send(response, { status: 404, message: 'page not found' });
    return;
  }
  const [, pattern, reply] = route;
  const name = pattern.exec(path)?.[1] ?? '';
  const outcome = await reply({ engine, query: url.searchParams, name, request, response });
  if (outcome !== undefined) send(response, outcome);
}

function send(response: ServerResponse, outcome: SampleOutcome): void {
  const body =
    'body' in outcome ? outcome.body : 'message' in outcome ? { message: outcome.message } : undefined;
  response.writeHead(outcome.status, { 'Content-Type': 'application/json', 'Api-Version': '1.51' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function ok(body: unknown): SampleOutcome {
  return { status: 200, body };
}

function found<T>(
  item: T | undefined,
  reply: (item: T) => unknown,
  message = 'no such object',
): SampleOutcome {
  return item === undefined ? { status: 404, message } : ok(reply(item));
}

function ping(response: ServerResponse): undefined {
  response.writeHead(200, { 'Api-Version': '1.51', 'Builder-Version': '2', Ostype: 'linux' }).end();
}

/** The lines of a pull as they come, until it is done or the caller goes away. */
async function pullImage({ engine, query, response }: Asked): Promise<SampleOutcome | undefined> {
  const tag = query.get('tag') ?? '';
  const reference = `${query.get('fromImage') ?? ''}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
  const lines = engine.pullImage(reference);
  if (lines === undefined)
    return {
      status: 404,
      message: `manifest for ${reference} not found: manifest unknown: manifest unknown`,
    };
  response.writeHead(200, { 'Content-Type': 'application/json' });
  for await (const line of lines) {
    if (response.destroyed) return undefined;
    response.write(`${JSON.stringify(line)}\n`);
  }
  response.end();
  return undefined;
}

async function pruneCache({ engine, query, response }: Asked): Promise<SampleOutcome> {
  const filters = JSON.parse(query.get('filters') ?? '{}') as Readonly<Record<string, readonly string[]>>;
  const pattern = new RegExp(filters['id']?.[0] ?? '');
  const untilMs = Date.parse(filters['until']?.[0] ?? '');
  const shared = query.get('all') === '1' ? new Set<string>() : engine.sharedIds();
  const matches = (record: SampleRecord): boolean =>
    pattern.test(record.id) && !shared.has(record.id) && !(record.lastUsedAtMs > untilMs);
  return ok(await engine.pruneCache(matches, () => response.destroyed));
}

/** Past events since `since`, then live ones until `until` or the end of the connection. */
function streamEvents({ engine, query, response }: Asked): undefined {
  const since = query.get('since');
  const until = query.get('until');
  const isAsked = ({ atMs }: SampleEvent): boolean =>
    since !== null &&
    nanosOf(atMs) >= wireNanos(since) &&
    (until === null || nanosOf(atMs) <= wireNanos(until));
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const write = (event: SampleEvent): void => void response.write(`${JSON.stringify(eventLine(event))}\n`);
  engine.pastEvents().filter(isAsked).forEach(write);
  if (until !== null) response.end();
  else response.on('close', engine.follow(write));
}

function nanosOf(atMs: number): bigint {
  return BigInt(atMs) * 1_000_000n;
}

/** `seconds.nanoseconds` */
function wireNanos(text: string): bigint {
  const [seconds = '0', fraction = ''] = text.split('.');
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function eventLine({ atMs, type, action, id, attributes }: SampleEvent): unknown {
  // `timeNano` as a plain number: exact to the millisecond that the sample knows.
  return {
    Type: type,
    Action: action,
    Actor: { ID: id, Attributes: attributes },
    scope: 'local',
    time: Math.floor(atMs / 1000),
    timeNano: atMs * 1_000_000,
  };
}
