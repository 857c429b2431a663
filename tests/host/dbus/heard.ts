/** What a test heard, in order; the test waits for the next instead of sleeping. */

export class Heard<T> {
  readonly #values: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  readonly add = (value: T): void => {
    const next = this.#waiting.shift();
    if (next === undefined) this.#values.push(value);
    else next(value);
  };

  async next(): Promise<T> {
    const value = this.#values.shift();
    return value ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Heard and not yet asked for. */
  get rest(): readonly T[] {
    return this.#values;
  }
}
