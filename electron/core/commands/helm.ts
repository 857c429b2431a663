/** What the commands act on. */

import type { Scheduler } from '../automation/scheduler.ts';
import type { CutOffClean } from '../cut-off-clean.ts';
import type { ImageUseKeeper } from '../image-use-keeper.ts';
import type { Monitor } from '../monitor.ts';
import type { NoticeBoard } from '../notice-board.ts';
import type { Engine } from '../ports/engine.ts';
import type { Store } from '../store.ts';
import type { UpdateWatch } from '../update-watch.ts';

export interface Helm {
  /** Undefined while none could be opened. */
  readonly engine: Engine | undefined;
  /** Of the engine that was read last; undefined until the one in view was. */
  readonly engineKey: string | undefined;
  readonly store: Store;
  readonly monitor: Monitor;
  readonly scheduler: Scheduler;
  readonly board: NoticeBoard;
  readonly cutOff: CutOffClean;
  readonly updates: UpdateWatch;
  readonly imageUses: Pick<ImageUseKeeper, 'useOf'>;
  /** Lists that are drawn may lack what came since. */
  answersCameLate(): void;
  openEngine(endpoint: string | undefined): Promise<void>;
  openSample(): Promise<void>;
}
