/** Real engines of several ages, each started by the test that uses it, in a world of its own. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { engineRootDir, prepareEngineRoots } from '../../build/set-up/engine-roots.mjs';
import { makeDiskImage } from './disk-image.ts';
import { openWorld, type Output, type World } from './engine-world.ts';
import { createRunDir, type RunDir } from './run-dir.ts';
import { stdoutOf } from './stdout-of.ts';

export type EngineName = 'd20' | 'd26' | 'd28' | 'd28c' | 'podman';
export const dockerEngines = ['d20', 'd26', 'd28', 'd28c'] as const satisfies readonly EngineName[];
export const allEngines = [...dockerEngines, 'podman'] as const satisfies readonly EngineName[];

interface EngineSpec {
  readonly suite: 'bookworm' | 'trixie' | 'forky';
  /** Debian's testing suite moves: a root made too late holds another engine than the tests are about. */
  readonly version: RegExp;
  readonly command: readonly string[];
  readonly cli: readonly string[];
  readonly dataMount: string;
}

const socket = 'unix:///run/bilge/docker.sock';
const docker = {
  command: ['dockerd', '-H', socket, '--exec-root', '/run/engine', '--pidfile', '/run/engine.pid'].concat(
    // Its own network is empty and has no way out: no default bridge, no firewall rules.
    ['--bridge', 'none', '--iptables=false', '--ip6tables=false'],
  ),
  cli: ['docker', '-H', socket],
  dataMount: '/var/lib/docker',
};
const specs: Record<EngineName, EngineSpec> = {
  d20: { ...docker, suite: 'bookworm', version: /^20\.10\.24/ },
  d26: { ...docker, suite: 'trixie', version: /^26\.1\./ },
  d28: { ...docker, suite: 'forky', version: /^28\.(?:[5-9]|\d\d)\./ },
  d28c: {
    ...docker,
    suite: 'forky',
    version: /^28\.(?:[5-9]|\d\d)\./,
    command: [...docker.command, '--feature', 'containerd-snapshotter=true'],
  },
  podman: {
    suite: 'bookworm',
    version: /^4\.3\./,
    command: ['podman', 'system', 'service', '--time=0', socket],
    cli: ['podman'],
    dataMount: '/var/lib/containers',
  },
};

/** Docker's builder of the same age as the engine; Podman with the runtime and network that work without systemd. */
const env = {
  DOCKER_BUILDKIT: '1',
  BUILDKIT_PROGRESS: 'plain',
  CONTAINERS_CONF: '/run/bilge/containers.conf',
};
const podmanSettings =
  '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\n[network]\nnetwork_backend = "netavark"\nnetwork_config_dir = "/var/lib/containers/networks"\n';

