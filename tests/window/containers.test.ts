/** The lists of containers and of Compose projects, and the lines that limit a log. */

import { fireEvent, screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readyState } from '../fakes/app-states.ts';
import {
  containerDetails,
  containerRows,
  projectDetails,
  projectRows,
  staleProjectDetails,
} from '../fakes/container-rows.ts';
import type { FakeBridge } from '../fakes/fake-bridge.ts';
import { fakeLists } from '../fakes/fake-lists.ts';
import { cellsOf, drawn, openDetails, showList } from './show-list.ts';

const nowMs = Date.now();
const ready = readyState(nowMs);

function showContainers({ isMeasured = true, state = ready } = {}): Promise<FakeBridge> {
  const rows = [...containerRows(nowMs, isMeasured), ...projectRows(nowMs)];
  const details = [containerDetails(), projectDetails(), staleProjectDetails()];
  return showList('containers', state, fakeLists(rows, details, nowMs));
}

async function showProjects(): Promise<FakeBridge> {
  const fake = await showContainers();
  await fireEvent.click(screen.getByRole('radio', { name: 'Compose projects' }));
  await drawn();
  return fake;
}

describe('a container', () => {
  test('tells its state, its image, how it logs and what it wrote', async () => {
    await showContainers();
    expect(cellsOf('shop-db-1')).toEqual([
      'shop-db-1',
      'running',
      'postgres:17-alpine',
      'shop',
      'local 38.0 MB',
      '63.0 kB',
    ]);
    expect(cellsOf('nostalgic_wozniak')[1]).toBe('stopped');
  });

  test('bears a word where nothing limits its log', async () => {
    await showContainers();
    expect(cellsOf('shop-api-1')[4]).toBe('json-file 4.71 GB no limit');
    expect(cellsOf('shop-worker-1')[4]).toBe('json-file no limit');
  });

  test('says nothing of a log that was not read', async () => {
    await showContainers();
    expect(cellsOf('zealous_kare')[4]).toBe('—');
  });
});

test('a list drawn before all logs were asked for is fetched anew once they were', async () => {
  const fake = await showContainers();
  const before = fake.inputsOf('browse').length;
  fake.push('state', { ...ready, usage: { ...ready.usage, lateAnswers: 1 } });
  await drawn();
  expect(fake.inputsOf('browse')).toHaveLength(before + 1);
});

test('logs without limit are a view of their own', async () => {
  const fake = await showContainers();
  await fireEvent.click(screen.getByRole('button', { name: 'Logs without limit' }));
  await drawn();
  expect(fake.inputsOf('browse').at(-1)).toMatchObject({ filter: { kind: 'container', view: 'unrotated' } });
});

describe('the details of a log that grows', () => {
  test('give the exact lines for the service and for the engine, and say that Bilge touches neither', async () => {
    await showContainers();
    const details = within(await openDetails('shop-api-1'));
    expect(details.getByText('This log grows without limit.')).toBeTruthy();
    expect(details.getByText(/Bilge never touches logs or these files\.$/)).toBeTruthy();
    const { fix } = containerDetails().log!;
    const compose = details.getByRole('group', { name: 'For this service, in its compose file' });
    const daemon = details.getByRole('group', { name: /^For all new containers, in daemon\.json/ });
    expect([compose.textContent, daemon.textContent]).toEqual([fix?.composeYaml, fix?.daemonJson]);
  });

  test('select the lines as soon as the focus comes to them', async () => {
    await showContainers();
    const details = within(await openDetails('shop-api-1'));
    await fireEvent.focus(details.getByRole('group', { name: /compose file$/ }));
    expect(getSelection()?.toString()).toBe(containerDetails().log?.fix?.composeYaml);
  });

  describe('copy', () => {
    afterEach(() => Reflect.deleteProperty(document, 'execCommand'));

    test.each([
      [true, 'Copied'],
      [false, 'Selected. Copy it with your keyboard.'],
    ])('them with a button (it works: %s)', async (works, answer) => {
      const copy = vi.fn(() => works);
      Object.assign(document, { execCommand: copy });
      await showContainers();
      const details = within(await openDetails('shop-api-1'));
      await fireEvent.click(details.getByRole('button', { name: /^Copy: For all new containers/ }));
      await drawn();
      expect(copy).toHaveBeenCalledWith('copy');
      expect(getSelection()?.toString()).toBe(containerDetails().log?.fix?.daemonJson);
      expect(details.getByText(answer)).toBeTruthy();
    });
  });
});

describe('sizes', () => {
  test('are not summed before they were measured', async () => {
    const state = { ...ready, usage: { ...ready.usage, containers: undefined } };
    const fake = await showContainers({ isMeasured: false, state });
    expect(cellsOf('shop-db-1').at(-1)).toBe('—');
    expect(screen.getByText('6 containers')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Measure' }));
    expect(fake.inputsOf('measure')).toHaveLength(1);
  });

  test('bear their age once they were', async () => {
    await showContainers();
    expect(screen.getByText(/^Sizes measured \d+s ago\.$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Measure again' })).toBeTruthy();
  });
});

describe('Compose projects', () => {
  test('come with those of which nothing runs first', async () => {
    const fake = await showProjects();
    expect(fake.inputsOf('browse').at(-1)).toMatchObject({
      filter: { kind: 'project' },
      sort: 'last-used',
      isDescending: false,
    });
    expect(cellsOf('workshop-2025')).toEqual([
      'workshop-2025',
      'nothing runs',
      '212d ago',
      '3',
      '2',
      '6.20 GB',
    ]);
    expect(cellsOf('shop')[1]).toBe('nothing runs');
    expect(cellsOf('3 of 3')[0]).toBe('shop');
  });

  test('keep the focus on the choice of the list', async () => {
    await showProjects();
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Compose projects' }));
  });

  test('are planned as a whole where nothing of them runs', async () => {
    const fake = await showProjects();
    const stale = within(await openDetails('workshop-2025'));
    await fireEvent.click(stale.getByRole('button', { name: 'Plan for the whole project' }));
    await drawn();
    expect(fake.inputsOf('planMarked')).toMatchObject([{ kind: 'whole' }]);
  });

  test('have no such plan while they run', async () => {
    await showProjects();
    const running = within(await openDetails('3 of 3'));
    expect(running.queryByRole('button', { name: 'Plan for the whole project' })).toBeNull();
  });

  test('lead from their details back to a container', async () => {
    await showProjects();
    const details = within(await openDetails('3 of 3'));
    expect(details.getByRole('heading', { name: 'Volumes · 3' })).toBeTruthy();
    await fireEvent.click(details.getByRole('button', { name: 'shop-api-1' }));
    await drawn();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Containers' }).checked).toBe(true);
    expect(screen.getByText('This log grows without limit.')).toBeTruthy();
  });
});
