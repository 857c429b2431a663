/** Draws the app on a fake bridge in jsdom, as one of its two surfaces. */

import { cleanup, render } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import App from '../../renderer/App.svelte';
import type { Handlers } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';
import { fakeBridge, type FakeBridge } from '../fakes/fake-bridge.ts';
import { appProps, type SurfaceName } from '../fakes/surfaces.ts';

/** One moment for all tests: 14:00 UTC on a Sunday. */
export const NOW_MS = Date.UTC(2026, 10, 22, 14, 0);

afterEach(cleanup);

// jsdom 27 has <dialog> but cannot open it (jsdom/jsdom#3294); delete with the first version that can.
Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});

type Report = (entries: Partial<IntersectionObserverEntry>[]) => void;
const watchers = new Map<Element, Report>();

/** jsdom lays nothing out: near the eye is what a test brings there. */
globalThis.IntersectionObserver = class {
  readonly #report: Report;
  constructor(report: Report) {
    this.#report = report;
  }
  observe(element: Element): void {
    watchers.set(element, this.#report);
  }
  unobserve(element: Element): void {
    watchers.delete(element);
  }
} as unknown as typeof IntersectionObserver;

/** What every element measures, px: room for some twenty rows. */
const [WIDTH_PX, HEIGHT_PX] = [1200, 680];

globalThis.ResizeObserver = class {
  readonly #report: ResizeObserverCallback;
  constructor(report: ResizeObserverCallback) {
    this.#report = report;
  }
  observe(target: Element): void {
    const contentRect = { width: WIDTH_PX, height: HEIGHT_PX } as DOMRectReadOnly;
    queueMicrotask(() => this.#report([{ target, contentRect } as ResizeObserverEntry], this));
  }
  unobserve(): void {
    // It reports once.
  }
  disconnect(): void {
    // It reports once.
  }
};
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { get: () => WIDTH_PX },
  clientHeight: { get: () => HEIGHT_PX },
});
Object.assign(Element.prototype, {
  scrollTo(this: Element, { top = 0 }: ScrollToOptions) {
    this.scrollTop = top;
    this.dispatchEvent(new Event('scroll'));
  },
  scrollIntoView() {
    // Everything is in view.
  },
});

/** Scrolls an element near the eye, or away from it. */
export async function scroll(element: Element, to: 'near' | 'away'): Promise<void> {
  const boundingClientRect = { height: 940 } as DOMRectReadOnly;
  watchers.get(element)?.([{ target: element, isIntersecting: to === 'near', boundingClientRect }]);
  await settled();
}

export async function showApp(
  surface: SurfaceName,
  state: AppState,
  answers: Partial<Handlers> = {},
): Promise<FakeBridge> {
  const fake = fakeBridge(state, answers);
  render(App, appProps(surface, fake.bridge));
  await settled();
  return fake;
}

/** The window at its settings. */
export async function showSettings(state: AppState, answers: Partial<Handlers> = {}): Promise<FakeBridge> {
  const fake = await showApp('window', state, answers);
  fake.push('navigate', { screen: 'settings', preset: undefined });
  await settled();
  return fake;
}

/** Lets answers that are already there arrive and be drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 25; turn += 1) await Promise.resolve();
}
