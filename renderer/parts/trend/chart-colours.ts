/** The theme's colours as a canvas needs them: it knows no custom properties, and is not drawn anew by itself. */

import { createSubscriber } from 'svelte/reactivity';

export interface ChartColours {
  readonly line: string;
  readonly fill: string;
  readonly grid: string;
  readonly text: string;
  readonly limit: string;
  readonly danger: string;
  readonly paper: string;
}

/** What decides them beside the theme that the user chose. */
const LOOKS = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'];

const followTheme = createSubscriber((update) => {
  const queries = LOOKS.map((look) => matchMedia(look));
  for (const query of queries) query.addEventListener('change', update);
  const chosen = new MutationObserver(update);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', update);
    chosen.disconnect();
  };
});

/** As they are on this element now; whoever reads them in an effect runs again when they change. */
export function chartColours(host: HTMLElement): ChartColours {
  followTheme();
  const probe = document.createElement('span');
  host.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    line: colour('--chart-line'),
    fill: colour('--chart-fill'),
    grid: colour('--chart-grid'),
    text: colour('--chart-text'),
    limit: colour('--chart-limit'),
    danger: colour('--chart-danger'),
    paper: colour('--paper'),
  };
  probe.remove();
  return colours;
}
