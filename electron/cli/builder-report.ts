/** The buildx builders in `bilge df`: what each cache comes to, and what its volume takes. */

import type { BuilderRow } from '../../shared/builders.ts';
import { dockerItemSize } from '../../shared/format.ts';
import { m } from '../../shared/paraglide/messages.js';
import type { ProtectRule } from '../../shared/protect-rule.ts';
import type { Volume } from '../../shared/usage.ts';
import { measureBuilder } from '../core/measure-builder.ts';
import type { Engine } from '../core/ports/engine.ts';
import { plainText } from './plain-text.ts';
import { table } from './table.ts';

export type ReportedBuilder = Omit<BuilderRow, 'row'>;

/** Asks every builder that runs. `volumes` are measured. */
export async function readBuilders(
  { builders }: Engine,
  volumes: readonly Volume[],
  rules: readonly ProtectRule[],
): Promise<readonly ReportedBuilder[]> {
  if (builders === undefined) return [];
  const found = await builders.list();
  return Promise.all(
    found.map(async (builder) => ({
      name: builder.name,
      state: builder.isRunning ? ('running' as const) : ('stopped' as const),
      ...(await measureBuilder(builders, builder, rules)),
      stateBytes: volumes.find(({ name }) => name === builder.volumeName)?.sizeBytes,
      lastUsedAtMs: builder.lastUsedAtMs,
    })),
  );
}

/** As `bilge df --json` has them; what is not known is null. */
export function builderDocument({ cache, ...builder }: ReportedBuilder): object {
  const { name, state, stateBytes, lastUsedAtMs, problem } = builder;
  const { recordCount, totalBytes, freesBytes, isRounded } = cache?.value ?? NOT_MEASURED;
  return {
    name,
    state,
    records: recordCount,
    totalBytes,
    freesNowBytes: freesBytes,
    isRounded,
    volumeBytes: stateBytes ?? null,
    lastUsedAtMs: lastUsedAtMs ?? null,
    problem: problem ?? null,
  };
}

const NOT_MEASURED = { recordCount: null, totalBytes: null, freesBytes: null, isRounded: false };

export function builderTable(builders: readonly ReportedBuilder[]): string {
  const heading = [
    m.cli_df_builders(),
    m.cli_df_builder_state(),
    m.cli_df_total(),
    m.cli_df_size(),
    m.cli_df_builder_frees(),
    m.cli_df_builder_volume(),
  ];
  return table([heading, ...builders.map(row)], [2, 3, 4, 5]);
}

function row({ name, state, cache, stateBytes, problem }: ReportedBuilder): readonly string[] {
  const size = (bytes: number | undefined): string => (bytes === undefined ? '' : dockerItemSize(bytes));
  const stands = state === 'running' ? m.cli_df_builder_running() : m.cli_df_builder_stopped();
  return [
    plainText(name, 60),
    problem === undefined ? stands : m.cli_df_builder_unreadable(),
    cache === undefined ? '' : String(cache.value.recordCount),
    size(cache?.value.totalBytes),
    size(cache?.value.freesBytes),
    size(stateBytes),
  ];
}
