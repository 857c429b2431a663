/** What stands behind each row of the contract: a command of the core, or a window of ours. */

import type { Handlers, LinkName, Screen } from '../../shared/contract.ts';
import type * as v from 'valibot';
import type { Bilge } from '../core/bilge.ts';
import type { TextFile } from './save-file.ts';

export interface HandlerParts {
  readonly bilge: Pick<Bilge, 'store' | 'commands'>;
  readonly openScreen: (screen: Screen) => void;
  readonly closePopover: () => void;
  readonly openLink: (name: v.InferOutput<typeof LinkName>['link']) => Promise<void>;
  readonly copyDiagnostics: () => Promise<void>;
  readonly saveFile: (file: TextFile) => Promise<{ readonly kind: 'saved' | 'cancelled' | 'failed' }>;
}

export function handlersOf({ bilge: { store, commands }, ...shell }: HandlerParts): Handlers {
  const { plans, cleaning, receipts, pulling, settings, engines, browsing, builders, trends } = commands;
  return {
    getState: async () => store.state,
    refresh: () => engines.refresh(),
    createPlan: ({ preset }) => plans.create(preset),
    revisePlan: ({ planId, change }) => plans.revise(planId, change),
    planPage: async (query) => plans.page(query),
    executePlan: ({ planId, fromNowOnAtOnce, typedWord }) =>
      cleaning.execute(planId, fromNowOnAtOnce, typedWord),
    oneClickClean: ({ preset }) => cleaning.oneClick(preset, 'window'),
    stopCleaning: () => nothingAfter(() => cleaning.stop()),
    insistCleaning: () => nothingAfter(() => cleaning.insist()),
    finishInterrupted: () => cleaning.finishInterrupted(),
    dismissInterrupted: () => nothingAfter(() => cleaning.dismissInterrupted()),
    lastReceipt: async () => (await receipts.last()) ?? null,
    receipts: ({ query, offset }) => receipts.page(query, offset),
    receipt: async ({ planId }) => (await receipts.one(planId)) ?? null,
    exportReceipts: ({ format }) =>
      shell.saveFile({ name: `bilge-receipts.${format}`, text: () => receipts.exported(format) }),
    pullOffers: ({ planId }) => pulling.offers(planId),
    pullBack: ({ planId, rows }) => pulling.pullBack(planId, rows),
    stopPulling: () => nothingAfter(() => pulling.stop()),
    protectedNow: async () => settings.protectedNow(),
    browse: (query) => browsing.browse(query),
    recordTree: async (query) => browsing.tree(query),
    recordMap: async (filter) => browsing.map(filter) ?? null,
    itemDetails: async ({ row }) => (await browsing.details(row)) ?? null,
    planMarked: (marked) => browsing.planMarked(marked),
    measure: () => nothingAfter(() => engines.measure()),
    stopMeasuring: () => nothingAfter(() => engines.stopMeasuring()),
    builders: ({ measures }) => builders.list(measures),
    planBuilder: ({ row }) => builders.plan(row),
    trend: ({ category, span }) => trends.trend(category, span),
    changes: ({ since }) => trends.changes(since),
    saveSettings: (patch) => settings.save(patch),
    forgetConsent: () => settings.forgetConsent(),
    pauseAutomation: async ({ until }) => settings.pauseAutomation(until),
    engineAnswers: () => commands.engineAnswers(),
    chooseEngine: ({ token }) => engines.choose(token),
    startSample: () => engines.startSample(),
    lookForUpdate: () => commands.lookForUpdate(),
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
