/** Arrow keys in a list of rows: every element with `data-handle` is one step. */

const PAGE_STEPS = 10;
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_STEPS,
  PageUp: -PAGE_STEPS,
  Home: -Infinity,
  End: Infinity,
};

/** Moves the focus between the handles of a list (an attachment). Home and End reach as far as the list is drawn. */
export function listKeys(list: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const handle = (event.target as HTMLElement).closest('[data-handle]');
    if (step === undefined || !handle || event.ctrlKey || event.altKey || event.metaKey) return;
    const handles = [...list.querySelectorAll<HTMLElement>('[data-handle]')];
    const index = Math.max(0, Math.min(handles.length - 1, handles.indexOf(handle as HTMLElement) + step));
    handles[index]?.focus();
    event.preventDefault();
  };
  list.addEventListener('keydown', onKeyDown);
  return () => list.removeEventListener('keydown', onKeyDown);
}
