import { beforeEach, describe, expect, it } from 'vitest';
import type { PullOffer } from '../../shared/contract.ts';
import type { PulledRow } from '../../shared/state.ts';
import type { Asked } from '../fakes/fake-docker-server.ts';
import { RunningApp } from './running-app.ts';

let app: RunningApp;
let planId: string;
beforeEach(async () => {
  app = await RunningApp.start();
  planId = await deepClean();
});

async function deepClean(): Promise<string> {
  const { plans, cleaning } = app.bilge.commands;
  const answer = await plans.create('deep');
  if (answer.kind !== 'plan') throw new Error(`no plan but ${answer.kind}`);
  expect(await cleaning.execute(answer.plan.id, false, '')).toEqual({ kind: 'started' });
  await app.untilReceiptOf(answer.plan.id);
  return answer.plan.id;
}

async function offerOf(name: string): Promise<PullOffer> {
  const offers = await app.bilge.commands.pulling.offers(planId);
  const offer = offers.find((each) => each.name === name);
  if (offer === undefined) throw new Error(`no offer of ${name}`);
  return offer;
}

async function results(): Promise<readonly PulledRow[]> {
  const { pulling } = await app.until(({ pulling: now }) => now.kind === 'idle' && now.last !== undefined);
  return pulling.kind === 'idle' ? (pulling.last?.results ?? []) : [];
}

const hasImage = (tag: string): boolean => app.contents.images.some(({ tags }) => tags.includes(tag));
const isPull = ({ path }: Asked): boolean => path === '/images/create';

describe('after a deep clean', () => {
  it('what a registry has comes back, and what none has is said so', async () => {
    expect(hasImage('minio/minio:latest')).toBe(false);
    expect(await offerOf('acme/trainer:cu126')).toMatchObject({ offer: 'never-pushed' });
    const { row, offer } = await offerOf('minio/minio:latest');
    expect(offer).toBe('by-tag');
    expect(await app.bilge.commands.pulling.pullBack(planId, [row])).toEqual({ kind: 'started' });
    expect(await results()).toEqual([{ row, result: 'pulled' }]);
    expect(hasImage('minio/minio:latest')).toBe(true);
    expect(await offerOf('minio/minio:latest')).toMatchObject({ offer: 'present' });
  });

  it('nothing is cleaned while an image comes back, and stopping leaves the engine as it was', async () => {
    const { pulling, cleaning, plans } = app.bilge.commands;
    const { row } = await offerOf('minio/minio:latest');
    const images = app.contents.images;
    const line = { id: 'a', status: 'Downloading', progressDetail: { current: 1, total: 2 } };
    app.misbehave((asked) => (isPull(asked) ? { lines: [JSON.stringify(line)], ends: false } : undefined));
    await pulling.pullBack(planId, [row]);
    await app.until(({ pulling: now }) => now.kind === 'pulling' && now.doneBytes === 1);

    expect(await plans.create('cache')).toEqual({ kind: 'busy' });
    expect(await cleaning.oneClick('deep', 'tray')).toEqual({ kind: 'busy' });
    expect(await pulling.pullBack(planId, [row])).toEqual({ kind: 'busy' });

    pulling.stop();
    expect(await results()).toEqual([{ row, result: 'stopped' }]);
    expect(app.contents.images).toBe(images);
    expect(await plans.create('cache')).not.toEqual({ kind: 'busy' });
  });

  it('nothing comes back while a clean runs', async () => {
    const { pulling, cleaning, plans } = app.bilge.commands;
    const { row } = await offerOf('minio/minio:latest');
    await pulling.pullBack(planId, [row]);
    await results();
    const again = await plans.create('deep');
    if (again.kind !== 'plan') throw new Error(again.kind);
    app.misbehave(({ method }) => (method === 'DELETE' ? 'never' : undefined));
    await cleaning.execute(again.plan.id, false, '');
    expect(await pulling.pullBack(planId, [row])).toEqual({ kind: 'busy' });
  });

  it('an unknown receipt offers nothing', async () => {
    const { pulling } = app.bilge.commands;
    expect(await pulling.offers('none')).toEqual([]);
    expect(await pulling.pullBack('none', [0])).toEqual({ kind: 'expired' });
  });
});
