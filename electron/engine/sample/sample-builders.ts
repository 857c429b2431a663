/** The BuildKit in containers of the sample engine: a cache of its own each, and commands run through exec. */

import { setTimeout as delay } from 'node:timers/promises';
import { digest, HOUR_MS, megabytes, recordId } from './sample-ids.ts';
import type { SampleContainer, SampleRecord } from './sample-state.ts';

interface Exec {
  readonly container: SampleContainer;
  readonly command: readonly string[];
  isEnded: boolean;
}

/** Builds of a pipeline: a chain, the newest last, and what they keep beside it. */
const built: readonly (readonly [text: string, sizeMB: number, ageHours: number, type?: string])[] = [
  ['pulled from docker.io/library/rust:1.81', 1_490, 30],
  ['mount / from exec /bin/sh -c cargo fetch --locked', 640, 30],
  ['mount / from exec /bin/sh -c cargo build --release', 2_870, 30],
  ['[stage-1 2/3] COPY --from=build /app/server /usr/bin/', 38, 30],
];
const beside: typeof built = [
  ['cached mount /usr/local/cargo/registry from exec /bin/sh -c cargo build', 1_120, 30, 'exec.cachemount'],
  ['local source for context', 214, 30, 'source.local'],
  ['mount / from exec /bin/sh -c cargo test --workspace', 3_340, 410],
];

export class SampleBuilders {
  /** By name of the container. */
  readonly #records: Map<string, readonly SampleRecord[]>;
  readonly #execs = new Map<string, Exec>();
  readonly #recordMs: number;

  constructor(recordMs: number, nowMs: number) {
    this.#recordMs = recordMs;
    this.#records = new Map([['buildx_buildkit_ci0', seed(nowMs)]]);
  }

  /** Id of a command that is made, and does not run yet. */
  make(container: SampleContainer, command: readonly string[]): string {
    const id = digest(`exec ${this.#execs.size}`);
    this.#execs.set(id, { container, command, isEnded: false });
    return id;
  }

  /** In the words of the Docker API; undefined where there is no such command. */
  describe(id: string): object | undefined {
    const exec = this.#execs.get(id);
    if (exec === undefined) return undefined;
    const [entrypoint = '', ...args] = exec.command;
    return {
      ID: id,
      ContainerID: exec.container.id,
      Running: false,
      ExitCode: exec.isEnded ? 0 : null,
      ProcessConfig: { entrypoint, arguments: args },
    };
  }

  /** Runs it: what it prints, piece by piece. */
  async *run(id: string): AsyncGenerator<string> {
    const exec = this.#execs.get(id);
    if (exec === undefined) return;
    const { name } = exec.container;
    if (exec.command[1] === 'du') yield `${JSON.stringify((this.#records.get(name) ?? []).map(usageInfo))}\n`;
    else
      for await (const record of this.#prune(name, exec.command))
        yield `${JSON.stringify(usageInfo(record))}\n`;
    exec.isEnded = true;
  }

  /** Leaf first, of those that a filter names. */
  async *#prune(name: string, command: readonly string[]): AsyncGenerator<SampleRecord> {
    const named = new Set(command.flatMap((word) => (word.startsWith('id==') ? [word.slice(4)] : [])));
    for (;;) {
      const records = this.#records.get(name) ?? [];
      const parents = new Set(records.flatMap(({ parentIds }) => parentIds));
      const leaf = records.find(({ id }) => named.has(id) && !parents.has(id));
      if (leaf === undefined) return;
      await delay(this.#recordMs);
      this.#records.set(
        name,
        records.filter((record) => record !== leaf),
      );
      yield leaf;
    }
  }
}

function seed(nowMs: number): readonly SampleRecord[] {
  const record = (
    [text, sizeMB, ageHours, type = 'regular']: (typeof built)[number],
    parentIds: readonly string[],
  ): SampleRecord => ({
    id: recordId(`ci ${text}`),
    parentIds,
    type,
    description: text,
    sizeBytes: megabytes(sizeMB, text),
    createdAtMs: nowMs - (ageHours + 50) * HOUR_MS,
    lastUsedAtMs: nowMs - ageHours * HOUR_MS,
    useCount: 4,
    isInUse: false,
    layerKey: undefined,
  });
  const idOf = (place: number): string => recordId(`ci ${built[place]?.[0] ?? ''}`);
  return [
    ...built.map((one, place) => record(one, place === 0 ? [] : [idOf(place - 1)])),
    ...beside.map((one) => record(one, [])),
  ];
}

/** As `buildctl` prints one (BuildKit 0.11 and newer). */
function usageInfo(record: SampleRecord): object {
  return {
    id: record.id,
    mutable: false,
    inUse: record.isInUse,
    size: record.sizeBytes,
    createdAt: new Date(record.createdAtMs).toISOString(),
    lastUsedAt: new Date(record.lastUsedAtMs).toISOString(),
    usageCount: record.useCount,
    parents: record.parentIds,
    description: record.description,
    recordType: record.type,
    shared: false,
  };
}
