/** The core's own planning and cleaning on a rig engine, with this computer behind it and a home of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard } from '../../electron/core/cleaning/clean-scope.ts';
import { Cleaner } from '../../electron/core/cleaning/cleaner.ts';
import { parseEndpoint } from '../../electron/engine/endpoint.ts';
import { openEngine } from '../../electron/engine/open-engine.ts';
import { openHost } from '../../electron/host/open-host.ts';
import type { CleanOptions } from '../../shared/clean-options.ts';
import type { Plan, Receipt } from '../../shared/plan.ts';

export interface RealCleaner {
  plan(options: CleanOptions): Promise<Plan>;
  /** Runs the plan whatever is being built; throws when there is no receipt. */
  clean(plan: Plan): Promise<Receipt>;
  close(): void;
}

export const defaultGuard: Guard = { protectRules: [], keepsKnownTools: true };

export async function openCleaner(endpoint: string, guard: Guard = defaultGuard): Promise<RealCleaner> {
  const home = mkdtempSync(join(tmpdir(), 'bilge-cleaner-'));
  // Read before the first wait, so that cleaners opened side by side each get their own.
  process.env['BILGE_HOME'] = home;
  const host = await openHost({ holdsProcess: true });
  const engine = openEngine(parseEndpoint(endpoint));
  const cleaner = new Cleaner(
    host,
    () => guard,
    () => undefined,
  );
  return {
    plan: (options) => cleaner.createPlan(engine, options),
    async clean(plan) {
      const answer = await cleaner.run(plan.id, { source: 'command-line', buildWaitMs: undefined });
      if (answer.kind !== 'receipt') throw new Error(`no receipt but ${answer.kind}`);
      return answer.receipt;
    },
    close() {
      engine.close();
      rmSync(home, { recursive: true });
    },
  };
}
