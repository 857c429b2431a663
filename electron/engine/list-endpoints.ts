/** Every engine this computer may have: docker's choice first, then its contexts, then the places where engines usually listen. */

import { variable, type Computer } from './computer.ts';
import { allContexts } from './docker-config.ts';
import { formatEndpoint, type Endpoint } from './endpoint.ts';
import { resolveEndpoint } from './resolve-endpoint.ts';

export interface EndpointCandidate {
  /** A product's or a context's name; the latter is the user's own text. */
  readonly label: string;
  readonly endpoint: Endpoint;
}

/** Nothing is connected to. Sockets that are not there are left out, except the one docker itself would use. */
export async function listEndpoints(computer: Computer): Promise<readonly EndpointCandidate[]> {
  const usual = await usualPlaces(computer);
  const present = await Promise.all(
    usual.map(async (candidate) => ((await isThere(computer, candidate.endpoint)) ? [candidate] : [])),
  );
  const contexts = (await allContexts(computer)).map(({ name, endpoint }) => ({ label: name, endpoint }));
  return withoutDoubles(computer, [...(await dockersChoice(computer)), ...contexts, ...present.flat()]);
}

async function dockersChoice(computer: Computer): Promise<readonly EndpointCandidate[]> {
  try {
    const { endpoint, contextName, source } = await resolveEndpoint({}, computer);
    return [{ label: contextName ?? (source === 'default' ? 'Docker' : source), endpoint }];
  } catch {
    // A broken choice is reported where it is followed; the others are still worth listing.
    return [];
  }
}

async function usualPlaces(computer: Computer): Promise<readonly EndpointCandidate[]> {
  if (computer.platform === 'win32') return windowsPipes;
  const home = computer.homeDir;
  const unix = (label: string, path: string): EndpointCandidate => ({
    label,
    endpoint: { kind: 'unix', path },
  });
  const here = computer.platform === 'linux' ? linuxSockets(computer) : macSockets(computer);
  return [
    unix('Docker', '/var/run/docker.sock'),
    ...here.map(([label, path]) => unix(label, path)),
    ...(await colimaSockets(computer)).map(([label, path]) => unix(label, path)),
    unix('Rancher Desktop', `${home}/.rd/docker.sock`),
    unix('Podman', `${home}/.local/share/containers/podman/machine/podman.sock`),
  ];
}

type Place = readonly [label: string, path: string];

function linuxSockets(computer: Computer): readonly Place[] {
  const { homeDir, userId } = computer;
  const runtimeDir = variable(computer, 'XDG_RUNTIME_DIR') ?? `/run/user/${userId ?? 0}`;
  return [
    ['Docker (rootless)', `${runtimeDir}/docker.sock`],
    ['Docker Desktop', `${homeDir}/.docker/desktop/docker.sock`],
    ['Podman (rootless)', `${runtimeDir}/podman/podman.sock`],
    ['Podman', '/run/podman/podman.sock'],
  ];
}

function macSockets({ homeDir, tempDir }: Computer): readonly Place[] {
  return [
    ['Docker Desktop', `${homeDir}/.docker/run/docker.sock`],
    ['OrbStack', `${homeDir}/.orbstack/run/docker.sock`],
    ['Podman', `${tempDir}/podman/podman-machine-default-api.sock`],
  ];
}

/** One socket a profile; up to 0.3.4 one for all. */
async function colimaSockets(computer: Computer): Promise<readonly Place[]> {
  const { homeDir } = computer;
  const configDir = variable(computer, 'XDG_CONFIG_HOME') ?? `${homeDir}/.config`;
  const dirs = [variable(computer, 'COLIMA_HOME'), `${homeDir}/.colima`, `${configDir}/colima`];
  const places = await Promise.all(
    dirs.map(async (dir): Promise<readonly Place[]> => {
      if (dir === undefined) return [];
      const profiles = (await computer.readdir(dir)).filter(
        (name) => !name.startsWith('_') && !name.startsWith('.'),
      );
      return [
        ['Colima', `${dir}/docker.sock`],
        ...profiles.map((name): Place => [colimaLabel(name), `${dir}/${name}/docker.sock`]),
      ];
    }),
  );
  return places.flat();
}

function colimaLabel(profile: string): string {
  return profile === 'default' ? 'Colima' : `Colima (${profile})`;
}

const windowsPipes: readonly EndpointCandidate[] = [
  ['Docker Desktop', 'dockerDesktopLinuxEngine'],
  ['Docker', 'docker_engine'],
  ['Docker Desktop (Windows containers)', 'dockerDesktopWindowsEngine'],
  ['Podman', 'podman-machine-default'],
].map(([label = '', name = '']) => ({ label, endpoint: { kind: 'npipe', path: `//./pipe/${name}` } }));

/** Pipes are named in one folder; opening one to look would already be a connection. */
async function isThere(computer: Computer, endpoint: Endpoint): Promise<boolean> {
  if (endpoint.kind === 'unix') return computer.exists(endpoint.path);
  if (endpoint.kind !== 'npipe') return true;
  const name = endpoint.path.split('/').at(-1);
  return (await computer.readdir('//./pipe/')).some((pipe) => pipe === name);
}

/** Several names lead to one socket (macOS links /var/run/docker.sock to Docker Desktop's): the first one stays. */
async function withoutDoubles(
  computer: Computer,
  candidates: readonly EndpointCandidate[],
): Promise<readonly EndpointCandidate[]> {
  const seen = new Map<string, EndpointCandidate>();
  for (const candidate of candidates) {
    const { endpoint } = candidate;
    const key =
      endpoint.kind === 'unix'
        ? `unix://${await computer.realPath(endpoint.path)}`
        : formatEndpoint(endpoint);
    if (!seen.has(key)) seen.set(key, candidate);
  }
  return [...seen.values()];
}
