import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useLanguage } from '../../shared/locale.ts';
import type { EngineErrorKind } from '../../shared/state.ts';
import type { Scripted } from '../fakes/fake-docker-server.ts';
import { otherContents, RunningApp } from './running-app.ts';

const POLL_MS = 5 * 60_000;
const LONGEST_RETRY_MS = 60_000;
const OLD_FIGURE = 'Build cache 24.1 GB, as of 12:00 PM';

let app: RunningApp;
beforeEach(async () => {
  vi.stubEnv('TZ', 'UTC');
  useLanguage('en', 'en');
  app = await RunningApp.start();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** From here on no surface may ever see a ready engine beside another figure than the true one. */
function expectNoStaleFigure(): void {
  app.bilge.store.follow(({ engine, usage }) => {
    if (engine.kind === 'ready') expect(usage.cache?.value.totalBytes).toBe(app.trueBytes);
  });
}

function expectItIsSaid(words: string): void {
  const { text, title, canClean } = app.tray();
  expect(text).toBe(`Bilge\n${words} ${OLD_FIGURE}`);
  expect({ title, canClean }).toEqual({ title: '', canClean: false });
}

function expectFreshFigure(): void {
  expect(app.state.usage.cache).toMatchObject({ value: { totalBytes: app.trueBytes } });
  expect(app.tray()).toMatchObject({ title: '48.2 GB', canClean: true });
  expect(app.tray().text).toMatch(/^Bilge\nBuild cache 48\.2 GB of /);
}

describe('an engine that answers, but not as it should', () => {
  const faults: readonly (readonly [string, Scripted, EngineErrorKind, string])[] = [
    ['bytes that are not HTTP', 'garbage', 'bad-reply', 'The engine’s answer makes no sense.'],
    ['a page', { text: '<html>It works!</html>' }, 'bad-reply', 'The engine’s answer makes no sense.'],
    ['JSON of another shape', { json: 'hello' }, 'bad-reply', 'The engine’s answer makes no sense.'],
    ['500', { json: { message: 'boom' }, status: 500 }, 'bad-reply', 'The engine’s answer makes no sense.'],
    ['half a reply', { half: '{"BuildCache":[{"ID":' }, 'gone', 'The engine went away.'],
    ['a broken line', 'reset', 'gone', 'The engine went away.'],
    ['502 of a proxy', { text: '', status: 502 }, 'refused', 'Nothing answers at the engine’s address.'],
    ['403 of a proxy', { text: '', status: 403 }, 'forbidden', 'You may not talk to this engine.'],
  ];

  it.each(faults)(
    '%s: said in words, the old figure only with its time, then back by itself',
    async (...fault) => {
      const [, reply, kind, words] = fault;
      app.misbehave(() => reply);
      app.hold(otherContents());
      app.docker.dropConnections();
      await app.untilUnreachable(kind);
      expectItIsSaid(words);
      expectNoStaleFigure();
      app.misbehave(undefined);
      await app.clock.advance(LONGEST_RETRY_MS);
      await app.untilReady();
      expectFreshFigure();
    },
  );

  it('asleep: not asked again for five minutes, for asking would wake it', async () => {
    const paused = { text: 'Docker Desktop is manually paused. Unpause it', status: 500 };
    app.misbehave(() => paused);
    app.docker.dropConnections();
    await app.untilUnreachable('asleep');
    expectItIsSaid('The engine is asleep.');
    app.hold(otherContents());
    app.misbehave(undefined);
    await app.clock.advance(POLL_MS - 1_000);
    expect(app.state.engine.kind).toBe('unreachable');
    expectNoStaleFigure();
    await app.clock.advance(1_000);
    await app.untilReady();
    expectFreshFigure();
  });
});

describe('a slow engine', () => {
  it('is given up after half a minute, and asked again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    app.misbehave(({ path }) => (path === '/system/df' ? 'never' : undefined));
    const asked = app.docker.requests.length;
    await app.clock.advance(POLL_MS);
    await app.docker.seen((each) => each.path === '/system/df' && app.docker.requests.indexOf(each) >= asked);
    vi.advanceTimersByTime(30_000);
    await app.untilUnreachable('timed-out');
    expectItIsSaid('The engine takes too long to answer.');
    app.hold(otherContents());
    expectNoStaleFigure();
    app.misbehave(undefined);
    await app.clock.advance(LONGEST_RETRY_MS);
    await app.untilReady();
    expectFreshFigure();
  });

  it('is waited for, and asked one thing at a time', async () => {
    let answer = (): void => undefined;
    const held = new Promise<undefined>((resolve) => {
      answer = () => resolve(undefined);
    });
    const asked = app.docker.requests.length;
    app.misbehave(({ path }) => (path === '/system/df' ? held : undefined));
    const later = () => app.docker.requests.slice(asked).filter(({ path }) => path === '/system/df');
    await app.clock.advance(POLL_MS);
    await app.docker.seen((each) => later().includes(each));
    await app.clock.advance(10 * POLL_MS);
    expect(later()).toHaveLength(1);
    app.hold(otherContents());
    answer();
    await app.until(({ usage }) => usage.cache?.value.totalBytes === app.trueBytes);
    expectFreshFigure();
  });
});

it('a 409 is a state: another df runs, so it is asked again, and nothing is wrong', async () => {
  let conflicts = 0;
  const seen: string[] = [];
  app.bilge.store.follow(({ engine }) => seen.push(engine.kind));
  app.misbehave(({ path }) => {
    if (path !== '/system/df' || conflicts === 3) return undefined;
    conflicts += 1;
    return { json: { message: 'a disk usage operation is already running' }, status: 409 };
  });
  app.hold(otherContents());
  await app.clock.advance(POLL_MS);
  for (let conflict = 1; conflict <= 3; conflict += 1) {
    const asked = () => app.docker.requests.filter(({ path }) => path === '/system/df').length;
    await app.docker.seen(() => asked() >= conflict + 1);
    await vi.waitFor(() => expect(app.clock.nextMs).toBeLessThanOrEqual(app.clock.nowMs() + 2_000));
    await app.clock.advance(2_000);
  }
  await app.until(({ usage }) => usage.cache?.value.totalBytes === app.trueBytes);
  expect(seen.every((kind) => kind === 'ready')).toBe(true);
});

describe('an engine that goes away', () => {
  it('killed and restarted with more in it: said at once, back within the minute', async () => {
    const contents = otherContents();
    await app.killEngine();
    await app.until(({ engine }) => engine.kind === 'unreachable');
    expect(app.tray().text).toContain(OLD_FIGURE);
    expect(app.tray().title).toBe('');
    await app.restartEngine(contents);
    expectNoStaleFigure();
    await app.clock.advance(LONGEST_RETRY_MS);
    await app.untilReady();
    expectFreshFigure();
  });

  it('a person who asks need not wait for the next try', async () => {
    await app.killEngine();
    await app.until(({ engine }) => engine.kind === 'unreachable');
    await app.restartEngine(otherContents());
    await app.bilge.commands.engines.refresh();
    expect(app.state.engine.kind).toBe('ready');
    expectFreshFigure();
  });

  it('another engine behind the same address brings nothing of the one before', async () => {
    await app.bilge.commands.engines.refresh();
    expect(app.state.usage.volumes).toBeDefined();
    await app.killEngine();
    await app.until(({ engine }) => engine.kind === 'unreachable');
    await app.restartEngine(otherContents());
    const info = {
      ID: 'ANOTHER',
      Name: 'another',
      DockerRootDir: '/elsewhere',
      SystemTime: '2026-01-15T12:00:00Z',
    };
    app.misbehave(({ path }) => (path === '/info' ? { json: info } : undefined));
    await app.clock.advance(LONGEST_RETRY_MS);
    const { usage } = await app.untilReady();
    expect(usage.volumes).toBeUndefined();
    expectFreshFigure();
  });
});

it('a journal that cannot be read does not keep the figure from the tray', async () => {
  app.journal.broken.add('read');
  await app.bilge.start('engine');
  await app.untilReady();
  expect(app.tray().title).toBe('24.1 GB');
});
