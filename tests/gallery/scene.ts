/** One state of the app to draw, and what leads there. */

import type { Handlers, Screen } from '../../shared/contract.ts';
import type { AppState } from '../../shared/state.ts';

export interface Scene {
  readonly state: AppState;
  readonly answers?: Partial<Handlers>;
  /** Where main sends the window once it is drawn. */
  readonly goesTo?: Screen;
  /** The state main pushes once the plan was accepted. */
  readonly afterAccept?: AppState;
}
