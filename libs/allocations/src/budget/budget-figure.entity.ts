import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const FIGURE_KINDS = ['indicative', 'final'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** What the council says the budget is worth a week: early, and then finally, each with its reasons. Care Act 2014 s.26. */
@Entity()
@Index(['budgetId'])
@Check('budget_figure_kind_check', `kind IN ('indicative', 'final')`)
@Check('budget_figure_weekly_pence_check', `weekly_pence BETWEEN 0 AND 100000000`)
@Check('budget_figure_reasons_check', `length(btrim(reasons)) BETWEEN 1 AND 2000`)
@Check('budget_figure_changed_check', `length(btrim(changed)) BETWEEN 1 AND 2000`)
export class BudgetFigure {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget') budgetId: string;
  @Column({type: 'text'}) kind: FigureKind;
  @PenceColumn() weeklyPence: number;
  @DayColumn() datedOn: string;
  @Column({type: 'text'}) reasons: string;
  /** Why it is not what the figure before was; every figure but the first says so. */
  @Column({type: 'text', nullable: true}) changed: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
