import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {PayCycle} from './pay-periods.js';

/** How an employed PA is paid, from a day on: what the law of holidays and wages asks to know of it. */
@Entity()
@Unique(['engagementId', 'startsOn'])
@Check('pay_arrangement_hours_kind_check', `hours_kind IN ('regular', 'irregular')`)
@Check('pay_arrangement_weekly_minutes_check', `weekly_minutes BETWEEN 1 AND 10080`)
@Check('pay_arrangement_cycle_check', `cycle IN ('weekly', 'two_weekly', 'four_weekly', 'monthly')`)
@Check('pay_arrangement_recorded_how_check', `recorded_how IN ('phone', 'letter', 'meeting')`)
@Check('pay_arrangement_regular_check', `hours_kind = 'irregular' OR weekly_minutes IS NOT NULL`)
@Check('pay_arrangement_rolled_up_check', `NOT rolled_up OR hours_kind = 'irregular'`)
export class PayArrangement {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('engagement') engagementId: string;
  @Column({type: 'text'}) hoursKind: 'regular' | 'irregular';
  /** What is contracted for a week; null where nothing is. */
  @Column({type: 'integer', nullable: true}) weeklyMinutes: number | null;
  @Column({type: 'text'}) cycle: PayCycle;
  /** Holiday pay is paid with each wage, itemised, instead of when holiday is taken. */
  @Column({type: 'boolean', default: false}) rolledUp: boolean;
  /** The PA's, where the minimum wage of an age holds; null counts as grown up. */
  @DayColumn({nullable: true}) bornOn: string | null;
  @DayColumn() startsOn: string;
  @Reference('person') recordedBy: string;
  @Column({type: 'text', nullable: true}) recordedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
