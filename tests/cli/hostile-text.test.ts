/** Text of an engine gives the terminal no orders, breaks no line, and gets into no log, whatever the command. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFakeDocker, type FakeDocker } from '../fakes/fake-docker-server.ts';
import { hostileAnswers, hostileState, MARK } from '../fakes/hostile-engine.ts';
import { bilgeCommand, type BilgeAnswer, type BilgeCommand } from '../rig/bilge-command.ts';

/** Controls, hidden and turning characters, line separators, half pairs: all that is not one line of text. */
const ORDERS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;
const LONGEST_LINE = 1_000;

let docker: FakeDocker;
let bilge: BilgeCommand;

beforeAll(async () => {
  docker = await startFakeDocker({ state: hostileState(Date.now()), script: hostileAnswers });
  bilge = await bilgeCommand();
}, 60_000);
afterAll(async () => {
  await docker.close();
  bilge.dispose();
});

const run = (...args: readonly string[]): Promise<BilgeAnswer> =>
  bilge.run([...args, '--host', docker.endpoint]);

function expectHarmless({ stdout, stderr }: BilgeAnswer): void {
  const lines = `${stdout}${stderr}`.split('\n');
  expect(lines.filter((line) => ORDERS.test(line))).toEqual([]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(LONGEST_LINE);
}

const looks = ['df', 'df -v', 'plan cache', 'plan quick', 'plan deep --volumes'];

describe('as text', { timeout: 60_000 }, () => {
  test.each(looks)('%s', async (command) => {
    const answer = await run(...command.split(' '));
    expect(answer.code).toBe(0);
    expectHarmless(answer);
  });
});

describe('as JSON', { timeout: 60_000 }, () => {
  test.each(looks)('%s: the engine’s own words, escaped', async (command) => {
    const { code, stdout } = await run(...command.split(' '), '--json');
    expect(code).toBe(0);
    expect(stdout.trimEnd()).not.toMatch(ORDERS);
    const told = JSON.stringify(JSON.parse(stdout));
    if (command.includes('deep')) expect(told).toContain('\\u001b[2J');
  });
});

describe('a clean', { timeout: 60_000 }, () => {
  test('tells what went and what stayed, and the history tells it again', async () => {
    const [first, second] = [await run('clean', 'cache', '--yes', '--while-building'), await run('history')];
    for (const answer of [first, second]) expectHarmless(answer);
    expect(first.stdout).toContain(MARK);
    const clean = await run('clean', 'deep', '--volumes', '--yes', '--while-building', '--json');
    for (const line of clean.stdout.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
    const history = await run('history', '--json');
    expect(JSON.stringify(JSON.parse(history.stdout))).toContain(MARK);
    for (const { stdout } of [clean, history]) {
      const lines = stdout.split('\n');
      expect(lines.filter((line) => ORDERS.test(line))).toEqual([]);
    }
  });

  test('leaves none of it in the log', () => {
    const log = join(bilge.home, 'state', 'bilge.log');
    if (existsSync(log)) expect(readFileSync(log, 'utf8')).not.toContain(MARK);
  });
});
