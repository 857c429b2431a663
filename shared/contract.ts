/** Everything that crosses between the window and the main process. One row per message: intents only (safety law 7). */

import * as v from 'valibot';
import type { ItemKind, KeptGroup, PlanItem, Prediction, PresetName, Receipt } from './plan.ts';
import { SettingsPatch } from './settings.ts';
import type { AppState, EngineErrorKind } from './state.ts';

const nothing = v.undefined_();
const token = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9_-]+$/));
const preset = v.picklist(['cache', 'quick', 'deep']);

const CreatePlan = v.strictObject({
  preset,
  /** Volumes without a name of their own; asked for anew for each plan. */
  includesVolumes: v.boolean(),
});
const ExecutePlan = v.strictObject({
  planId: token,
  /** "From now on clean at once": stored as consent for this preset and this engine. */
  fromNowOnAtOnce: v.boolean(),
});
const PlanPage = v.strictObject({
  planId: token,
  kind: v.picklist(['container', 'network', 'image', 'record', 'volume']),
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
/** Items a page of a plan holds at most. */
export const PLAN_PAGE_SIZE = 200;
const PauseChoice = v.strictObject({
  until: v.picklist(['one-hour', 'tomorrow', 'resumed-by-hand', 'now']),
});
const EngineToken = v.strictObject({ token });
/** Links the app may open, by name: no address ever comes from the window. */
export const LinkName = v.strictObject({
  link: v.picklist(['docker-group', 'install-docker', 'gnome-tray', 'project']),
});

/** A plan without its items; they are fetched a page at a time. */
export interface PlanSummary {
  readonly id: string;
  readonly preset: PresetName;
  readonly includesVolumes: boolean;
  readonly expiresAtMs: number;
  readonly groups: readonly { readonly kind: ItemKind; readonly count: number; readonly sizeBytes: number }[];
  readonly kept: readonly KeptGroup[];
  readonly predicted: Prediction;
  readonly irrecoverableKinds: readonly ItemKind[];
  /** The user may consent to this clean without its plan from now on: never on a remote engine. */
  /** Consent may be given with it: a local engine, and a plan that earlier consent does not cover yet. */
  readonly canCleanAtOnce: boolean;
}

export type PlanAnswer =
  | { readonly kind: 'plan'; readonly plan: PlanSummary }
  | { readonly kind: 'nothing-to-clean' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'engine-error'; readonly error: EngineErrorKind };

export type ExecuteAnswer =
  { readonly kind: 'started' } | { readonly kind: 'expired' } | { readonly kind: 'busy' };

export interface PlanPageAnswer {
  readonly items: readonly PlanItem[];
  readonly total: number;
}

/** Where a window can go. */
export type Screen = 'overview' | 'settings' | 'plan';

/** Window → main, answered. The input is checked when it arrives; the answer is trusted. */
// prettier-ignore
export const requests = {
  //                 input           answer
  getState:          request(nothing,       answer<AppState>()),
  refresh:           request(nothing,       answer<AppState>()),
  createPlan:        request(CreatePlan,    answer<PlanAnswer>()),
  planPage:          request(PlanPage,      answer<PlanPageAnswer>()),
  executePlan:       request(ExecutePlan,   answer<ExecuteAnswer>()),
  /** One click: cleans at once where consent was given, else opens the plan. */
  oneClickClean:     request(v.strictObject({ preset }), answer<{ readonly kind: 'started' | 'plan-opened' | 'busy' }>()),
  stopCleaning:      request(nothing,       answer<null>()),
  lastReceipt:       request(nothing,       answer<Receipt | null>()),
  dismissInterrupted: request(nothing,      answer<null>()),
  saveSettings:      request(SettingsPatch, answer<AppState>()),
  forgetConsent:     request(nothing,       answer<AppState>()),
  pauseAutomation:   request(PauseChoice,   answer<AppState>()),
  chooseEngine:      request(EngineToken,   answer<AppState>()),
  startSample:       request(nothing,       answer<AppState>()),
  openWindow:        request(v.strictObject({ screen: v.picklist(['overview', 'settings']) }), answer<null>()),
  /** The popover hides itself; closing its page would cost a new one at the next click. */
  closePopover:      request(nothing,       answer<null>()),
  openLink:          request(LinkName,      answer<null>()),
  copyDiagnostics:   request(nothing,       answer<null>()),
} as const;

/** Main → window, not answered. */
export const pushes = {
  state: push<AppState>(),
  /** Go to a screen; `plan` carries the preset to plan. */
  navigate: push<{ readonly screen: Screen; readonly preset: PresetName | undefined }>(),
} as const;

export type Requests = typeof requests;
export type Pushes = typeof pushes;

type InputOf<R> = R extends Request<infer S, unknown> ? v.InferOutput<S> : never;
type AnswerOf<R> = R extends Request<v.GenericSchema, infer A> ? A : never;
type Args<I> = I extends undefined ? [] : [input: I];

/** What the window sees as `window.bilge`. */
export type Bridge = {
  readonly [K in keyof Requests]: (...args: Args<InputOf<Requests[K]>>) => Promise<AnswerOf<Requests[K]>>;
} & {
  readonly [K in keyof Pushes as `on${Capitalize<K>}`]: (
    listener: (value: Pushes[K] extends Push<infer T> ? T : never) => void,
  ) => () => void;
};

/** What the main process must provide: a handler for every row, no more and no fewer. */
export type Handlers = {
  readonly [K in keyof Requests]: (input: InputOf<Requests[K]>) => Promise<AnswerOf<Requests[K]>>;
};

interface Request<S extends v.GenericSchema, A> {
  readonly input: S;
  readonly answer: Answer<A>;
}
interface Push<T> {
  readonly value?: T;
}
interface Answer<A> {
  readonly type?: A;
}
function request<S extends v.GenericSchema, A>(input: S, reply: Answer<A>): Request<S, A> {
  return { input, answer: reply };
}
function answer<A>(): Answer<A> {
  return {};
}
function push<T>(): Push<T> {
  return {};
}
