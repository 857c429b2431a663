/** What helps to find a fault, and nothing that tells who or what the user is: no names, paths or descriptions. */

import { clipboard } from 'electron';
import { release } from 'node:os';
import { isBuiltIn } from '../../shared/clean-options.ts';
import type { AppState, EngineFacts, EngineStatus } from '../../shared/state.ts';

/** Says what the app knows as JSON: bug reports are read by people and searched by tools. */
export function diagnosticsOf(state: AppState, nowMs: number): string {
  const { engine, usage, cleaning, surroundings, lastReceipt } = state;
  const ageMs = (reading: { readonly takenAtMs: number } | undefined): number | null =>
    reading === undefined ? null : nowMs - reading.takenAtMs;
  const report = {
    bilge: surroundings.appVersion,
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    system: { platform: process.platform, architecture: process.arch, release: release() },
    desktop: {
      session: process.env['XDG_SESSION_TYPE'] ?? null,
      name: process.env['XDG_CURRENT_DESKTOP'] ?? null,
    },
    hasTray: surroundings.hasTray,
    engine: { ...engineOf(engine, nowMs), choices: state.engines.length },
    readingAgesMs: {
      cache: ageMs(usage.cache),
      images: ageMs(usage.images),
      disk: ageMs(usage.disk),
      frees: ageMs(usage.frees),
    },
    presets: state.settings.presets.length,
    protectRules: state.settings.protectRules.length,
    records: usage.cache?.value.recordCount ?? null,
    cleaning: cleaning.kind,
    lastClean: lastReceipt && {
      preset: isBuiltIn(lastReceipt.preset) ? lastReceipt.preset : 'custom',
      outcome: lastReceipt.outcome,
      problem: lastReceipt.problem ?? null,
      durationMs: lastReceipt.durationMs,
      deletedCount: lastReceipt.deletedCount,
      skippedCount: lastReceipt.skippedCount,
    },
  };
  return JSON.stringify(report, undefined, 2);
}

function engineOf(status: EngineStatus, nowMs: number): object {
  switch (status.kind) {
    case 'connecting':
      return { status: status.kind };
    case 'ready':
      return { status: status.kind, ...factsOf(status.facts) };
    case 'unreachable':
      return {
        status: status.kind,
        error: status.error,
        sinceMs: nowMs - status.sinceMs,
        ...(status.lastFacts && factsOf(status.lastFacts)),
      };
  }
}

/** Neither its name nor its address, only what kind of address it is: `unix`, `npipe`, `tcp` or `ssh`. */
function factsOf({ version, apiVersion, imageStore, endpoint, isSample, isRemote }: EngineFacts): object {
  return { version, apiVersion, imageStore, endpointKind: endpoint.split(':')[0], isSample, isRemote };
}

/** Electron 44 made the clipboard asynchronous; before, the call is done when it returns. */
export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}
