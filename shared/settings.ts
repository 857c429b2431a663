/** The user's settings: schema, limits, defaults. One bad field costs only that field (see `parseSettings`). */

import * as v from 'valibot';
import { CustomPreset, ItemKind, PresetId } from './clean-options.ts';
import { ProtectRule } from './protect-rule.ts';

const GB = 1_000_000_000;
export const MOST_PRESETS = 50;
export const MOST_RULES = 200;
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e15));

/** When the scheduler runs; times are local wall-clock time. */
export const Schedule = v.variant('kind', [
  v.strictObject({ kind: v.literal('off') }),
  v.strictObject({ kind: v.literal('daily'), hour: hour(), minute: minute() }),
  v.strictObject({
    kind: v.literal('weekly'),
    /** 0 is Sunday. */
    weekday: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6)),
    hour: hour(),
    minute: minute(),
  }),
  v.strictObject({
    kind: v.literal('monthly'),
    /** 1–28, so that every month has it. */
    day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(28)),
    hour: hour(),
    minute: minute(),
  }),
]);
export type Schedule = v.InferOutput<typeof Schedule>;

/** Every field with its limits. `settingsDefaults` gives the start values. */
const settingsFields = {
  language: v.picklist(['system', 'en', 'zh-CN', 'ko']),
  theme: v.picklist(['system', 'light', 'dark']),
  /** Undefined budget means automatic: 20 GB or 10 % of the engine's disk, the smaller. */
  budgetBytes: v.nullable(v.pipe(bytes, v.minValue(100_000_000))),
  alertsOnLevel: v.boolean(),
  alertsOnGrowth: v.boolean(),
  /** Growth within 24 h that raises an alert, bytes. */
  growthAlertBytes: v.pipe(bytes, v.minValue(100_000_000)),
  alertsOnFinish: v.boolean(),
  quietHours: v.nullable(v.strictObject({ fromHour: hour(), toHour: hour() })),
  schedule: Schedule,
  schedulePreset: PresetId,
  /** Clean by itself when the cache exceeds this; null is off. */
  autoCleanAboveBytes: v.nullable(v.pipe(bytes, v.minValue(100_000_000))),
  autoCleanPreset: PresetId,
  /** What the user accepted for one-click cleaning ("from now on clean at once"), one entry a preset and engine. */
  cleansAtOnce: v.array(
    v.strictObject({
      preset: PresetId,
      engineKey: v.pipe(v.string(), v.maxLength(64)),
      usualBytes: bytes,
      /** Kinds of item the accepted plan held, and those among them that cannot be had again. */
      kinds: v.array(ItemKind),
      irrecoverableKinds: v.array(ItemKind),
    }),
  ),
  /** Presets of the user's own; ids are unique. */
  presets: v.pipe(
    v.array(CustomPreset),
    v.maxLength(MOST_PRESETS),
    v.check((presets) => new Set(presets.map(({ id }) => id)).size === presets.length),
  ),
  /** What no clean may touch. */
  protectRules: v.pipe(v.array(ProtectRule), v.maxLength(MOST_RULES)),
  /** The welcome was seen or skipped. */
  isWelcomed: v.boolean(),
  startsHidden: v.boolean(),
  startsAtLogin: v.boolean(),
  /** Endpoint of the engine to watch; null follows docker's own precedence. */
  endpoint: v.nullable(v.pipe(v.string(), v.maxLength(500))),
  /** Keep objects of Dev Containers, kind, minikube, k3d and Testcontainers. */
  keepsKnownTools: v.boolean(),
  trayShows: v.picklist(['cache', 'disk']),
  /** Keys without Ctrl that work all over the window (WCAG 2.1.4). */
  usesSingleKeys: v.boolean(),
  /** Ask the project's release page once a day which version is the newest. */
  looksForUpdates: v.boolean(),
} as const;

export const Settings = v.strictObject(settingsFields);
export type Settings = v.InferOutput<typeof Settings>;

export const settingsDefaults: Settings = {
  language: 'system',
  theme: 'system',
  budgetBytes: null,
  alertsOnLevel: true,
  alertsOnGrowth: true,
  growthAlertBytes: 5 * GB,
  alertsOnFinish: true,
  quietHours: null,
  schedule: { kind: 'off' },
  schedulePreset: 'quick',
  autoCleanAboveBytes: null,
  autoCleanPreset: 'cache',
  cleansAtOnce: [],
  presets: [],
  protectRules: [],
  isWelcomed: false,
  startsHidden: true,
  startsAtLogin: false,
  endpoint: null,
  keepsKnownTools: true,
  trayShows: 'cache',
  usesSingleKeys: true,
  looksForUpdates: false,
};

/** What the window may change. Consent and endpoint are set by main alone. */
export const SettingsPatch = v.partial(v.omit(Settings, ['cleansAtOnce', 'endpoint']));
export type SettingsPatch = v.InferOutput<typeof SettingsPatch>;

/**
 * Reads settings from parsed JSON: a missing or bad field falls back to its default alone, and is named in `badFields`. A list
 * keeps what is good of it: one rule that cannot be read must not cost the protection of all others.
 */
export function parseSettings(raw: unknown): {
  readonly settings: Settings;
  readonly badFields: readonly string[];
} {
  const source = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  const badFields: string[] = [];
  const entries = Object.entries(settingsFields).map(([name, schema]) => {
    if (!(name in source)) return [name, settingsDefaults[name as keyof Settings]];
    const result = v.safeParse(schema, source[name]);
    if (result.success) return [name, result.output];
    badFields.push(name);
    const given = source[name];
    const isList = Array.isArray(settingsDefaults[name as keyof Settings]) && Array.isArray(given);
    return [name, isList ? goodOf(schema, given) : settingsDefaults[name as keyof Settings]];
  });
  return { settings: Object.fromEntries(entries) as Settings, badFields };
}

/** As many of a list's items as the schema of the list takes, the first ones first. */
function goodOf(schema: v.GenericSchema, items: readonly unknown[]): unknown {
  let good: unknown = [];
  for (const item of items) {
    const result = v.safeParse(schema, [...(good as unknown[]), item]);
    if (result.success) good = result.output;
  }
  return good;
}

function hour() {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23));
}
function minute() {
  return v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(59));
}
