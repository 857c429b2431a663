/** Everything that crosses between the window and the main process. One row per message: intents only (safety law 7). */

import * as v from 'valibot';
import {
  BrowseFilter,
  BrowseQuery,
  Marked,
  TreeQuery,
  type BrowsePage,
  type MapNode,
  type TreePage,
} from './browse.ts';
import type { ItemDetails } from './browse-details.ts';
import type { BuilderList } from './builders.ts';
import { CleanChoices, PresetId } from './clean-options.ts';
import type { Receipt } from './plan.ts';
import { PlanGroupKind, WholeGroupKind, type PlanRow, type PlanSummary } from './plan-sheet.ts';
import type { ProtectRule } from './protect-rule.ts';
import { SettingsPatch } from './settings.ts';
import type { AppState, EngineErrorKind, ReceiptSummary } from './state.ts';
import { TrendCategory, TrendSpan, type Changes, type TrendAnswer } from './trends.ts';

const nothing = v.undefined_();
const token = v.pipe(v.string(), v.maxLength(64), v.regex(/^[A-Za-z0-9_-]+$/));
const rowNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const offset = v.pipe(v.number(), v.integer(), v.minValue(0));

const CreatePlan = v.strictObject({ preset: PresetId });

/** A change to a plan that is being looked at. Rows are numbers that main gave out: nothing is ever named by the window. */
const PlanChange = v.variant('kind', [
  v.strictObject({ kind: v.literal('choices'), choices: CleanChoices }),
  v.strictObject({ kind: v.literal('tick'), row: rowNumber, isTicked: v.boolean() }),
  v.strictObject({ kind: v.literal('tick-all'), group: WholeGroupKind, isTicked: v.boolean() }),
  /** Adds one of the rules that the row offered to the settings. */
  v.strictObject({ kind: v.literal('protect'), row: rowNumber, rule: rowNumber }),
]);
export type PlanChange = v.InferOutput<typeof PlanChange>;

const ExecutePlan = v.strictObject({
  planId: token,
  /** "From now on clean at once": stored as consent for this preset and this engine. */
  fromNowOnAtOnce: v.boolean(),
  /** The word asked for where named volumes go; empty elsewhere. */
  typedWord: v.pipe(v.string(), v.maxLength(64)),
});
const PlanPage = v.strictObject({
  planId: token,
  /** `goes` lists what is ticked and what was unticked by hand; `stays` all the rest that was looked at. */
  list: v.picklist(['goes', 'stays']),
  /** `stays` goes by the plain kinds, as `PlanSummary.kept` does. */
  kind: PlanGroupKind,
  /** Of `stays`, only what stays for this reason. */
  why: v.optional(v.pipe(v.string(), v.maxLength(40))),
  offset,
});
export type PlanPageQuery = v.InferOutput<typeof PlanPage>;
const Receipts = v.strictObject({
  /** Text to find in preset, item names and ids; empty finds all. */
  query: v.pipe(v.string(), v.maxLength(100)),
  offset,
});
const OneReceipt = v.strictObject({ planId: token });
const PullBack = v.strictObject({
  planId: token,
  /** Rows of `pullOffers`. */
  rows: v.pipe(v.array(rowNumber), v.minLength(1), v.maxLength(1000)),
});
/** Items a page of a plan holds at most. */
export const PLAN_PAGE_SIZE = 200;
/** Receipts a page of the history holds at most. */
export const RECEIPT_PAGE_SIZE = 50;
const PauseChoice = v.strictObject({
  until: v.picklist(['one-hour', 'tomorrow', 'resumed-by-hand', 'now']),
});
const EngineToken = v.strictObject({ token });
/** Links the app may open, by name: no address ever comes from the window. */
export const LinkName = v.strictObject({
  link: v.picklist(['docker-group', 'install-docker', 'gnome-tray', 'project', 'releases']),
});

export type PlanAnswer =
  | { readonly kind: 'plan'; readonly plan: PlanSummary }
  | { readonly kind: 'nothing-to-clean' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'engine-error'; readonly error: EngineErrorKind };

export type ExecuteAnswer =
  | { readonly kind: 'started' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'word-needed' };

export interface PlanPageAnswer {
  readonly rows: readonly PlanRow[];
  readonly total: number;
}

/** What a protect rule keeps now. */
export interface RuleMatch {
  readonly rule: ProtectRule;
  readonly count: number;
  readonly sizeBytes: number;
  /** A few of them; hostile. */
  readonly examples: readonly string[];
}

export interface ReceiptPage {
  readonly receipts: readonly ReceiptSummary[];
  readonly total: number;
}

/** Whether a deleted image can be had again: its registry was asked. */
export interface PullOffer {
  readonly row: number;
  /** Hostile. */
  readonly name: string;
  readonly sizeBytes: number;
  /** `by-tag`: its tag still names it · `by-digest`: without a tag · `present`: it is here again · the rest: not to be had, and why. */
  readonly offer:
    'by-tag' | 'by-digest' | 'present' | 'never-pushed' | 'not-there' | 'sign-in' | 'unreachable';
}

