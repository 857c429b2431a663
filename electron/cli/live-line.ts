/** One line of a terminal that redraws itself, at most ten times a second; nothing at all in a pipe or a file. */

const CLEAR_LINE = '\r\u001b[2K';
const SHORTEST_MS = 100;

export interface LiveOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export class LiveLine {
  readonly #output: LiveOutput;
  #drawnAtMs = -Infinity;
  #isShown = false;
  #pending: (() => string) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(output: LiveOutput) {
    this.#output = output;
  }

  /** `text` is asked for when it is drawn, with the width there is then. What comes too soon waits, and only the last of it. */
  show(text: (columns: number) => string): void {
    if (this.#output.isTTY !== true) return;
    // A line as wide as the terminal would wrap on some.
    this.#pending = () => text((this.#output.columns ?? 80) - 1);
    const waitMs = this.#drawnAtMs + SHORTEST_MS - performance.now();
    if (waitMs <= 0) this.#draw();
    else this.#timer ??= setTimeout(() => this.#draw(), waitMs).unref();
  }

  /** Takes the line away, so that others may be written. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = undefined;
    if (this.#isShown) this.#output.write(CLEAR_LINE);
    this.#isShown = false;
  }

  #draw(): void {
    const text = this.#pending?.();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#pending = undefined;
    if (text === undefined) return;
    this.#output.write(`${CLEAR_LINE}${text}`);
    this.#isShown = true;
    this.#drawnAtMs = performance.now();
  }
}
