/** Runs one `buildctl` command in the container of a builder, and only there: the allow-list knows each of them. */

import type { BuilderIdentity } from '../../../shared/plan.ts';
import { EngineError, NoBuildctl, type Stop } from '../../core/ports/engine.ts';
import { decode } from '../decode.ts';
import { pause, type EngineClock } from '../engine-clock.ts';
import type { EngineClient } from '../engine-client.ts';
import { connectionError, EngineRefusal } from '../engine-errors.ts';
import { requestPath } from '../request-path.ts';
import { execCreated, execState } from '../wire/exec.ts';
import { containerNameOf } from './container-name.ts';
import { readFrames, type CommandOutput } from './exec-frames.ts';

export interface BuildctlRun extends CommandOutput {
  readonly exitCode: number;
}

export interface ExecParts {
  readonly client: EngineClient;
  readonly clock: EngineClock;
}

export interface ExecLimits {
  /** The command goes on in its container when this has passed or `stop` is raised: no call would end it. */
  readonly deadlineMs: number;
  readonly stop?: Stop | undefined;
}

/** 100,000 records are about 40 MB. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
/** The engine learns of an end a moment after the output has closed. */
const END_WAITS = 250;
const END_WAIT_MS = 20;
/** What a shell and runc answer for a program that cannot be run, or is not there. */
const NO_SUCH_PROGRAM: readonly number[] = [126, 127];

/**
 * Fails as every call of an engine does: `gone` where another container bears the builder's name by now, `refused` where it does
 * not run, `timed-out`, `bad-reply`, and with `NoBuildctl`. A command that fails is an answer.
 */
export async function execBuildctl(
  parts: ExecParts,
  builder: BuilderIdentity,
  command: readonly string[],
  limits: ExecLimits,
): Promise<BuildctlRun> {
  const id = await madeExec(parts.client, builder, command);
  try {
    const output = await outputOf(parts, id, limits);
    const exitCode = await exitCodeOf(parts, id);
    if (NO_SUCH_PROGRAM.includes(exitCode)) throw new NoBuildctl();
    return { ...output, exitCode };
  } catch (error) {
    // Some engines tell at the start already that there is no such program.
    if (error instanceof EngineRefusal && /executable file not found|no such file/.test(error.message))
      throw new NoBuildctl();
    throw error;
  }
}

/** A command that is made, and does not run before it is known to be ours, in the builder's own container. */
async function madeExec(
  client: EngineClient,
  { name, containerId }: BuilderIdentity,
  command: readonly string[],
): Promise<string> {
  const reply = await client
    .send('POST', requestPath('containers', containerNameOf(name), 'exec'), {
      body: { AttachStdout: true, AttachStderr: true, Cmd: command },
    })
    .catch(explainStopped);
  const { Id } = decode(execCreated, reply.text);
  const { ContainerID, ProcessConfig } = await client.get(execState, requestPath('exec', Id, 'json'));
  if (ContainerID !== containerId) throw new EngineError('gone', 'another container has this name now');
  const made = [ProcessConfig.entrypoint, ...ProcessConfig.arguments];
  if (made.length !== command.length || made.some((word, place) => word !== command[place]))
    throw new EngineError('bad-reply', 'the engine made another command');
  return Id;
}

function explainStopped(error: unknown): never {
  if (error instanceof EngineRefusal && error.status === 409)
    throw new EngineError('refused', 'the builder does not run', { cause: error });
  throw error;
}

async function outputOf(
  { client, clock }: ExecParts,
  id: string,
  { deadlineMs, stop }: ExecLimits,
): Promise<CommandOutput> {
  const cut = new AbortController();
  const onStop = (): void => cut.abort(new EngineError('gone', 'the call was stopped'));
  const onLate = (): void => cut.abort(new EngineError('timed-out', 'the command takes too long'));
  const cancelDeadline = clock.after(deadlineMs, onLate);
  if (stop?.aborted === true) onStop();
  stop?.addEventListener('abort', onStop);
  try {
    const stream = await client.stream('POST', requestPath('exec', id, 'start'), {
      body: { Detach: false, Tty: false },
      deadlineMs: undefined,
      stop: cut.signal,
    });
    return await readFrames(stream, MAX_OUTPUT_BYTES);
  } catch (error) {
    throw connectionError(cut.signal.aborted ? cut.signal.reason : error);
  } finally {
    cancelDeadline();
    stop?.removeEventListener('abort', onStop);
  }
}

async function exitCodeOf({ client, clock }: ExecParts, id: string): Promise<number> {
  for (let waits = 0; waits < END_WAITS; waits += 1) {
    const { Running, ExitCode } = await client.get(execState, requestPath('exec', id, 'json'));
    if (!Running && typeof ExitCode === 'number') return ExitCode;
    await pause(clock, END_WAIT_MS);
  }
  throw new EngineError('timed-out', 'the command does not end');
}
