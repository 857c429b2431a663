/** The sample engine's exec calls: made, asked for and run as Docker does, for commands in the containers of builders. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SampleEngine, SampleOutcome } from './sample-engine.ts';

export async function makeExec(
  engine: SampleEngine,
  name: string,
  request: IncomingMessage,
): Promise<SampleOutcome> {
  const container = engine.state.containers.find((one) => one.name === name);
  if (container === undefined) return { status: 404, message: `No such container: ${name}` };
  if (container.state !== 'running')
    return { status: 409, message: `container ${container.id} is not running` };
  const body = Buffer.concat((await request.toArray()) as Buffer[]).toString('utf8');
  const { Cmd } = JSON.parse(body) as { readonly Cmd: readonly string[] };
  return { status: 200, body: { Id: engine.builders.make(container, Cmd) } };
}

export function describeExec(engine: SampleEngine, id: string): SampleOutcome {
  const body = engine.builders.describe(id);
  return body === undefined
    ? { status: 404, message: `No such exec instance: ${id}` }
    : { status: 200, body };
}

/** Its output, each piece behind the header that says that it is stdout. */
export async function startExec(
  engine: SampleEngine,
  id: string,
  response: ServerResponse,
): Promise<undefined> {
  response.writeHead(200, { 'Content-Type': 'application/vnd.docker.multiplexed-stream' });
  for await (const piece of engine.builders.run(id)) {
    const bytes = Buffer.from(piece);
    const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(bytes.length, 4);
    response.write(Buffer.concat([header, bytes]));
  }
  response.end();
}
