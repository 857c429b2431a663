import { describe, expect, it, onTestFinished } from 'vitest';
import type { EngineEvent } from '../../electron/core/ports/engine.ts';
import type { Asked, Scripted } from '../fakes/fake-docker-server.ts';
import { impatientClock } from '../fakes/impatient-clock.ts';
import { openedEngine, type OpenedEngine } from '../fakes/opened-engine.ts';

const eventAt = (nanos: string, action = 'tag'): string =>
  `{"Type":"image","Action":"${action}","Actor":{"ID":"sha256:aa"},"time":1,"timeNano":${nanos}}`;

interface Heard {
  readonly events: readonly EngineEvent[];
  lost(): number;
  /** Resolves when so many events and losses were heard. */
  until(events: number, lost: number): Promise<void>;
}

function listenTo({ engine }: OpenedEngine): Heard {
  const events: EngineEvent[] = [];
  let lost = 0;
  let check = (): void => undefined;
  const stop = engine.followEvents({
    onEvent: (event) => {
      events.push(event);
      check();
    },
    onLost: () => {
      lost += 1;
      check();
    },
  });
  onTestFinished(stop);
  return {
    events,
    lost: () => lost,
    until: (eventCount, lostCount) =>
      new Promise((resolve) => {
        check = () => {
          if (events.length >= eventCount && lost >= lostCount) resolve();
        };
        check();
      }),
  };
}

const isEvents = ({ path }: Asked): boolean => path === '/events';

describe('following', () => {
  it('hears what happens, as it happens', async () => {
    const opened = await openedEngine();
    const heard = listenTo(opened);
    await opened.docker.seen(isEvents);
    await opened.engine.deleteVolume('scratch');
    await heard.until(1, 0);
    expect(heard.events).toMatchObject([{ type: 'volume', action: 'destroy', id: 'scratch' }]);
  });

  it('comes back after a break, from just after the last event, and tells of the gap at both ends', async () => {
    const clock = impatientClock();
    let streams = 0;
    const script = (asked: Asked): Scripted => {
      if (!isEvents(asked)) return undefined;
      streams += 1;
      // The exact nanosecond would not survive as a JSON number.
      return streams === 1
        ? { lines: [eventAt('1795232896998000123')], ends: true }
        : { lines: [eventAt('1795232897000000000', 'delete')], ends: false };
    };
    const opened = await openedEngine({ script }, { clock });
    const heard = listenTo(opened);
    await heard.until(2, 2);
    expect(heard.events.map(({ action }) => action)).toEqual(['tag', 'delete']);
    expect(heard.lost()).toBe(2);
    const since = opened.docker.requests.filter(isEvents).map(({ query }) => query.get('since'));
    expect(since).toEqual([null, '1795232896.998000124']);
  });

  it('waits ever longer for an engine that is down, at most a minute', async () => {
    const clock = impatientClock();
    const script = (asked: Asked): Scripted =>
      isEvents(asked) && clock.waitsMs.length < 9 ? 'reset' : undefined;
    const opened = await openedEngine({ script }, { clock });
    const heard = listenTo(opened);
    await heard.until(0, 2);
    expect(clock.waitsMs).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000));
  });

  it('a stream that ends at once on an engine that answers is one asleep: half a minute at least', async () => {
    const clock = impatientClock();
    const script = (asked: Asked): Scripted =>
      isEvents(asked) && clock.waitsMs.length < 3 ? { lines: [], ends: true } : undefined;
    const opened = await openedEngine({ script }, { clock });
    const heard = listenTo(opened);
    await heard.until(0, 6);
    expect(clock.waitsMs).toEqual([30_000, 60_000, 60_000]);
  });

  it('an engine that dies right after the stream opened is not asleep', async () => {
    const clock = impatientClock();
    const script = ({ path, version }: Asked): Scripted => {
      if (clock.waitsMs.length >= 3) return undefined;
      if (path === '/events') return { lines: [], ends: true };
      return path === '/_ping' && version !== undefined ? 'reset' : undefined;
    };
    const opened = await openedEngine({ script }, { clock });
    const heard = listenTo(opened);
    await heard.until(0, 6);
    expect(clock.waitsMs).toEqual([1_000, 2_000, 4_000]);
  });

  it('lines that are no events are passed over', async () => {
    const lines = ['', 'not json', '{"half":', '[]', eventAt('1795232896998000123')];
    const script = (asked: Asked): Scripted => (isEvents(asked) ? { lines, ends: false } : undefined);
    const opened = await openedEngine({ script });
    const heard = listenTo(opened);
    await heard.until(1, 0);
    expect(heard.events).toEqual([
      { atMs: 1_795_232_896_998, type: 'image', action: 'tag', id: 'sha256:aa' },
    ]);
  });

  it('ends when stopped, without a word', async () => {
    const opened = await openedEngine();
    let lost = 0;
    const stop = opened.engine.followEvents({ onEvent: () => undefined, onLost: () => (lost += 1) });
    await opened.docker.seen(isEvents);
    stop();
    opened.docker.dropConnections();
    await opened.engine.readCache();
    expect(lost).toBe(0);
    expect(opened.docker.requests.filter(isEvents)).toHaveLength(1);
  });
});

it('closing the engine ends the following, and no one tries again', async () => {
  const clock = impatientClock();
  const opened = await openedEngine({}, { clock });
  const heard = listenTo(opened);
  await opened.docker.seen(isEvents);
  opened.engine.close();
  opened.docker.dropConnections();
  await new Promise(setImmediate);
  expect([heard.lost(), clock.waitsMs.length]).toEqual([0, 0]);
});

describe('looking back', () => {
  it('covers the window by the engine’s own clock, to the nanosecond', async () => {
    const script = ({ path }: Asked): Scripted => {
      if (path === '/info') return { json: { SystemTime: '2026-11-21T04:00:05.234872451+01:00' } };
      return path === '/events' ? { lines: [eventAt('1795230004000000000')], ends: true } : undefined;
    };
    const { docker, engine } = await openedEngine({ script });
    expect(await engine.recentEvents(10_000)).toHaveLength(1);
    const { query } = await docker.seen(isEvents);
    const untilSeconds = Date.parse('2026-11-21T03:00:05Z') / 1000;
    expect(query.get('until')).toBe(`${untilSeconds}.234872451`);
    expect(query.get('since')).toBe(`${untilSeconds - 10}.234872451`);
  });

  it('hears of nothing when nothing was', async () => {
    const { engine } = await openedEngine();
    expect(await engine.recentEvents(10_000)).toEqual([]);
  });
});
