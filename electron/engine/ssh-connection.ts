/** One connection to a remote engine through the system's own `ssh`, so that the user's keys, config and known hosts apply. */

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { Endpoint } from './endpoint.ts';

type SshEndpoint = Extract<Endpoint, { kind: 'ssh' }>;

/** What ssh says on its way out, and the connection error it amounts to. */
const codeOfComplaint: readonly (readonly [RegExp, string])[] = [
  [/permission denied|host key verification failed/i, 'EACCES'],
  [/could not resolve/i, 'ENOTFOUND'],
  [/connection refused|no route to host|unreachable/i, 'ECONNREFUSED'],
  [/timed out/i, 'ETIMEDOUT'],
  [/not found|no such file|cannot connect to the docker daemon/i, 'ENOENT'],
];

/** docker's own way (docker/cli `cli/connhelper`), plus BatchMode: a tray program has no terminal to ask a password on. */
export function sshArguments(endpoint: SshEndpoint): readonly string[] {
  return [
    '-o',
    'ConnectTimeout=30',
    '-o',
    'BatchMode=yes',
    '-T',
    ...(endpoint.user === undefined ? [] : ['-l', endpoint.user]),
    ...(endpoint.port === undefined ? [] : ['-p', String(endpoint.port)]),
    '--',
    endpoint.host,
    'docker',
    ...(endpoint.socketPath === undefined ? [] : [`--host=unix://${endpoint.socketPath}`]),
    'system',
    'dial-stdio',
  ];
}

/** A child's standard streams in the shape that node:http expects of a socket. */
export class SshConnection extends Duplex {
  readonly #child: ChildProcessWithoutNullStreams;
  #complaint = '';

  constructor(endpoint: SshEndpoint, command = 'ssh') {
    super();
    this.#child = spawn(command, sshArguments(endpoint), { windowsHide: true });
    this.#child.on('error', (error) => this.destroy(error));
    // A broken pipe says less than what ssh says when it ends, which is just about to come.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) this.#child.stdout.pause();
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = (this.#complaint + text).slice(-2000);
    });
    this.#child.on('close', (code) => {
      if (code === 0) this.push(null);
      else this.destroy(Object.assign(new Error('ssh ended'), { code: this.#failure() }));
    });
  }

  #failure(): string {
    return codeOfComplaint.find(([pattern]) => pattern.test(this.#complaint))?.[1] ?? 'ECONNRESET';
  }

  override _read(): void {
    this.#child.stdout.resume();
  }

  override _write(bytes: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#child.stdin.write(bytes, encoding, () => done());
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#child.stdin.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#child.kill();
    done(error);
  }

  /** node:http calls these on any socket; a pair of pipes has nothing to set. */
  setKeepAlive(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    this.#child.ref();
    return this;
  }
  unref(): this {
    this.#child.unref();
    return this;
  }
}
