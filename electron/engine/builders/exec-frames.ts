/** The output of a command without a terminal: stdout and stderr in one stream, each piece behind a header of eight bytes. */

import { EngineError } from '../../core/ports/engine.ts';

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

const HEADER_BYTES = 8;
/** What a command complains of is read for a few words. */
const MAX_STDERR_BYTES = 64 * 1024;

/**
 * Reads to the end. Fails with `bad-reply` where the bytes are no such stream, or stdout is longer than `maxBytes`; of stderr the
 * beginning is kept.
 */
export async function readFrames(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<CommandOutput> {
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  let [stdoutBytes, stderrBytes] = [0, 0];
  for await (const { source, bytes } of pieces(stream)) {
    if (source === 'stderr') {
      const kept = bytes.subarray(0, Math.max(0, MAX_STDERR_BYTES - stderrBytes));
      stderrBytes += kept.length;
      stderr.push(kept);
      continue;
    }
    stdoutBytes += bytes.length;
    if (stdoutBytes > maxBytes) throw new EngineError('bad-reply', 'the command printed too much');
    stdout.push(bytes);
  }
  return { stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
}

interface Piece {
  readonly source: 'stdout' | 'stderr';
  readonly bytes: Buffer;
}

/** A frame may come in many chunks, and its bytes are passed on as they come. */
async function* pieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let header = Buffer.alloc(0);
  let source: Piece['source'] = 'stdout';
  let leftBytes = 0;
  for await (const chunk of stream) {
    for (let at = 0; at < chunk.length;) {
      if (leftBytes === 0) {
        const part = chunk.subarray(at, at + HEADER_BYTES - header.length);
        header = Buffer.concat([header, part]);
        at += part.length;
        if (header.length < HEADER_BYTES) continue;
        source = sourceOf(header);
        leftBytes = header.readUInt32BE(4);
        header = Buffer.alloc(0);
      } else {
        const bytes = chunk.subarray(at, at + leftBytes);
        at += bytes.length;
        leftBytes -= bytes.length;
        yield { source, bytes };
      }
    }
  }
  if (leftBytes > 0 || header.length > 0) throw new EngineError('gone', 'the output broke off');
}

function sourceOf(header: Buffer): Piece['source'] {
  const [kind, ...rest] = header.subarray(0, 4);
  if (rest.some((byte) => byte !== 0) || (kind !== 1 && kind !== 2))
    throw new EngineError('bad-reply', 'the output has another shape');
  return kind === 1 ? 'stdout' : 'stderr';
}
