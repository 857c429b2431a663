/** Docker's own configuration folder: the current context, and what each context points at. */

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { variable, type Computer } from './computer.ts';
import { EndpointError, parseEndpoint, type Endpoint, type TlsMaterial } from './endpoint.ts';

export interface DockerContext {
  readonly name: string;
  readonly endpoint: Endpoint;
}

const configFile = v.object({ currentContext: v.nullish(v.string(), '') });

/** `Host` is empty in a context that leaves it to the default. */
const metaFile = v.object({
  Name: v.pipe(v.string(), v.nonEmpty()),
  Endpoints: v.object({
    docker: v.object({
      Host: v.pipe(v.string(), v.nonEmpty()),
      SkipTLSVerify: v.nullish(v.boolean(), false),
    }),
  }),
});

export function dockerConfigDir(computer: Computer): string {
  return variable(computer, 'DOCKER_CONFIG') ?? `${computer.homeDir}/.docker`;
}

export async function currentContext(computer: Computer): Promise<string | undefined> {
  const config = parse(configFile, await computer.readFile(`${dockerConfigDir(computer)}/config.json`));
  return config === undefined || config.currentContext === '' ? undefined : config.currentContext;
}

/** Throws `EndpointError` when there is no such context, or it cannot be used. */
export async function contextByName(computer: Computer, name: string): Promise<DockerContext> {
  const folder = createHash('sha256').update(name).digest('hex');
  const meta = await readMeta(computer, folder);
  if (meta === undefined) throw new EndpointError('unknown-context', `no such docker context: ${name}`);
  return contextFrom(computer, folder, meta);
}

/** All contexts that can be used; the file names are hashes, so the names come from inside (docker/cli context/store). */
export async function allContexts(computer: Computer): Promise<readonly DockerContext[]> {
  const folders = await computer.readdir(`${dockerConfigDir(computer)}/contexts/meta`);
  const contexts: DockerContext[] = [];
  for (const folder of folders) {
    const meta = await readMeta(computer, folder);
    if (meta === undefined) continue;
    try {
      contexts.push(await contextFrom(computer, folder, meta));
    } catch {
      // A context of another kind (or a broken one) is none of ours to report unless it is asked for by name.
    }
  }
  return contexts.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function contextFrom(
  computer: Computer,
  folder: string,
  { Name, Endpoints }: v.InferOutput<typeof metaFile>,
): Promise<DockerContext> {
  const { Host, SkipTLSVerify } = Endpoints.docker;
  const tlsDir = `${dockerConfigDir(computer)}/contexts/tls/${folder}/docker`;
  const tls = await tlsMaterial(computer, tlsDir, SkipTLSVerify);
  return { name: Name, endpoint: parseEndpoint(Host, { tls, isExplicit: true }) };
}

/** Undefined when the folder holds none; encrypted keys are not supported, as in docker. */
export async function tlsMaterial(
  computer: Computer,
  dir: string,
  skipsVerify: boolean,
): Promise<TlsMaterial | undefined> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((file) => computer.readFile(`${dir}/${file}`)),
  );
  if (ca === undefined && cert === undefined && key === undefined && !skipsVerify) return undefined;
  return { ca, cert, key, skipsVerify };
}

async function readMeta(
  computer: Computer,
  folder: string,
): Promise<v.InferOutput<typeof metaFile> | undefined> {
  return parse(
    metaFile,
    await computer.readFile(`${dockerConfigDir(computer)}/contexts/meta/${folder}/meta.json`),
  );
}

function parse<T extends v.GenericSchema>(schema: T, text: string | undefined): v.InferOutput<T> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text ?? ''));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
