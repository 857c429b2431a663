/** Pulls an image and follows its layers, until it is there, fails or is stopped. */

import { EngineError, type Engine, type PullOutcome, type Stop } from '../core/ports/engine.ts';
import type { EngineClient } from './engine-client.ts';
import { connectionError, refusal } from './engine-errors.ts';
import { parseReference } from './image-reference.ts';
import { readLines } from './read-lines.ts';
import { registryTrouble } from './registry-trouble.ts';
import { parsePullLine, type PullLine } from './wire/pull-line.ts';

type Progress = Parameters<Parameters<Engine['pullImage']>[1]>[0];

/** See `Engine.pullImage` in core/ports. Fails with an `EngineError` where the engine fails, a full disk among them. */
export async function pullImage(
  client: EngineClient,
  reference: string,
  onProgress: (progress: Progress) => void,
  stop: Stop,
): Promise<PullOutcome> {
  const parsed = parseReference(reference);
  if (parsed === undefined) throw new EngineError('bad-reply', 'the engine gave a name that no registry has');
  const { repository, tagOrDigest } = parsed;
  const layers = new Map<string, Progress>();
  try {
    const lines = await client.stream('POST', '/images/create', {
      query: { fromImage: repository, tag: tagOrDigest },
      // The reply begins when the registry has answered, and asking may take several attempts.
      deadlineMs: undefined,
      stop,
    });
    for await (const text of readLines(lines)) {
      const line = parsePullLine(text);
      if (line === undefined) continue;
      // Once a reply has begun its status is 200, whatever follows.
      if (line.error !== '') throw refusal(500, JSON.stringify({ message: line.error }));
      if (noteLayer(layers, line)) onProgress(sumOf(layers));
    }
    return 'pulled';
  } catch (error) {
    if (stop.aborted) return 'stopped';
    return registryTrouble(connectionError(error));
  }
}

/** True when the line told something new about bytes. A layer's size is known from its download alone, so small ones may count as 0. */
function noteLayer(layers: Map<string, Progress>, { id, status, progressDetail }: PullLine): boolean {
  const { current, total } = progressDetail;
  if (status === 'Downloading' && total > 0)
    layers.set(id, { doneBytes: Math.min(current, total), totalBytes: total });
  else if (status === 'Download complete') {
    const totalBytes = layers.get(id)?.totalBytes ?? 0;
    layers.set(id, { doneBytes: totalBytes, totalBytes });
  } else return false;
  return true;
}

function sumOf(layers: ReadonlyMap<string, Progress>): Progress {
  const all = [...layers.values()];
  return {
    doneBytes: all.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
    totalBytes: all.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
  };
}
