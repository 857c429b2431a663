/** A clock for "12 s ago": ticks once in 10 s, only while something on a visible page reads it. */

import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 10_000;

const subscribe = createSubscriber((update) => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const follow = () => {
    clearInterval(timer);
    timer = document.visibilityState === 'visible' ? setInterval(update, TICK_MS) : undefined;
  };
  const catchUp = () => {
    follow();
    update();
  };
  follow();
  document.addEventListener('visibilitychange', catchUp);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', catchUp);
  };
});

/** The present, epoch ms; whoever reads it in a component is drawn anew at each tick. */
export function nowMs(): number {
  subscribe();
  return Date.now();
}
