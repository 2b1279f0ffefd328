import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {PlanState} from './support-plan.state.js';

/** One version of somebody's plan. The next one is another row; what was agreed is never written over. */
@Entity()
@Index('support_plan_person_id_number_key', ['personId', 'number'], {unique: true})
@Index('support_plan_open_idx', ['personId'], {unique: true, where: `state IN ('draft', 'offered', 'agreed')`})
@Index('support_plan_accepted_idx', ['personId'], {unique: true, where: `state = 'accepted'`})
@Index('support_plan_waiting_idx', ['councilId', 'agreedAt'], {where: `state = 'agreed'`})
@Check('support_plan_number_check', `number > 0`)
@Check('support_plan_state_check', `state IN ('draft', 'offered', 'agreed', 'accepted', 'returned', 'replaced')`)
@Check('support_plan_about_check', `length(btrim(about)) BETWEEN 1 AND 4000`)
@Check('support_plan_backup_check', `length(btrim(backup)) BETWEEN 1 AND 2000`)
@Check('support_plan_helped_by_check', `length(btrim(helped_by)) BETWEEN 1 AND 200`)
@Check('support_plan_indicative_pence_check', `indicative_pence BETWEEN 0 AND 10000000`)
@Check('support_plan_weekly_pence_check', `weekly_pence >= 0`)
@Check('support_plan_figure_pence_check', `figure_pence >= 0`)
@Check('support_plan_agreed_how_check', `agreed_how IN ('phone', 'letter', 'meeting')`)
@Check('support_plan_limit_pence_check', `limit_pence >= 0`)
@Check('support_plan_reasons_check', `length(btrim(reasons)) BETWEEN 1 AND 2000`)
@Check(
  'support_plan_agreed_check',
  `num_nonnulls(agreed_by, agreed_at, weekly_pence) = CASE WHEN state IN ('draft', 'offered') THEN 0 ELSE 3 END`,
)
@Check(
  'support_plan_decided_check',
  `num_nonnulls(decided_by, decided_at) = CASE WHEN state IN ('draft', 'offered', 'agreed') THEN 0 ELSE 2 END`,
)
@Check(
  'support_plan_limit_check',
  `state NOT IN ('accepted', 'replaced') OR limit_pence IS NULL OR weekly_pence <= limit_pence`,
)
@Check(
  'support_plan_why_check',
  `CASE state WHEN 'returned' THEN reasons IS NOT NULL
   WHEN 'accepted' THEN reasons IS NOT NULL OR figure_pence IS NULL OR weekly_pence <= figure_pence ELSE true END`,
)
@Check('support_plan_decided_by_check', `decided_by NOT IN (person_id, started_by, agreed_by)`)
export class SupportPlan {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'smallint'}) number: number;
  @Column({type: 'text', default: 'draft'}) state: PlanState;
  /** What matters to them, in their words. */
  @Column({type: 'text', nullable: true}) about: string | null;
  /** What happens when somebody cannot come. */
  @Column({type: 'text', nullable: true}) backup: string | null;
  /** With whom they wrote it, when they did not write it alone. */
  @Column({type: 'text', nullable: true}) helpedBy: string | null;
  /** What the council said they may get a week, while there is no budget yet. */
  @PenceColumn({nullable: true}) indicativePence: number | null;
  /** What the rough week comes to, when it was agreed. */
  @PenceColumn({nullable: true}) weeklyPence: number | null;
  /** The weekly figure of the budget, or the indicative one, that it was held against then. */
  @PenceColumn({nullable: true}) figurePence: number | null;
  /** Counts what was written: whoever writes says what they had read, so that nothing is written over unseen. */
  @Column({type: 'integer', default: 0}) revision: number;
  @Reference('person') startedBy: string;
  @CreatedAt() createdAt: Date;
  @Reference('person', {nullable: true}) offeredBy: string | null;
  @Reference('person', {nullable: true}) agreedBy: string | null;
  /** How staff were told that it is agreed. */
  @Column({type: 'text', nullable: true}) agreedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({nullable: true}) agreedAt: Date | null;
  @Reference('person', {nullable: true}) decidedBy: string | null;
  @InstantColumn({nullable: true}) decidedAt: Date | null;
  /** Up to how much a week whoever decided might accept, when they did; null is without a limit. */
  @PenceColumn({nullable: true}) limitPence: number | null;
  @Column({type: 'text', nullable: true}) reasons: string | null;
}
