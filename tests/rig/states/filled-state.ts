/** What an engine is filled with, which clean it gets, and what that must take and keep to be worth a row in the table. */

import type { Guard, Picks } from '../../../electron/core/cleaning/clean-scope.ts';
import { optionsOf, type CleanOptions, type ItemKind } from '../../../shared/clean-options.ts';
import type { KeepReason, Plan } from '../../../shared/plan.ts';
import { baseImage, build, type BuildRecipe } from '../build-image.ts';
import type { EngineName, RigEngine } from '../engines.ts';

export interface Expectation {
  /** Kinds of the items in the plan. */
  readonly takes: readonly ItemKind[];
  /** What the plan says it keeps, and why. */
  readonly keeps: readonly `${ItemKind} ${KeepReason}`[];
}

/** The clean that a state will get; what is known only once it is filled is set then. */
export interface PendingClean {
  options: CleanOptions;
  /** Ends what still runs in the state, after the clean; fails when the clean hurt it. */
  end: () => Promise<void>;
}

export interface FilledState extends Expectation {
  readonly options: CleanOptions;
  readonly guard?: Partial<Guard>;
  /** What a person ticks and unticks in the plan that the options make. */
  readonly picksOf?: (plan: Plan) => Picks;
  /** Where an engine's store keeps other things than the rest do. */
  readonly otherwise?: Partial<Record<EngineName, Partial<Expectation>>>;
  /** From an engine that holds nothing but the base image. */
  readonly fill: (engine: RigEngine, clean: PendingClean) => Promise<void>;
}

/** By name. */
export type FilledStates = Readonly<Record<string, FilledState>>;

export const deep = optionsOf('deep');
export const deepWithVolumes: CleanOptions = { ...deep, kinds: [...deep.kinds, 'volume'] };
export const cache = optionsOf('cache');
/** All that `quick` takes, however young. */
export const quick: CleanOptions = { ...optionsOf('quick'), olderThanMs: null, recordsOlderThanMs: null };

/** A step of a Dockerfile that leaves so many random bytes in a layer of its own. */
export function write(bytes: number, path: string): string {
  return `RUN head -c ${bytes} /dev/urandom > ${path}`;
}

/** Builds the lines on the base image; without a tag the image is left dangling. */
export function make(
  engine: RigEngine,
  tags: readonly string[],
  lines: readonly string[],
  more: Omit<BuildRecipe, 'dockerfile' | 'tags'> = {},
): Promise<void> {
  const dockerfile = lines[0]?.startsWith('FROM ') ? lines : [`FROM ${baseImage}`, ...lines];
  return build(engine, { ...more, tags, dockerfile: `${dockerfile.join('\n')}\n` });
}

/** `docker create`: a container that never ran. */
export async function create(engine: RigEngine, name: string, args: readonly string[]): Promise<void> {
  await engine.docker(['create', '--network', 'none', '--name', name, ...args]);
}