/** What an engine says that could be picked; one over the network is not asked. */
export interface EngineAnswer {
  readonly token: string;
  readonly answer:
    | { readonly kind: 'answers'; readonly name: string; readonly version: string }
    | { readonly kind: 'silent'; readonly error: EngineErrorKind }
    | { readonly kind: 'not-asked' };
}

/** Where a window can go. */
export const Place = v.picklist([
  'overview',
  'cache',
  'images',
  'containers',
  'volumes',
  'builders',
  'history',
  'settings',
]);
export type Place = v.InferOutput<typeof Place>;
export type Screen = Place | 'plan';

/** Window → main, answered. The input is checked when it arrives; the answer is trusted. */
// prettier-ignore
export const requests = {
  //                 input           answer
  getState:          request(nothing,       answer<AppState>()),
  refresh:           request(nothing,       answer<AppState>()),
  createPlan:        request(CreatePlan,    answer<PlanAnswer>()),
  /** The same plan under a new id with one change; the old id ends. */
  revisePlan:        request(v.strictObject({ planId: token, change: PlanChange }), answer<PlanAnswer | { readonly kind: 'expired' }>()),
  planPage:          request(PlanPage,      answer<PlanPageAnswer>()),
  executePlan:       request(ExecutePlan,   answer<ExecuteAnswer>()),
  /** One click: cleans at once where consent was given, else opens the plan. */
  oneClickClean:     request(v.strictObject({ preset: PresetId }), answer<{ readonly kind: 'started' | 'plan-opened' | 'busy' }>()),
  stopCleaning:      request(nothing,       answer<null>()),
  /** Cleans although a build runs: the wait ends. */
  insistCleaning:    request(nothing,       answer<null>()),
  /** Finishes what an interrupted clean began; it may only shrink. */
  finishInterrupted: request(nothing,       answer<ExecuteAnswer>()),
  lastReceipt:       request(nothing,       answer<Receipt | null>()),
  dismissInterrupted: request(nothing,      answer<null>()),
  receipts:          request(Receipts,      answer<ReceiptPage>()),
  receipt:           request(OneReceipt,    answer<Receipt | null>()),
  exportReceipts:    request(v.strictObject({ format: v.picklist(['json', 'csv']) }), answer<{ readonly kind: 'saved' | 'cancelled' | 'failed' }>()),
  pullOffers:        request(OneReceipt,    answer<readonly PullOffer[]>()),
  pullBack:          request(PullBack,      answer<{ readonly kind: 'started' | 'busy' | 'expired' }>()),
  stopPulling:       request(nothing,       answer<null>()),
  protectedNow:      request(nothing,       answer<readonly RuleMatch[]>()),
  browse:            request(BrowseQuery,   answer<BrowsePage>()),
  recordTree:        request(TreeQuery,     answer<TreePage>()),
  /** Null while nothing was read. */
  recordMap:         request(BrowseFilter,  answer<MapNode | null>()),
  /** Null where it is gone. */
  itemDetails:       request(v.strictObject({ row: rowNumber }), answer<ItemDetails | null>()),
  /** A plan of what was marked, and of nothing else. */
  planMarked:        request(Marked,        answer<PlanAnswer>()),
  /** Measures containers and volumes: slow, since the engine walks every file of every volume. `state.measuring` tells. */
  measure:           request(nothing,       answer<null>()),
  stopMeasuring:     request(nothing,       answer<null>()),
  builders:          request(v.strictObject({ measures: v.boolean() }), answer<BuilderList>()),
  /** A plan of the cache of one builder. */
  planBuilder:       request(v.strictObject({ row: rowNumber }), answer<PlanAnswer>()),
  trend:             request(v.strictObject({ category: TrendCategory, span: TrendSpan }), answer<TrendAnswer>()),
  changes:           request(v.strictObject({ since: v.picklist(['day', 'week']) }), answer<Changes>()),
  saveSettings:      request(SettingsPatch, answer<AppState>()),
  forgetConsent:     request(nothing,       answer<AppState>()),
  pauseAutomation:   request(PauseChoice,   answer<AppState>()),
  engineAnswers:     request(nothing,       answer<readonly EngineAnswer[]>()),
  chooseEngine:      request(EngineToken,   answer<AppState>()),
  startSample:       request(nothing,       answer<AppState>()),
  /** Asks which version is the newest; `state.updates` tells. */
  lookForUpdate:     request(nothing,       answer<AppState>()),
  openWindow:        request(v.strictObject({ screen: Place }), answer<null>()),
  /** The popover hides itself; closing its page would cost a new one at the next click. */
  closePopover:      request(nothing,       answer<null>()),
  openLink:          request(LinkName,      answer<null>()),
  copyDiagnostics:   request(nothing,       answer<null>()),
} as const;

/** Main → window, not answered. */
export const pushes = {
  state: push<AppState>(),
  /** Go to a screen; `plan` carries the preset to plan. */
  navigate: push<{ readonly screen: Screen; readonly preset: PresetId | undefined }>(),
} as const;

export type Requests = typeof requests;
export type Pushes = typeof pushes;

type InputOf<R> = R extends Request<infer S, unknown> ? v.InferOutput<S> : never;
type AnswerOf<R> = R extends Request<v.GenericSchema, infer A> ? A : never;
type Args<I> = [I] extends [undefined] ? [] : [input: I];

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
