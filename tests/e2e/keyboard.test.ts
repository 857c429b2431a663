/** Every function by the keyboard alone, in the real app: no test here ever points at anything. */

import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOnSample, type SampleSession } from './sample-session.ts';
import { until } from './until.ts';

let session: SampleSession;
let page: Page;

beforeAll(async () => {
  session = await openOnSample();
  page = session.page;
});
afterAll(() => session.close());

const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const focused = () => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
const row = (index: number) => page.locator(`main [data-index="${String(index)}"]`);
const focusIs = async (index: number): Promise<true | undefined> =>
  (await row(index).evaluate((element) => element === document.activeElement)) || undefined;

/** Presses Tab until the focus is on what bears this text. */
async function tabTo(text: string | RegExp, backwards = false): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const label = await page.evaluate(() => {
      const { activeElement } = document;
      const words = activeElement instanceof HTMLInputElement ? activeElement.labels?.[0] : activeElement;
      return `${activeElement?.getAttribute('aria-label') ?? ''} ${words?.textContent ?? ''}`.trim();
    });
    if (typeof text === 'string' ? label.includes(text) : text.test(label)) return;
    await press(backwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Tab never came to ${String(text)}`);
}

/** Tab from the head of the screen into its list. */
async function enterList(): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await page.evaluate(() => document.activeElement?.matches('[data-index]') ?? false)) return;
    await press('Tab');
  }
  throw new Error('Tab never came to the list');
}

describe('places', () => {
  it.each([
    ['1', 'Overview'],
    ['2', 'Build cache'],
    ['3', 'Images'],
    ['4', 'Containers and logs'],
    ['5', 'Volumes'],
    ['6', 'Builders'],
    ['7', 'History'],
    ['8', 'Settings'],
  ])('Ctrl+%s goes to %s', async (digit, name) => {
    await press(`Control+${digit}`);
    await heading(name);
  });

  it('Tab and Enter go there too', async () => {
    await press('Control+1');
    await tabTo(/^Images$/, true);
    await press('Enter');
    await heading('Images');
  });

  it('? tells the keys, Escape closes them and the focus is back', async () => {
    await press('Control+2');
    await heading('Build cache');
    await enterList();
    const before = await focused();
    await press('?');
    await page.getByRole('dialog').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe(before);
  });
});

describe('the welcome', () => {
  it('is answered and gone', async () => {
    await press('Control+1');
    await heading('Overview');
    await tabTo(/^Skip$/);
    await press('Enter');
    await page.getByText('Welcome to Bilge').waitFor({ state: 'detached' });
    expect(session.home.settings().isWelcomed).toBe(true);
  });
});

describe('the list of the build cache', () => {
  it('is searched, walked and sorted', async () => {
    await press('Control+2');
    await heading('Build cache');
    await press('/');
    await page.keyboard.type('npm');
    await until('fewer rows', async () => ((await row(12).count()) === 0 ? true : undefined));
    await press('ArrowDown', 'End', 'Home', 'ArrowDown');
    await until('the second row', () => focusIs(1));
    await press('/', 'Escape');
    await row(12).waitFor();
    await tabTo(/^Size/);
    await press('Enter');
    await page.locator('[aria-sort=ascending]').waitFor();
    await press('Enter');
    await page.locator('[aria-sort=descending]').waitFor();
  });

  it('opens the details of a row, and gives the focus back', async () => {
    await enterList();
    await press('Home', 'Enter');
    await page.getByRole('button', { name: 'Close the details' }).waitFor();
    await press('Escape');
    await until('the focus back', () => focusIs(0));
  });

  it('marks a range and plans it', async () => {
    await press('Home', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Delete');
    const sheet = page.getByRole('dialog', { name: 'Marked items' });
    await sheet.getByRole('heading', { name: 'Goes' }).waitFor();
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await press('Escape');
  });

  it('is a tree whose branches open', async () => {
    await tabTo(/^List/, true);
    await press('ArrowRight');
    await page.getByRole('treegrid').waitFor();
    await enterList();
    await press('Home', 'ArrowRight');
    await page.locator('[aria-expanded=true][data-index]').waitFor();
    await press('ArrowLeft');
    await page.locator('[aria-expanded=true][data-index]').waitFor({ state: 'detached' });
  });

  it('is a map whose tiles are walked', async () => {
    await tabTo(/^Tree/, true);
    await press('ArrowRight');
    await page.getByRole('listbox').waitFor();
    await enterList();
    await press('ArrowRight', 'Enter');
    await page.getByRole('button', { name: 'Close the details' }).waitFor();
    await press('Escape');
  });
});

describe('the other lists', () => {
  it('an image is opened', async () => {
    await press('Control+3');
    await heading('Images');
    await enterList();
    await press('Enter');
    await page.getByRole('button', { name: 'Close the details' }).waitFor();
    await press('Escape');
  });

  it('Compose projects are beside the containers', async () => {
    await press('Control+4');
    await heading('Containers and logs');
    await tabTo(/^Containers$/);
    await press('ArrowRight');
    await page
      .getByText(/Compose projects?$/)
      .first()
      .waitFor();
  });

  it('volumes are measured', async () => {
    await press('Control+5');
    await heading('Volumes');
    await tabTo(/^Measure/);
    await press('Enter');
    await page.getByText(/^Sizes measured /).waitFor();
  });

  it('the cache of a builder is planned', async () => {
    await press('Control+6');
    await heading('Builders');
    await tabTo(/^Plan it/);
    await press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: 'Goes' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe('the overview', () => {
  it('its chart changes its span', async () => {
    await press('Control+1');
    await heading('Overview');
    await tabTo(/^48 hours/);
    await press('ArrowRight');
    await page.getByRole('radio', { name: '90 days' }).and(page.locator(':checked')).waitFor();
  });

  it('a quick clean runs from its button to its receipt', async () => {
    await tabTo(/^Quick clean/, true);
    await press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Quick clean' });
    await sheet.getByRole('heading', { name: 'Goes' }).waitFor();
    await tabTo(/^Clean — frees/);
    await press('Enter');
    await sheet.getByText(/^\d+ items? deleted$/).waitFor();
    await press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });
});
