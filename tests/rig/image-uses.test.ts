import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Bilge } from '../../electron/core/bilge.ts';
import type { Clock } from '../../electron/core/ports/host.ts';
import type { ImageUse } from '../../shared/browse.ts';
import { baseImage, build, importBase } from './build-image.ts';
import { startEngine, type RigEngine } from './engines.ts';
import { startBilge, until } from './real-bilge.ts';
import { runContainer, runInBackground, startToItsEnd } from './run-container.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
/** The engine remembers 256. */
const MORE_EVENTS_THAN_KEPT = 310;

/** The oldest, and both stores of the newest: the events of 26.1 are those of 28. */
describe.each(['d20', 'd28', 'd28c'] as const)('when an image of %s was last used', (name) => {
  let rig: RigEngine;
  let home: string;
  let bilge: Bilge | undefined;
  let appId: string;
  let idleId: string;
  let baseId: string;

  beforeAll(async () => {
    rig = await startEngine(name);
    await importBase(rig);
    for (const each of ['app', 'idle'])
      await build(rig, { dockerfile: `FROM ${baseImage}\nRUN echo ${each} > /name\n`, tags: [`${each}:1`] });
    [appId, idleId, baseId] = [await idOf('app:1'), await idOf('idle:1'), await idOf(baseImage)];
  });
  afterAll(async () => {
    await rig.dispose();
  });

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'bilge-uses-'));
    process.env['BILGE_HOME'] = home;
    await restart();
  });
  afterEach(async () => {
    await close();
    await removeContainers();
    rmSync(home, { recursive: true });
  });

  const idOf = async (image: string): Promise<string> =>
    (await rig.docker(['images', '--quiet', '--no-trunc', image])).trim();

  /** It forgets its events. */
  async function restart(): Promise<void> {
    await rig.stop();
    await rig.start();
  }

  async function removeContainers(): Promise<void> {
    const ids = (await rig.docker(['ps', '--all', '--quiet'])).split('\n').filter((id) => id !== '');
    if (ids.length > 0) await rig.docker(['rm', '--force', ...ids]);
  }

  /** Resolves once it has looked at the images. */
  async function open(clockOf?: (clock: Clock) => Clock): Promise<Bilge> {
    const opened = await startBilge(rig, clockOf);
    bilge = opened;
    await until(opened, ({ engine, usage }) => engine.kind === 'ready' && usage.images !== undefined);
    await opened.imageUses.settled;
    return opened;
  }

  async function close(): Promise<void> {
    await bilge?.close();
    bilge = undefined;
  }

  const useOf = (imageId: string): ImageUse | undefined => bilge?.imageUses.useOf(imageId);

  const lastUsedMs = (imageId: string): number | undefined => {
    const use = useOf(imageId);
    return use?.kind === 'last-used' ? use.atMs : undefined;
  };

  async function usedAtMs(imageId: string): Promise<number> {
    return vi.waitFor(
      () => {
        const atMs = lastUsedMs(imageId);
        if (atMs === undefined) throw new Error('no use is known');
        return atMs;
      },
      { timeout: 20_000 },
    );
  }

  /** One that leaves nothing behind but its events. Between these two times of the engine's clock, to the second. */
  async function runAndRemove(): Promise<readonly [fromMs: number, toMs: number]> {
    const fromMs = Date.now();
    await runContainer(rig, 'fleeting', ['app:1', 'true']);
    const toMs = Date.now();
    await rig.docker(['rm', 'fleeting']);
    return [fromMs, toMs];
  }

  async function endOf(container: string): Promise<number> {
    const format = '{{.State.FinishedAt}}';
    return Date.parse((await rig.docker(['inspect', '--format', format, container])).trim());
  }

  async function crowdOutEvents(): Promise<void> {
    for (let count = 0; count < MORE_EVENTS_THAN_KEPT; count += 1)
      await rig.api('POST', `/images/${baseImage}/tag?repo=crowd&tag=${count}`);
    for (let count = 0; count < MORE_EVENTS_THAN_KEPT; count += 1)
      await rig.api('DELETE', `/images/crowd:${count}`);
  }

  test('is heard while it happens, and kept over a restart of Bilge and of the engine', async () => {
    const fromMs = Date.now();
    await open();
    const idle = useOf(idleId);
    if (idle?.kind !== 'not-seen') throw new Error(`said to be ${idle?.kind}`);
    expect(idle.sinceMs).toBeGreaterThanOrEqual(fromMs);
    expect(useOf(appId)).toEqual(idle);
    const [ranFromMs, ranToMs] = await runAndRemove();
    const atMs = await usedAtMs(appId);
    expect(atMs).toBeGreaterThanOrEqual(ranFromMs);
    expect(atMs).toBeLessThanOrEqual(ranToMs);
    await close();

    await open();
    expect(await usedAtMs(appId)).toBeGreaterThanOrEqual(atMs);
    await close();
    await restart();
    await open();
    expect(await usedAtMs(appId)).toBeLessThanOrEqual(ranToMs);
    expect(await usedAtMs(appId)).toBeGreaterThanOrEqual(atMs);
    expect(useOf(idleId)).toEqual(idle);
  });

  test('is now while a container runs, and its end once it does not', async () => {
    await runInBackground(rig, 'runs', ['app:1', 'sleep', '1000']);
    await open();
    expect(useOf(appId)).toEqual({ kind: 'in-use' });
    await rig.docker(['stop', 'runs']);
    await vi.waitFor(() => expect(useOf(appId)?.kind).toBe('last-used'), { timeout: 20_000 });
    expect(Math.abs((await usedAtMs(appId)) - (await endOf('runs')))).toBeLessThan(1_000);
  });

  test('is asked for where Bilge was closed meanwhile', async () => {
    await open();
    await close();
    const [fromMs, toMs] = await runAndRemove();
    await open();
    expect(await usedAtMs(appId)).toBeGreaterThanOrEqual(fromMs);
    expect(await usedAtMs(appId)).toBeLessThanOrEqual(toMs);
    expect(useOf(idleId)?.kind).toBe('not-seen');
  });

  test('is read from a container that stands there where the engine forgot, restarted or crowded out', async () => {
    await open();
    await close();
    await runContainer(rig, 'stands', ['app:1', 'true']);
    await restart();
    await open();
    const endedAtMs = await endOf('stands');
    expect(await usedAtMs(appId)).toBe(endedAtMs);
    await close();

    await startToItsEnd(rig, 'stands');
    await crowdOutEvents();
    await open();
    const endedAgainAtMs = await endOf('stands');
    expect(endedAgainAtMs).toBeGreaterThan(endedAtMs);
    expect(await usedAtMs(appId)).toBe(endedAgainAtMs);
  });

  test('is what it was where nobody can tell what was missed', async () => {
    await open();
    const [, endedByMs] = await runAndRemove();
    // The last of its events was heard once the next thing was.
    await rig.docker(['tag', baseImage, 'heard:1']);
    await vi.waitFor(() => expect(lastUsedMs(baseId)).toBeGreaterThanOrEqual(endedByMs), { timeout: 20_000 });
    const told = [useOf(appId), useOf(idleId)];
    await close();
    await runAndRemove();
    await crowdOutEvents();
    await open();
    expect([useOf(appId), useOf(idleId)]).toEqual(told);
  });

  test('is the engine’s time, however wrong our own clock goes', async () => {
    const wrongBy =
      (byMs: number) =>
      (clock: Clock): Clock => ({
        nowMs: () => clock.nowMs() + byMs,
        after: (delayMs, run) => clock.after(delayMs, run),
        timeZone: () => clock.timeZone(),
      });
    await open();
    const idle = useOf(idleId);
    await runAndRemove();
    const atMs = await usedAtMs(appId);
    await close();
    for (const byMs of [-10 * YEAR_MS, 10 * YEAR_MS]) {
      await open(wrongBy(byMs));
      expect(Math.abs((await usedAtMs(appId)) - atMs)).toBeLessThan(5_000);
      expect(useOf(idleId)).toEqual(idle);
      await close();
    }
  });

  test('is heard again once an engine that was restarted under a running Bilge is back', async () => {
    const opened = await open();
    await rig.kill();
    await until(opened, ({ engine }) => engine.kind === 'unreachable');
    await rig.start();
    const [fromMs] = await runAndRemove();
    expect(await usedAtMs(appId)).toBeGreaterThanOrEqual(fromMs);
  });
});
