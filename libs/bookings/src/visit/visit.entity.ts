import {Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {VisitState} from './visit.state.js';

/** Somebody comes, from when to when, for how much. No worker can be in two visits at once: the database refuses it. */
@Entity()
@Index(['bookingId', 'startsAt'])
@Index('visit_recorded_at_idx', ['recordedAt'], {where: `state = 'recorded'`})
@Check('visit_approved_how_check', `approved_how IN ('phone', 'letter', 'meeting')`)
@Check('visit_lane_check', `lane >= 1`)
@Check(
  'visit_state_check',
  `state IN ('requested', 'accepted', 'declined', 'cancelled', 'expired', 'recorded', 'approved', 'paused', 'missed')`,
)
@Check('visit_no_show_check', `no_show IN ('holder', 'worker')`)
@Check('visit_planned_check', `NOT planned OR state NOT IN ('recorded', 'approved')`)
@Index('visit_pause_id_idx', ['pauseId'], {where: 'pause_id IS NOT NULL'})
@Check('visit_paused_check', `state <> 'paused' OR pause_id IS NOT NULL`)
@Check('visit_missed_check', `state <> 'missed' OR no_show = 'worker'`)
@Index('visit_planned_idx', ['startsAt'], {where: `planned AND state IN ('requested', 'accepted')`})
@Check('visit_price_pence_check', `price_pence >= 0`)
@Check('visit_miles_check', `miles BETWEEN 0 AND 500`)
@Check('visit_actual_pence_check', `actual_pence >= 0`)
@Check('visit_ends_at_check', `ends_at > starts_at AND ends_at <= starts_at + interval '25 hours'`)
@Check('visit_ended_at_check', `ended_at > started_at`)
@Check('visit_query_reason_check', `length(query_reason) <= 500`)
@Check('visit_approved_silently_check', `NOT approved_silently OR (state = 'approved' AND approved_by IS NULL)`)
@Check(
  'visit_recorded_check',
  `state NOT IN ('recorded', 'approved')
   OR (started_at IS NOT NULL AND ended_at IS NOT NULL AND actual_pence IS NOT NULL AND recorded_by IS NOT NULL)`,
)
@Exclusion(
  'visit_named_worker_free',
  `USING gist (named_worker_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
   WHERE (named_worker_id IS NOT NULL AND state IN ('requested', 'accepted', 'recorded', 'approved'))`,
)
@Index('visit_named_worker_id_idx', ['namedWorkerId'], {where: 'named_worker_id IS NOT NULL'})
@Exclusion(
  'visit_no_double_booking',
  `USING gist (worker_id WITH =, lane WITH =, tstzrange(starts_at, ends_at) WITH &&)
   WHERE (state IN ('requested', 'accepted', 'recorded', 'approved'))`,
)
export class Visit {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('booking') bookingId: string;
  /** The person who comes; for a provider the listing itself while no worker is named. */
  @Column({type: 'uuid'}) workerId: string;
  /** Who of an enterprise comes, where it says so. */
  @Reference('person', {nullable: true}) namedWorkerId: string | null;
  /** A provider with room for several visits at once has as many lanes; a person has one. */
  @Column({type: 'smallint', default: 1}) lane: number;
  @Column({type: 'text', default: 'requested'}) state: VisitState;
  @InstantColumn() startsAt: Date;
  @InstantColumn() endsAt: Date;
  @PenceColumn() pricePence: number;
  @InstantColumn({nullable: true}) startedAt: Date | null;
  @InstantColumn({nullable: true}) endedAt: Date | null;
  @Column({type: 'numeric', precision: 6, scale: 1, nullable: true}) miles: string | null;
  /** What the recorded hours and miles cost; what a late cancellation costs. */
  @PenceColumn({nullable: true}) actualPence: number | null;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @Reference('person', {nullable: true}) approvedBy: string | null;
  /** How staff were told to approve it; null when whoever did so did it themselves. */
  @Column({type: 'text', nullable: true}) approvedHow: 'phone' | 'letter' | 'meeting' | null;
  /** Why the holder sent the hours back; null once they are recorded again. */
  @Column({type: 'text', nullable: true}) queryReason: string | null;
  /** No period of its line reaches so far yet: nothing is held for it until one does. */
  @Column({type: 'boolean', default: false}) planned: boolean;
  /** Who was not there, when somebody was not. */
  @Column({type: 'text', nullable: true}) noShow: 'holder' | 'worker' | null;
  /** By which pause it is paused, or what it was paused by before it was called off. */
  @Reference('support_pause', {nullable: true}) pauseId: string | null;
  /** When the hours that count were recorded. */
  @InstantColumn({nullable: true}) recordedAt: Date | null;
  /** That nobody said a word for as long as the council's rule says. */
  @Column({type: 'boolean', default: false}) approvedSilently: boolean;
  /** How often its state or times changed; the database counts. A calendar tells by it what is newer. */
  @Column({type: 'integer', default: 0, update: false}) sequence: number;
}

/** What a visit takes from one period of a line: held when requested, committed when accepted, spent when approved. */
@Entity()
@Index(['periodId'])
@Check('visit_split_amount_pence_check', `amount_pence >= 0`)
@Check('visit_split_spent_pence_check', `spent_pence >= 0`)
export class VisitSplit {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Visit') visitId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetPeriod') periodId: string;
  @CouncilId() councilId: string;
  @PenceColumn() amountPence: number;
  @PenceColumn({nullable: true}) spentPence: number | null;
}
