/** One revision of a plan as people look at it: the frozen plan, and all that was weighed for it. */

import type { ItemKind } from '../../../shared/clean-options.ts';
import {
  PLAN_PAGE_SIZE,
  type PlanChange,
  type PlanPageAnswer,
  type PlanPageQuery,
} from '../../../shared/contract.ts';
import { type PlanGroupSummary, type PlanRow } from '../../../shared/plan-sheet.ts';
import type { KeptGroup, Plan } from '../../../shared/plan.ts';
import type { ProtectRule } from '../../../shared/protect-rule.ts';
import { rowText } from '../browsing/cut-text.ts';
import { canTick, type Choice, type Guard } from './clean-scope.ts';
import { createPlan } from './create-plan.ts';
import { shortId } from './image-names.ts';
import type { ItemOf } from './item-traits.ts';
import { lastUsers } from './last-users.ts';
import { kindOf, planGroups } from './plan-groups.ts';
import { planHolders } from './plan-holders.ts';
import { planItem } from './plan-item.ts';
import { PlanLists } from './plan-lists.ts';
import { choiceOf, wishAfter, type PlanWish } from './plan-wish.ts';
import type { PlanReading } from './read-for-plan.ts';
import type { RowNumbers } from './row-numbers.ts';
import { rulesFor } from './rules-for.ts';
import { weighScope, type Weighed } from './weigh-scope.ts';

export interface DraftParts {
  readonly id: string;
  readonly reading: PlanReading;
  readonly wish: PlanWish;
  readonly guard: Guard;
  /** Shared by all revisions. */
  readonly rows: RowNumbers;
}

export class PlanDraft {
  readonly plan: Plan;
  readonly reading: PlanReading;
  readonly rows: RowNumbers;
  readonly #wish: PlanWish;
  readonly #weighed: Weighed;
  readonly #lists: PlanLists;
  readonly #holdersOf: ReturnType<typeof planHolders>;
  #lastUsers: ReadonlyMap<string, string> | undefined;

  constructor({ id, reading, wish, guard, rows }: DraftParts) {
    const { inventory, engineNowMs, identity, takenAtMs } = reading;
    const { options, picks, presetName } = wish;
    const scope = { inventory, options, nowMs: engineNowMs, guard, picks };
    this.#weighed = weighScope(scope);
    this.plan = createPlan(
      scope,
      { id, createdAtMs: takenAtMs, engine: identity, presetName },
      this.#weighed,
    );
    this.#lists = new PlanLists(this.#weighed);
    this.#holdersOf = planHolders(inventory, this.#weighed);
    this.#wish = wish;
    this.reading = reading;
    this.rows = rows;
  }

  /** Named volumes go. */
  get needsTypedWord(): boolean {
    return this.plan.items.some(({ why }) => why === 'ticked-volume');
  }

  /** Nothing goes, and nothing would at a tick. */
  get isEmpty(): boolean {
    return this.groups.length === 0;
  }

  get groups(): readonly PlanGroupSummary[] {
    return planGroups(this.plan, this.#weighed);
  }

  /** What stays whatever is ticked. */
  get kept(): readonly KeptGroup[] {
    return this.plan.kept.filter(({ why }) => !canTick({ keep: why }));
  }

  page({ list, kind: group, why, offset }: PlanPageQuery): PlanPageAnswer {
    const kind = kindOf(group);
    const choices = list === 'goes' ? this.#lists.goes(kind, group) : this.#lists.stays(kind, why);
    return {
      rows: choices.slice(offset, offset + PLAN_PAGE_SIZE).map((choice) => this.#row(kind, choice)),
      total: choices.length,
    };
  }

  wishAfter(change: PlanChange): PlanWish {
    return wishAfter(this.#wish, change, { weighed: this.#weighed, lists: this.#lists, rows: this.rows });
  }

  /** The rule that a row offered. */
  ruleAt(row: number, rule: number): ProtectRule | undefined {
    const ref = this.rows.at(row);
    const choice = ref && choiceOf(this.#weighed, ref.kind, ref.id);
    return choice && rulesFor(ref.kind, choice.item)[rule];
  }

  #row<Kind extends ItemKind>(kind: Kind, choice: Choice<ItemOf[Kind]>): PlanRow {
    const { id, references, digests: _, name, cacheType, ...weight } = planItem(this.#weighed, kind, choice);
    return {
      ...weight,
      name: rowText(name),
      cacheType: rowText(cacheType),
      sizeBytes: this.#lists.shownBytes(kind, choice),
      row: this.rows.of(kind, id),
      otherNames: references.filter((each) => each !== name).map((each) => rowText(each)),
      shortId: shortId(id),
      keep: choice.keep,
      canTick: canTick(choice),
      holders: this.#holdersOf(kind, choice.item),
      usedBy: kind === 'volume' ? this.#lastUserOf(id) : undefined,
      rules: rulesFor(kind, choice.item),
    };
  }

  #lastUserOf(volume: string): string | undefined {
    this.#lastUsers ??= lastUsers(this.reading.inventory.containers);
    return rowText(this.#lastUsers.get(volume));
  }
}
