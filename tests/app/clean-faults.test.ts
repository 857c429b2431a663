import { beforeEach, describe, expect, it } from 'vitest';
import type { PresetName } from '../../shared/clean-options.ts';
import type { ReceiptSummary } from '../../shared/state.ts';
import { useLanguage } from '../../shared/locale.ts';
import { problemWord } from '../../shared/words.ts';
import type { Asked, Scripted } from '../fakes/fake-docker-server.ts';
import { RunningApp } from './running-app.ts';

let app: RunningApp;
beforeEach(async () => {
  useLanguage('en', 'en');
  app = await RunningApp.start();
});

/** Accepts a plan as the window does, and lets time pass until its receipt. */
async function clean(preset: PresetName): Promise<ReceiptSummary> {
  const { commands } = app.bilge;
  const answer = await commands.plans.create(preset);
  if (answer.kind !== 'plan') throw new Error(`no plan but ${answer.kind}`);
  expect(await commands.cleaning.execute(answer.plan.id, false, '')).toEqual({ kind: 'started' });
  const { lastReceipt } = await passTimeUntil(app.untilReceiptOf(answer.plan.id));
  return lastReceipt!;
}

/** What waits on the clock goes on each time the engine has had its turn. */
async function passTimeUntil<T>(end: Promise<T>): Promise<T> {
  const passing = { isOver: false };
  void end.finally(() => (passing.isOver = true));
  while (!passing.isOver) {
    await new Promise(setImmediate);
    await app.clock.advance(100);
  }
  return end;
}

const isDelete = ({ method }: Asked): boolean => method === 'DELETE';
const isPrune = ({ path }: Asked): boolean => path === '/build/prune';
const skipped = (): readonly string[] =>
  app.journal.finished[0]!.skipped.map(({ kind, why }) => `${kind} ${why}`);

/** Answers the first matching request so, and leaves the others to the engine. */
function once(matches: (asked: Asked) => boolean, answer: () => Scripted): void {
  let isDone = false;
  app.misbehave((asked) => {
    if (isDone || !matches(asked)) return undefined;
    isDone = true;
    return answer();
  });
}

describe('during a clean', () => {
  it('a 409 of another prune is waited out, and nothing is left behind', async () => {
    let conflicts = 0;
    app.misbehave((asked) => {
      if (!isDelete(asked) || conflicts === 3) return undefined;
      conflicts += 1;
      return { json: { message: 'a prune operation is already running' }, status: 409 };
    });
    expect(await clean('deep')).toMatchObject({ outcome: 'done', skippedCount: 0, problem: undefined });
    expect(conflicts).toBe(3);
  });

  it('a 500 on one image costs that image alone', async () => {
    const refused = new Set<string>();
    app.misbehave(({ method, path }) => {
      if (method !== 'DELETE' || !path.startsWith('/images/') || (refused.size > 0 && !refused.has(path)))
        return undefined;
      refused.add(path);
      return { json: { message: 'driver "overlay2" failed to remove root filesystem' }, status: 500 };
    });
    const { outcome, problem, deletedCount } = await clean('deep');
    expect({ outcome, problem }).toEqual({ outcome: 'partly', problem: undefined });
    expect(skipped()).toContain('image refused');
    expect(skipped().filter((each) => each === 'image refused')).toHaveLength(1);
    expect(deletedCount).toBeGreaterThan(10);
    expect(app.contents.records.filter(({ isInUse }) => !isInUse)).toEqual([]);
  });

  it('a prune cut off in the middle is asked about again, and what went is counted', async () => {
    const before = app.trueBytes;
    once(isPrune, () => 'reset');
    const receipt = await clean('deep');
    expect(receipt).toMatchObject({ outcome: 'done', problem: undefined });
    const records = app.journal.finished[0]!.deleted.filter(({ kind }) => kind === 'record');
    const bytes = records.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
    expect(bytes).toBe(before - app.trueBytes);
  });

  it.each<[string, Scripted]>([
    ['half a reply', { half: '{"CachesDeleted":[' }],
    ['500', { json: { message: 'boltdb: page is corrupt' }, status: 500 }],
    ['garbage', 'garbage'],
  ])('a prune answered with %s is done all the same', async (_what, answer) => {
    once(isPrune, () => answer);
    expect(await clean('deep')).toMatchObject({ outcome: 'done', problem: undefined });
    expect(app.contents.records).toEqual([]);
  });

  it('an engine that dies for good: a receipt of what went, in words, and the engine shown as lost', async () => {
    let deletes = 0;
    app.misbehave((asked) => {
      if (isDelete(asked)) deletes += 1;
      return deletes > 3 ? 'reset' : undefined;
    });
    const receipt = await clean('deep');
    expect(receipt).toMatchObject({ outcome: 'partly', problem: 'engine-lost', deletedCount: 3 });
    expect(problemWord('engine-lost')).toBe('The engine went away during the clean.');
    await app.untilUnreachable('gone');
    app.misbehave(undefined);
    await app.clock.advance(60_000);
    await app.untilReady();
    expect(app.state.usage.cache?.value.totalBytes).toBe(app.trueBytes);
  });

  it('an engine that restarts: the clean goes on with the same one', async () => {
    const contents = app.contents;
    let isKilled = false;
    app.misbehave((asked) => {
      if (!isPrune(asked) || isKilled) return undefined;
      isKilled = true;
      return app.restartEngine(contents).then(() => 'reset' as const);
    });
    expect(await clean('deep')).toMatchObject({ outcome: 'done', skippedCount: 0 });
    expect(app.contents.records).toEqual([]);
  });
});

describe('what fails on our side', () => {
  it.each(['step', 'finish'] as const)(
    'a journal that fails to %s is said, and the app goes on',
    async (part) => {
      app.journal.broken.add(part);
      const receipt = await clean('cache');
      expect(receipt).toMatchObject({ problem: 'own-fault' });
      expect(receipt.deletedCount).toBeGreaterThan(0);
      expect(problemWord('own-fault')).toBe(
        'Something in Bilge itself failed. What was deleted is all listed.',
      );
      await app.until(({ usage }) => usage.cache?.value.totalBytes === app.trueBytes);
      app.journal.broken.clear();
      expect(await clean('deep')).toMatchObject({ outcome: 'done' });
    },
  );

  it('a journal that cannot be begun refuses the clean, and nothing is deleted', async () => {
    app.journal.broken.add('begin');
    expect(await clean('deep')).toMatchObject({ outcome: 'refused', problem: 'no-journal', deletedCount: 0 });
    expect(app.docker.requests.filter(isDelete)).toEqual([]);
  });
});
