/** Holds the one AppState and tells its followers of each change. */

import type { AppState } from '../../shared/state.ts';

export type StateFollower = (after: AppState, before: AppState) => void;

export class Store {
  #state: AppState;
  readonly #followers = new Set<StateFollower>();

  constructor(first: AppState) {
    this.#state = first;
  }

  get state(): AppState {
    return this.#state;
  }

  /** Replaces the given parts; followers hear of it once, in the order they came. */
  update(parts: Partial<AppState>): void {
    const before = this.#state;
    this.#state = { ...before, ...parts };
    for (const follower of this.#followers) follower(this.#state, before);
  }

  /** The result ends it. */
  follow(follower: StateFollower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }
}
