/** A world of its own for one engine: mounts, processes and network apart from the machine's, gone when the test run is. */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface WorldSpec {
  /** A small Debian; several worlds share one, read-only; each has data, run and settings folders of its own in it. */
  readonly root: string;
  /** Seen inside as /run/bilge. */
  readonly runDir: string;
  /** Where the engine keeps its data, inside, and what is mounted there: a folder, or a file with a filesystem in it. */
  readonly dataMount: string;
  readonly data: string;
  readonly settingsDir: string;
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly isRunning: boolean;
  /** Runs a program inside; resolves also when it fails. */
  run(command: readonly string[], input?: string | Buffer): Promise<Output>;
  /** Asks the engine to end and waits; after 20 s it is made to. */
  stop(): Promise<void>;
  /** Ends the engine and everything in its world at once, like a power cut. */
  kill(): Promise<void>;
}

/**
 * Positional: root, run, data mount, data, settings, then the command. The pid it writes is the one seen from outside. The root
 * is really exchanged: `docker exec` enters the mounts of a container by their root, which a mere chroot would leave outside.
 */
const enter = `
set -eu
root=$1 run=$2 mount=$3 data=$4 settings=$5; shift 5
read -r pid _ </proc/self/stat
mkdir -p "$root/etc/docker" "$root$mount"
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount --rbind /sys/fs/cgroup "$root/sys/fs/cgroup"
mount --rbind /dev "$root/dev"
for fleeting in run tmp var/tmp var/cache; do mount -t tmpfs tmpfs "$root/$fleeting"; done
mkdir "$root/run/bilge"
mount --bind "$run" "$root/run/bilge"
if [ -d "$data" ]; then mount --bind "$data" "$root$mount"; else mount -o loop "$data" "$root$mount"; fi
mount --bind "$settings" "$root/etc/docker"
chroot "$root" ip link set lo up
echo "$pid" >"$run/pid"
mkdir "$root/run/outside"
pivot_root "$root" "$root/run/outside"
cd /
umount --lazy /run/outside
rmdir /run/outside
exec "$@"
`;

/**
 * If the test run dies, however it dies, the kernel ends `unshare`, and with it every process of its world. Its mounts go with
 * the last of them, and so does the loop device: `mount` made it to be freed on its unmount.
 */
const isolation = [
  '--pdeathsig',
  'KILL',
  'unshare',
  '--mount',
  '--pid',
  '--net',
  '--fork',
  '--kill-child',
  'bash',
  '-c',
];

export function openWorld(spec: WorldSpec): World {
  const { root, runDir, dataMount, data, settingsDir } = spec;
  const pidFile = join(runDir, 'pid');
  rmSync(pidFile, { force: true });
  const log = openSync(join(runDir, 'engine.log'), 'a');
  const places = [root, runDir, dataMount, data, settingsDir];
  const child = spawn('setpriv', [...isolation, enter, 'engine', ...places, ...spec.command], {
    env: innerEnv(spec.env),
    stdio: ['ignore', log, log],
  });
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    get isRunning() {
      return isRunning();
    },
    run: (command, input) => runInside(Number(readFileSync(pidFile, 'utf8')), command, spec.env, input),
    async stop() {
      if (!isRunning()) return;
      if (existsSync(pidFile)) process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exitOf(child);
      clearTimeout(impatience);
    },
    async kill() {
      child.kill('SIGKILL');
      await exitOf(child);
    },
  };
}

async function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Nothing of the caller's environment: no DOCKER_HOST, no context, no proxy. */
function innerEnv(extra: Readonly<Record<string, string>>): Record<string, string> {
  return {
    PATH: '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/run/bilge/home',
    LC_ALL: 'C.UTF-8',
    ...extra,
  };
}

async function runInside(
  pid: number,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string | Buffer = '',
): Promise<Output> {
  const target = ['-t', String(pid), '-m', '-n', '-p', '-r', '-w', '--'];
  const child = spawn('nsenter', [...target, ...command], { env: innerEnv(env) });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  // A program that fails early does not read its input to the end.
  child.stdin.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 128, ...output };
}
