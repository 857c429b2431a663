/** Brings the focus back to where it was after everything is drawn anew in another language. */

const FOCUSABLE = 'button, input, select, [tabindex]';

/** Notes where the focus is, by its place among all that can take it; the result puts it there again. */
export function keepFocus(): () => void {
  const index = focusables().findIndex((element) => element === document.activeElement);
  return () => focusables()[index]?.focus();
}

function focusables(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(FOCUSABLE)];
}
