/** What was asked of each container of the engine in view: asked when a list first needs it, and remembered until it starts or ends. */

import type { ContainerLog } from '../../../shared/browse.ts';
import type { Container } from '../../../shared/usage.ts';
import type { ContainerInspection, Engine } from '../ports/engine.ts';
import type { Clock, LogFiles } from '../ports/host.ts';
import { rowText } from './cut-text.ts';
import type { BrowseReading } from './listing.ts';

/** A list waits no longer; what comes later is there when it is looked at again. */
const PATIENCE_MS = 500;

type Inspected = Pick<BrowseReading, 'logs' | 'ends'>;
interface Known extends ContainerInspection {
  readonly state: Container['state'];
}

const NOTHING: Inspected = { logs: new Map(), ends: new Map() };

export class ContainerInspections {
  readonly #parts: { readonly clock: Clock; readonly logFiles: LogFiles };
  #engine: Engine | undefined;
  #known: ReadonlyMap<string, Known> = new Map();
  /** The last containers that were looked at. */
  #containers: readonly Container[] = [];
  #looking: Promise<void> = Promise.resolve();
  #inspected = NOTHING;

  constructor(parts: { readonly clock: Clock; readonly logFiles: LogFiles }) {
    this.#parts = parts;
  }

  /** The same value as long as nothing new is known. */
  of(engine: Engine | undefined): Inspected {
    return engine === this.#engine ? this.#inspected : NOTHING;
  }

  /** Done once all is asked, or after half a second; never fails: what an engine does not tell is not known. */
  async look(engine: Engine, containers: readonly Container[]): Promise<void> {
    if (engine === this.#engine && containers === this.#containers) return this.#patiently();
    if (engine !== this.#engine) {
      this.#known = new Map();
      this.#inspected = NOTHING;
    }
    this.#engine = engine;
    this.#containers = containers;
    this.#looking = this.#looking.then(() => this.#inspect(engine, containers)).catch(() => undefined);
    return this.#patiently();
  }

  async #patiently(): Promise<void> {
    let cancel = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.#parts.clock.after(PATIENCE_MS, resolve);
    });
    await Promise.race([this.#looking, late]);
    cancel();
  }

  async #inspect(engine: Engine, containers: readonly Container[]): Promise<void> {
    // Another look came after this one.
    if (containers !== this.#containers) return;
    const before = this.#known;
    const changed = containers.filter(({ id, state }) => before.get(id)?.state !== state);
    const found = await engine.inspectContainers(changed.map(({ id }) => id));
    const known = new Map<string, Known>();
    for (const { id, state } of containers) {
      const fresh = found.get(id);
      const inspection = fresh === undefined ? before.get(id) : { ...fresh, state };
      if (inspection !== undefined) known.set(id, inspection);
    }
    const logs = await this.#logsOf(engine, known);
    if (engine !== this.#engine) return;
    this.#known = known;
    this.#inspected = { logs, ends: endsOf(known) };
  }

  /** Files grow: their sizes are read anew each time. */
  async #logsOf(
    engine: Engine,
    known: ReadonlyMap<string, Known>,
  ): Promise<ReadonlyMap<string, ContainerLog>> {
    const paths = Array.from(known.values(), ({ log }) => log.path).filter((path) => path !== undefined);
    const { endpoint } = await engine.facts();
    const sizes = await this.#parts.logFiles.sizesBytes(paths, endpoint);
    return new Map(
      Array.from(
        known,
        ([
          id,
          {
            log: { path, driver, isUnrotated },
          },
        ]) => [
          id,
          {
            driver: rowText(driver),
            isUnrotated,
            sizeBytes: path === undefined ? undefined : sizes.get(path),
          },
        ],
      ),
    );
  }
}

function endsOf(known: ReadonlyMap<string, Known>): ReadonlyMap<string, number> {
  return new Map(
    Array.from(known).flatMap(([id, { finishedAtMs }]) =>
      finishedAtMs === undefined ? [] : [[id, finishedAtMs] as const],
    ),
  );
}
