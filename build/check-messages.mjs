/** Fails when the languages do not have the same messages with the same inputs, or when a message is not used. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from './set-up/places.mjs';

const messagesDir = join(checkoutDir, 'shared', 'messages');
const [base, ...others] = JSON.parse(
  readFileSync(join(checkoutDir, 'shared', 'project.inlang', 'settings.json'), 'utf8'),
).locales;

const findings = [...others.flatMap(compareWithBase), ...findUnused()];
for (const finding of findings) console.error(finding);
process.exitCode = findings.length === 0 ? 0 : 1;

/** Messages of a language, as `file/key` → message. */
function read(locale) {
  const files = readdirSync(join(messagesDir, locale)).sort();
  return new Map(
    files.flatMap((file) =>
      Object.entries(readJson(locale, file)).map(([key, text]) => [`${file}/${key}`, text]),
    ),
  );
}

function readJson(locale, file) {
  return JSON.parse(readFileSync(join(messagesDir, locale, file), 'utf8'));
}

function compareWithBase(locale) {
  const [wanted, found] = [read(base), read(locale)];
  const missing = [...wanted.keys()].filter((key) => !found.has(key)).map((key) => `${locale} lacks ${key}`);
  const extra = [...found.keys()]
    .filter((key) => !wanted.has(key))
    .map((key) => `${base} lacks ${key}, ${locale} has it`);
  const wrong = [...found].flatMap(([key, message]) =>
    flawsOf(message, wanted.get(key)).map((flaw) => `${locale} ${key}: ${flaw}`),
  );
  return [...missing, ...extra, ...wrong];
}

function flawsOf(message, wanted) {
  if (texts(message).some((text) => text.trim() === '')) return ['is empty'];
  const [ours, theirs] = [inputs(message), inputs(wanted ?? message)];
  return ours === theirs ? [] : [`has the inputs {${ours}}, ${base} has {${theirs}}`];
}

/** A message is a text, or a list of variants with declared inputs. */
function texts(message) {
  return typeof message === 'string' ? [message] : message.flatMap((variant) => Object.values(variant.match));
}

function inputs(message) {
  const names =
    typeof message === 'string'
      ? [...message.matchAll(/(?<!\\)\{(\w+)\}/g)].map(([, name]) => name)
      : message
          .flatMap((variant) => variant.declarations)
          .flatMap((line) => line.match(/^input (\w+)$/)?.[1] ?? []);
  return [...new Set(names)].sort().join(', ');
}

function findUnused() {
  const { names, patterns } = mentions();
  const keys = [...read(base).keys()].map((key) => key.slice(key.indexOf('/') + 1));
  const unused = keys.filter((key) => !names.has(key) && !patterns.some((pattern) => pattern.test(key)));
  return unused.map((key) => `no source uses ${key}`);
}

/** Names that sources mention as `m.name` or in quotes, and patterns of those put together like `error_${kind}`. */
function mentions() {
  const sources = ['electron', 'renderer', 'shared'].flatMap((folder) =>
    readdirSync(join(checkoutDir, folder), { recursive: true })
      .filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('paraglide'))
      .map((path) => readFileSync(join(checkoutDir, folder, path), 'utf8')),
  );
  const all = sources.join('\n');
  const names = new Set(
    [...all.matchAll(/\bm\.(\w+)|['"](\w+)['"]/g)].map(([, called, quoted]) => called ?? quoted),
  );
  const patterns = [...all.matchAll(/`(\w+_)\$\{[^}]*\}(\w*)`/g)].map(
    ([, start, end]) => new RegExp(`^${start}\\w+${end}$`),
  );
  return { names, patterns };
}
