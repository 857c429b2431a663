/** What was asked of each container of the engine in view: asked when a list first needs it, and remembered until it starts or ends. */

import type { ContainerLog } from '../../../shared/browse.ts';
import type { Container } from '../../../shared/usage.ts';
import { inspectInTurn } from '../inspect-in-turn.ts';
import type { ContainerInspection, Engine } from '../ports/engine.ts';
import type { Clock, LogFiles } from '../ports/host.ts';
import { rowText } from './cut-text.ts';
import type { BrowseReading } from './listing.ts';

/** Asked at full speed for this long; a list is shown then, and told of the rest. */
const URGENT_MS = 400;
/** An engine that does not answer keeps no list waiting. */
const PATIENCE_MS = 500;

export interface ContainerInspectionsParts {
  readonly clock: Clock;
  readonly logFiles: LogFiles;
  /** More is known than when the list was shown. */
  readonly onLate: () => void;
}

type Inspected = Pick<BrowseReading, 'logs' | 'ends'>;
interface Known extends ContainerInspection {
  readonly state: Container['state'] | undefined;
}

const NOTHING: Inspected = { logs: new Map(), ends: new Map() };

export class ContainerInspections {
  readonly #parts: ContainerInspectionsParts;
  #engine: Engine | undefined;
  #known = new Map<string, Known>();
  /** The last containers that were looked at. */
  #containers: readonly Container[] = [];
  #looking: Promise<void> = Promise.resolve();
  /** That look is done, or a list has waited long enough for it. */
  #shown: Promise<void> = Promise.resolve();
  /** Lists are shown without all that is asked for: nobody waits for the rest, nor for what a newer reading adds to it. */
  #isLate = false;
  #inspected = NOTHING;

  constructor(parts: ContainerInspectionsParts) {
    this.#parts = parts;
  }

  /** The same value as long as nothing new is known. */
  of(engine: Engine | undefined): Inspected {
    return engine === this.#engine ? this.#inspected : NOTHING;
  }

  /** Done once all is asked, or soon with what is known by then; never fails: what an engine does not tell is not known. */
  look(engine: Engine, containers: readonly Container[]): Promise<void> {
    if (engine === this.#engine && containers === this.#containers) return this.#shown;
    if (engine !== this.#engine) {
      this.#known = new Map();
      this.#isLate = false;
      this.#inspected = NOTHING;
    }
    this.#engine = engine;
    this.#containers = containers;
    this.#shown = this.#patiently(engine, containers);
    return this.#shown;
  }

  #patiently(engine: Engine, containers: readonly Container[]): Promise<void> {
    return new Promise((show) => {
      if (this.#isLate) show();
      const cancel = this.#parts.clock.after(PATIENCE_MS, show);
      this.#looking = this.#looking
        .then(() => this.#inspect(engine, containers, show))
        .catch(() => undefined)
        .then(cancel)
        .then(show);
    });
  }

  async #inspect(engine: Engine, containers: readonly Container[], show: () => void): Promise<void> {
    // Another look came after this one.
    const isOver = (): boolean => containers !== this.#containers;
    if (isOver()) return;
    const states = new Map(containers.map(({ id, state }) => [id, state]));
    const known = new Map([...this.#known].filter(([id]) => states.has(id)));
    this.#known = known;
    const changed = [...states].filter(([id, state]) => known.get(id)?.state !== state).map(([id]) => id);
    const { clock } = this.#parts;
    const urgentUntilMs = clock.nowMs() + URGENT_MS;
    const isUrgent = (): boolean => !this.#isLate && clock.nowMs() < urgentUntilMs;
    for await (const found of inspectInTurn(engine, changed, { clock, isOver, isUrgent })) {
      for (const [id, inspection] of found) known.set(id, { ...inspection, state: states.get(id) });
      if (this.#isLate || isUrgent() || isOver()) continue;
      this.#isLate = true;
      await this.#tell(engine, known);
      show();
    }
    if (isOver()) return;
    await this.#tell(engine, known);
    if (this.#isLate) this.#parts.onLate();
    this.#isLate = false;
  }

  async #tell(engine: Engine, known: ReadonlyMap<string, Known>): Promise<void> {
    const inspected = { logs: await this.#logsOf(engine, known), ends: endsOf(known) };
    if (engine === this.#engine) this.#inspected = inspected;
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
