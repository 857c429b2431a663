/** When a process began, as a text to compare: a pid alone may by now be someone else's. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './error-code.ts';

const run = promisify(execFile);

export type ProcessStart = (pid: number) => Promise<string | undefined>;

/** Undefined when there is no such process. Windows tells only whether the pid is in use: its answer is the same for any. */
export function processStart(platform: NodeJS.Platform): ProcessStart {
  if (platform === 'linux') return startOnLinux;
  if (platform === 'win32') return (pid) => Promise.resolve(startUnknown(pid));
  return startFromPs;
}

/** Ticks since boot (field 22 of `/proc/<pid>/stat`, proc(5)) and which boot. */
async function startOnLinux(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The name, field 2, may hold spaces and brackets: count from its last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${fields[19] ?? ''}-${bootId.slice(0, 8)}`;
  } catch {
    return startUnknown(pid);
  }
}

async function startFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)], {
      env: { LC_ALL: 'C', TZ: 'UTC' },
    });
    return stdout.trim().replaceAll(/\s+/g, '_') || undefined;
  } catch {
    return undefined;
  }
}

/** All that can be said without `/proc`: that the pid is in use. */
function startUnknown(pid: number): string | undefined {
  return isAlive(pid) ? 'unknown' : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
