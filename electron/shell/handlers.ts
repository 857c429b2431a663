/** What stands behind each row of the contract: a command of the core, or a window of ours. */

import type { Handlers, LinkName, Screen } from '../../shared/contract.ts';
import type * as v from 'valibot';
import type { Bilge } from '../core/bilge.ts';

export interface HandlerParts {
  readonly bilge: Pick<Bilge, 'store' | 'commands'>;
  readonly openScreen: (screen: Screen) => void;
  readonly closePopover: () => void;
  readonly openLink: (name: v.InferOutput<typeof LinkName>['link']) => Promise<void>;
  readonly copyDiagnostics: () => Promise<void>;
}

export function handlersOf({ bilge: { store, commands }, ...shell }: HandlerParts): Handlers {
  return {
    getState: async () => store.state,
    refresh: () => commands.refresh(),
    createPlan: ({ preset, includesVolumes }) => commands.createPlan(preset, includesVolumes),
    planPage: async ({ planId, kind, offset }) => commands.planPage(planId, kind, offset),
    executePlan: ({ planId, fromNowOnAtOnce }) => commands.executePlan(planId, fromNowOnAtOnce),
    oneClickClean: ({ preset }) => commands.oneClickClean(preset, 'window'),
    stopCleaning: () => nothingAfter(() => commands.stopCleaning()),
    lastReceipt: async () => (await commands.lastReceipt()) ?? null,
    dismissInterrupted: () => nothingAfter(() => commands.dismissInterrupted()),
    saveSettings: (patch) => commands.saveSettings(patch),
    forgetConsent: () => commands.forgetConsent(),
    pauseAutomation: async ({ until }) => commands.pauseAutomation(until),
    chooseEngine: ({ token }) => commands.chooseEngine(token),
    startSample: () => commands.startSample(),
    openWindow: ({ screen }) => nothingAfter(() => shell.openScreen(screen)),
    closePopover: () => nothingAfter(shell.closePopover),
    openLink: ({ link }) => nothingAfter(() => shell.openLink(link)),
    copyDiagnostics: () => nothingAfter(shell.copyDiagnostics),
  };
}

/** Where there is nothing to say, the wire says `null`. */
async function nothingAfter(run: () => void | Promise<void>): Promise<null> {
  await run();
  return null;
}
