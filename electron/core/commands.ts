/** What people and the scheduler may ask for: the commands arrow. */

import type { EngineAnswer } from '../../shared/contract.ts';
import { rescuePreset } from '../../shared/disk-level.ts';
import type { AppState } from '../../shared/state.ts';
import type { BilgeParts } from './bilge-parts.ts';
import { ContainerInspections } from './browsing/container-inspections.ts';
import type { Cleaner } from './cleaning/cleaner.ts';
import { PlanDesk } from './cleaning/plan-desk.ts';
import { askEngines } from './commands/ask-engines.ts';
import { BrowseCommands, type Beside } from './commands/browse-commands.ts';
import { BuilderCommands } from './commands/builder-commands.ts';
import { CleaningCommands } from './commands/cleaning-commands.ts';
import { EngineCommands } from './commands/engine-commands.ts';
import type { Helm } from './commands/helm.ts';
import { PlanCommands } from './commands/plan-commands.ts';
import { PullCommands } from './commands/pull-commands.ts';
import { ReceiptCommands } from './commands/receipt-commands.ts';
import { SettingsCommands } from './commands/settings-commands.ts';
import { TrendCommands } from './commands/trend-commands.ts';
import type { NoticeAction } from './notice.ts';
import { Puller } from './pulling/puller.ts';

export class Commands {
  readonly plans: PlanCommands;
  readonly cleaning: CleaningCommands;
  readonly receipts: ReceiptCommands;
  readonly pulling: PullCommands;
  readonly settings: SettingsCommands;
  readonly engines: EngineCommands;
  readonly browsing: BrowseCommands;
  readonly builders: BuilderCommands;
  readonly trends: TrendCommands;
  readonly #parts: BilgeParts;
  readonly #helm: Helm;

  constructor(parts: BilgeParts, cleaner: Cleaner, helm: Helm) {
    this.#parts = parts;
    this.#helm = helm;
    const puller = new Puller(
      parts,
      () => cleaner.isBusy,
      (pulling) => helm.store.update({ pulling }),
    );
    const isBusy = (): boolean => cleaner.isBusy || puller.isBusy;
    const desk = new PlanDesk(parts, cleaner, () => helm.store.state.settings);
    this.settings = new SettingsCommands(parts, helm);
    this.receipts = new ReceiptCommands(parts.journal, helm.store);
    this.pulling = new PullCommands(puller, helm, this.receipts);
    this.plans = new PlanCommands({ clock: parts.clock, desk, isBusy }, helm, this.settings);
    this.cleaning = new CleaningCommands({ parts, cleaner, isBusy }, helm, this);
    this.engines = new EngineCommands(helm, this.settings, isBusy);
    const inspections = new ContainerInspections({ ...parts, onLate: () => helm.answersCameLate() });
    const beside = (): Beside => ({ ...inspections.of(helm.engine), useOf: helm.imageUses.useOf });
    this.browsing = new BrowseCommands(helm, this.plans, beside, inspections);
    this.builders = new BuilderCommands(helm, this.plans);
    this.trends = new TrendCommands(parts, helm, (kind, id) => this.browsing.rowOf(kind, id));
  }

  engineAnswers(): Promise<readonly EngineAnswer[]> {
    return askEngines(this.#parts.door, this.#helm.store.state.engines);
  }

  /** Asks the release page which version is the newest. */
  async lookForUpdate(): Promise<AppState> {
    await this.#helm.updates.look();
    return this.#helm.store.state;
  }

  /** A button of a notification. */
  async noticeAction(action: NoticeAction): Promise<void> {
    switch (action) {
      case 'clean-cache':
        // The button names what goes and how much: pressing it is the consent. Not for a remote engine, nor for another one than
        // the warning was about.
        if (this.plans.isRemote || !this.#isRaisedHere()) this.#parts.openScreen('plan', 'cache');
        else await this.cleaning.unasked('cache', 'notification');
        break;
      case 'open-plan':
        this.#parts.openScreen('plan', rescuePreset(this.#helm.store.state));
        break;
      case 'open':
        this.#parts.openScreen('overview', undefined);
        break;
      case 'snooze':
        this.#helm.board.snooze();
    }
  }

  #isRaisedHere(): boolean {
    const { engine } = this.#helm.store.state;
    return engine.kind === 'ready' && engine.facts.endpoint === this.#helm.board.raisedForEndpoint;
  }
}
