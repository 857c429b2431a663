/** A bridge made from the contract's own tables: it answers as told, remembers what was asked, and pushes on demand. */

import {
  pushes,
  requests,
  type Bridge,
  type Handlers,
  type Pushes,
  type Requests,
} from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';

type PushValue<K extends keyof Pushes> = NonNullable<Pushes[K]['value']>;

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Every request so far, oldest first. */
  readonly asked: readonly { readonly name: keyof Requests; readonly input: unknown }[];
  readonly push: <K extends keyof Pushes>(name: K, value: PushValue<K>) => void;
  /** Inputs of one request, oldest first. */
  readonly inputsOf: (name: keyof Requests) => unknown[];
}

/** `answers` replace the plain ones: the last state, nothing to clean, done. */
export function fakeBridge(state: AppState, answers: Partial<Handlers> = {}): FakeBridge {
  let current = state;
  const asked: { name: keyof Requests; input: unknown }[] = [];
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const handlers: Handlers = { ...plainAnswers(() => current), ...answers };

  const bridge: Record<string, unknown> = {};
  for (const name of Object.keys(requests) as (keyof Requests)[]) {
    bridge[name] = async (input: unknown) => {
      asked.push({ name, input });
      return (handlers[name] as (input: unknown) => Promise<unknown>)(input);
    };
  }
  for (const name of Object.keys(pushes)) {
    const heard = new Set<(value: unknown) => void>();
    listeners.set(name, heard);
    bridge[`on${name.charAt(0).toUpperCase()}${name.slice(1)}`] = (listener: (value: unknown) => void) => {
      heard.add(listener);
      return () => heard.delete(listener);
    };
  }
  return {
    bridge: bridge as unknown as Bridge,
    asked,
    push: (name, value) => {
      if (name === 'state') current = value as AppState;
      for (const listener of listeners.get(name) ?? []) listener(value);
    },
    inputsOf: (name) => asked.filter((request) => request.name === name).map(({ input }) => input),
  };
}

function plainAnswers(state: () => AppState): Handlers {
  const withState = async () => state();
  const done = async () => null;
  return {
    getState: withState,
    refresh: withState,
    createPlan: async () => ({ kind: 'nothing-to-clean' }),
    revisePlan: async () => ({ kind: 'expired' }),
    planPage: async () => ({ rows: [], total: 0 }),
    executePlan: async () => ({ kind: 'started' }),
    oneClickClean: async () => ({ kind: 'started' }),
    stopCleaning: done,
    insistCleaning: done,
    finishInterrupted: async () => ({ kind: 'started' }),
    lastReceipt: done,
    dismissInterrupted: done,
    receipts: async () => ({ receipts: [], total: 0 }),
    receipt: done,
    exportReceipts: async () => ({ kind: 'saved' }),
    pullOffers: async () => [],
    pullBack: async () => ({ kind: 'started' }),
    stopPulling: done,
    protectedNow: async () => [],
    browse: async () => ({ kind: 'not-read' }),
    recordTree: async () => ({ rows: [], total: 0 }),
    recordMap: done,
    itemDetails: done,
    planMarked: async () => ({ kind: 'nothing-to-clean' }),
    measure: done,
    stopMeasuring: done,
    builders: async () => ({ engineCache: undefined, builders: [], totalBytes: 0 }),
    planBuilder: async () => ({ kind: 'nothing-to-clean' }),
    trend: async () => ({ points: [] }),
    changes: async () => ({ changes: [], newcomers: [] }),
    saveSettings: withState,
    forgetConsent: withState,
    pauseAutomation: withState,
    engineAnswers: async () => [],
    chooseEngine: withState,
    startSample: withState,
    lookForUpdate: withState,
    openWindow: done,
    closePopover: done,
    openLink: done,
    copyDiagnostics: done,
  };
}
