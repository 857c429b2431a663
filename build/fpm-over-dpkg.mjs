#!/usr/bin/env node
/** Stands in for fpm where electron-builder makes a deb: the same arguments, done by Debian's own dpkg-deb. */

import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const withoutValue = new Set(['--force', '--debug']);

/** Options by name, each a list, and what to put where. */
function parse(args) {
  const options = new Map();
  const contents = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index];
    if (withoutValue.has(arg)) continue;
    if (arg.startsWith('-')) options.set(arg, [...(options.get(arg) ?? []), args[(index += 1)]]);
    else contents.push(splitAtLast(arg, '='));
  }
  return { all: (name) => options.get(name) ?? [], one: (name) => options.get(name)?.at(-1), contents };
}

function splitAtLast(text, separator) {
  const at = text.lastIndexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}

/** A folder's content when the source ends with a slash, else one file that everyone may read. */
function place(root, [source, target]) {
  const path = join(root, target);
  mkdirSync(dirname(path), { recursive: true });
  if (source.endsWith('/')) return cpSync(source, path, { recursive: true, verbatimSymlinks: true });
  copyFileSync(source, path);
  chmodSync(path, 0o644);
}

function controlFile({ all, one }, installedKb) {
  const [summary, ...text] = one('--description').trim().split('\n');
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': installedKb,
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Section: one('--category'),
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: [summary.trim(), ...text.map((line) => ` ${line.trim() || '.'}`)].join('\n'),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return lines.map(([name, value]) => `${name}: ${value}\n`).join('');
}

function makeDeb(args) {
  const options = parse(args);
  if (options.one('-t') !== 'deb') throw new Error(`this fpm makes only deb, not ${options.one('-t')}`);
  const root = mkdtempSync(join(tmpdir(), 'bilge-deb-'));
  try {
    // mkdtemp makes a private folder; what is installed must not be.
    chmodSync(root, 0o755);
    for (const entry of options.contents) place(root, entry);
    const installedKb = Number.parseInt(execFileSync('du', ['-sk', root], { encoding: 'utf8' }), 10);
    mkdirSync(join(root, 'DEBIAN'));
    writeFileSync(join(root, 'DEBIAN', 'control'), controlFile(options, installedKb));
    const scripts = { postinst: '--after-install', postrm: '--after-remove' };
    for (const [name, option] of Object.entries(scripts)) {
      copyFileSync(options.one(option), join(root, 'DEBIAN', name));
      chmodSync(join(root, 'DEBIAN', name), 0o755);
    }
    execFileSync('dpkg-deb', [
      '--root-owner-group',
      '-Zxz',
      '-z1',
      '--build',
      root,
      options.one('--package'),
    ]);
  } finally {
    rmSync(root, { recursive: true });
  }
}

makeDeb(process.argv.slice(2));
