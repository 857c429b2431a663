/** The core's own planning, cleaning and pulling back on a rig engine, with this computer behind it and a home of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard, Picks } from '../../electron/core/cleaning/clean-scope.ts';
import { Cleaner } from '../../electron/core/cleaning/cleaner.ts';
import { PlanDesk } from '../../electron/core/cleaning/plan-desk.ts';
import { Puller } from '../../electron/core/pulling/puller.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import type { CleanOptions } from '../../shared/clean-options.ts';
import type { PullOffer } from '../../shared/contract.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';
import type { PulledRow, Pulling } from '../../shared/state.ts';

export interface RealCleaner {
  /** `picksOf` looks at the plan and ticks and unticks, as a person would. */
  plan(options: CleanOptions, picksOf?: (plan: Plan) => Picks): Promise<Plan>;
  /** Runs the plan whatever is being built; throws when there is no receipt. */
  clean(plan: Plan): Promise<Receipt>;
  offers(receipt: Receipt): Promise<readonly PullOffer[]>;
  /** Resolves when all rows came to something; `onChange` may stop it. */
  pull(
    receipt: Receipt,
    rows: readonly number[],
    onChange?: (pulling: Pulling, stop: () => void) => void,
  ): Promise<readonly PulledRow[]>;
  close(): void;
}

export const defaultGuard: Guard = { protectRules: [], keepsKnownTools: true };

const neverCleaning = (): boolean => false;
const ignore = (): void => undefined;

export async function openCleaner(endpoint: string, guard: Guard = defaultGuard): Promise<RealCleaner> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-cleaner-'));
  // Read before the first wait, so that cleaners opened side by side each get their own.
  process.env['BILGE_HOME'] = home;
  const host = openHost({ holdsProcess: true });
  const engine = openEngine(parseEndpoint(endpoint));
  const cleaner = new Cleaner(
    host,
    () => guard,
    () => undefined,
  );
  return {
    async plan(options, picksOf) {
      if (picksOf === undefined) return cleaner.createPlan(engine, options);
      const desk = new PlanDesk(host, cleaner, () => guard);
      const first = await desk.open(engine, options, '');
      const revised = await desk.revise(first.plan.id, ({ plan }) => ({
        options,
        presetName: '',
        picks: picksOf(plan),
      }));
      if (revised === undefined) throw new Error('the plan could not be changed');
      desk.close(revised.plan.id, true);
      return revised.plan;
    },
    async clean(plan) {
      const answer = await cleaner.run(plan.id, { source: 'command-line', buildWaitMs: undefined });
      if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
      return answer.receipt;
    },
    offers: (receipt) => new Puller(host, neverCleaning, ignore).offers(receipt, engine),
    async pull(receipt, rows, onChange = ignore) {
      let results: readonly PulledRow[] = [];
      const puller = new Puller(host, neverCleaning, (pulling) => {
        if (pulling.kind === 'idle') results = pulling.last?.results ?? [];
        onChange(pulling, () => puller.stop());
      });
      const answer = await puller.pull(receipt, rows, engine);
      if (answer.kind !== 'started') throw new Error(`no pull but ${answer.kind}`);
      await answer.ended;
      return results;
    },
    close() {
      engine.close();
      rmSync(home, { recursive: true });
    },
  };
}