export interface RigEngine {
  readonly name: EngineName;
  readonly version: string;
  readonly socketPath: string;
  /** As `--host` takes it. */
  readonly endpoint: string;
  /** Folder outside, and the path under which the engine's world sees it: put build contexts there. */
  readonly sharedDir: { readonly outside: string; readonly inside: string };
  /** The folder that is the engine's data root, or the file whose filesystem is. */
  readonly data: string;
  /** The command line of the engine's own age. Throws with its words when it fails. */
  docker(args: readonly string[], input?: string | Buffer): Promise<string>;
  /** The same, but failure is an answer. */
  tryDocker(args: readonly string[], input?: string | Buffer): Promise<Output>;
  /** Runs a program in the engine's world. Throws with its words when it fails. */
  run(command: readonly string[]): Promise<string>;
  /** Free space of the filesystem that holds the data root, once everything written is on it. */
  freeBytes(): Promise<number>;
  /** Raw API call, past every client. */
  api(method: string, path: string): Promise<{ readonly status: number; readonly body: string }>;
  /** Its daemon.json from the next start on. */
  configure(settings: object): void;
  isRunning(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Stops, copies the data root, starts this one and the copy: two engines with the same content and the same id. */
  startTwin(): Promise<RigEngine>;
  /** Stops and removes all traces. */
  dispose(): Promise<void>;
}

export interface EngineOptions {
  /** Gives the engine a filesystem of this size to itself; else its data is in a folder of the machine's. */
  readonly diskBytes?: number;
  /** Its daemon.json. */
  readonly settings?: object;
}

/** Starts an engine with nothing in it. The first on a machine makes its root, which takes a minute. */
export async function startEngine(name: EngineName, options: EngineOptions = {}): Promise<RigEngine> {
  await prepareEngineRoots([specs[name].suite]);
  const runDir = createRunDir(name);
  const { data, settingsDir } = placesIn(runDir);
  mkdirSync(settingsDir);
  if (options.diskBytes === undefined) mkdirSync(data);
  else makeDiskImage(data, options.diskBytes);
  const engine = createEngine(name, runDir);
  engine.configure(options.settings ?? {});
  await engine.start();
  return engine;
}

/** Settings lie beside the data: a twin has both. */
function placesIn({ dataDir }: RunDir): { readonly data: string; readonly settingsDir: string } {
  return { data: join(dataDir, 'root'), settingsDir: join(dataDir, 'etc') };
}

function createEngine(name: EngineName, runDir: RunDir): RigEngine {
  const spec = specs[name];
  const { data, settingsDir } = placesIn(runDir);
  const outside = join(runDir.dir, 'shared');
  for (const dir of [outside, join(runDir.dir, 'home')]) mkdirSync(dir);
  writeFileSync(join(runDir.dir, 'containers.conf'), podmanSettings);
  const socketPath = join(runDir.dir, 'docker.sock');
  let world: World | undefined;
  let version = '';

  const tryDocker = async (args: readonly string[], input?: string | Buffer): Promise<Output> => {
    if (!world) throw new Error(`${name} is not started`);
    return world.run([...spec.cli, ...args], input);
  };

  const engine: RigEngine = {
    name,
    get version() {
      return version;
    },
    socketPath,
    endpoint: `unix://${socketPath}`,
    sharedDir: { outside, inside: '/run/bilge/shared' },
    data,
    tryDocker,
    async docker(args, input) {
      return stdoutOf(`${name}: docker ${args.join(' ')}`, await tryDocker(args, input));
    },
    async run(command) {
      if (!world) throw new Error(`${name} is not started`);
      return stdoutOf(`${name}: ${command.join(' ')}`, await world.run(command));
    },
    async freeBytes() {
      const script = 'sync -f "$0" && df --block-size=1 --output=avail "$0" | tail -n 1';
      return Number(await engine.run(['sh', '-c', script, spec.dataMount]));
    },
    configure: (settings) => writeFileSync(join(settingsDir, 'daemon.json'), JSON.stringify(settings)),
    api: (method, path) => call(socketPath, method, path),
    isRunning: () => world?.isRunning ?? false,
    async start() {
      if (engine.isRunning()) return;
      rmSync(socketPath, { force: true });
      world = openWorld({
        ...spec,
        env,
        root: engineRootDir(spec.suite),
        runDir: runDir.dir,
        data,
        settingsDir,
      });
      version = await waitForVersion(socketPath, world, join(runDir.dir, 'engine.log'));
      if (!spec.version.test(version)) {
        await world.kill();
        throw new Error(
          `the ${spec.suite} root holds engine ${version}; these tests are about ${spec.version.source}`,
        );
      }
    },
    async stop() {
      await world?.stop();
    },
    async kill() {
      await world?.kill();
    },
    async startTwin() {
      await engine.stop();
      const twinDir = createRunDir(`${name}-twin`);
      // Layers are whiteout devices and extended attributes too: Node's own copy would lose them.
      execFileSync('cp', ['-a', '--reflink=auto', `${runDir.dataDir}/.`, twinDir.dataDir]);
      const twin = createEngine(name, twinDir);
      await Promise.all([engine.start(), twin.start()]);
      return twin;
    },
    async dispose() {
      await world?.kill();
      runDir.remove();
    },
  };
  return engine;
}

async function waitForVersion(socketPath: string, world: World, logFile: string): Promise<string> {
  const deadlineMs = Date.now() + 60_000;
  while (world.isRunning && Date.now() < deadlineMs) {
    try {
      const { status, body } = await call(socketPath, 'GET', '/version');
      if (status === 200) return (JSON.parse(body) as { readonly Version: string }).Version;
    } catch {
      // Not listening yet.
    }
    await delay(50);
  }
  await world.kill();
  throw new Error(`the engine did not start: ${readFileSync(logFile, 'utf8').slice(-1500)}`);
}

function call(socketPath: string, method: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, headers: { Host: 'engine' } }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => (body += text));
      reply.once('end', () => resolve({ status: reply.statusCode ?? 0, body }));
      reply.once('error', reject);
    });
    outgoing.once('error', reject).end();
  });
}
