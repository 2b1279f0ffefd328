import {Check, Column, Entity, Exclusion, Index} from 'typeorm';
import type {RateBand, RateUnit} from '@app/kernel';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {EngagementState} from './engagement.state.js';

export const ENGAGEMENT_STATUSES = ['employed', 'self_employed'] as const;
/** A fact of each engagement, never of the PA: the same PA may be employed by one person and self-employed for another. */
export type EngagementStatus = (typeof ENGAGEMENT_STATUSES)[number];

/** The agreement between a holder and a PA or provider: both have to accept it before the first booking. */
@Entity()
@Index('engagement_one_in_force_idx', ['holderId', 'listingId'], {
  unique: true,
  where: `state IN ('proposed', 'accepted')`,
})
@Index(['listingId'])
@Check('engagement_proposed_how_check', `proposed_how IN ('phone', 'letter', 'meeting')`)
@Check('engagement_status_check', `status IN ('employed', 'self_employed')`)
@Check('engagement_state_check', `state IN ('proposed', 'accepted', 'declined', 'ended')`)
@Check('engagement_notice_hours_check', `notice_hours BETWEEN 0 AND 720`)
@Check('engagement_late_cancellation_bp_check', `late_cancellation_bp BETWEEN 0 AND 10000`)
@Check('engagement_mileage_pence_check', `mileage_pence BETWEEN 0 AND 200`)
@Check('engagement_decline_reason_check', `length(decline_reason) <= 500`)
@Check('engagement_ends_on_check', `ends_on >= starts_on`)
@Check('engagement_status_reference_check', `length(btrim(status_reference)) BETWEEN 1 AND 60`)
@Check(
  'engagement_checked_check',
  `num_nulls(status_reference, status_checked_on) IN (0, 2) AND (status = 'self_employed' OR status_reference IS NULL)`,
)
export class Engagement {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text'}) status: EngagementStatus;
  /** Of the check of employment status, and its day. */
  @Column({type: 'text', nullable: true}) statusReference: string | null;
  @DayColumn({nullable: true}) statusCheckedOn: string | null;
  @Column({type: 'text', default: 'proposed'}) state: EngagementState;
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. */
  @DayColumn({nullable: true}) endsOn: string | null;
  /** A visit cancelled with less notice than this is paid for in part or whole. */
  @Column({type: 'integer'}) noticeHours: number;
  /** How much of the price a late cancellation costs, in basis points. */
  @Column({type: 'integer'}) lateCancellationBp: number;
  /** Paid for each mile driven for the person; null when mileage is not paid. */
  @Column({type: 'integer', nullable: true}) mileagePence: number | null;
  @Reference('person') proposedBy: string;
  /** How staff were told to propose it; null when whoever did so did it themselves. */
  @Column({type: 'text', nullable: true}) proposedHow: 'phone' | 'letter' | 'meeting' | null;
  @CreatedAt() createdAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) declineReason: string | null;
}

/** What an hour, visit, night or day costs in a band, from when to when. Never edited: a change is another row. */
@Entity()
@Check(
  'engagement_rate_band_check',
  `band IN ('weekday', 'evening', 'weekend', 'bank_holiday', 'waking_night', 'sleep_in', 'live_in')`,
)
@Check('engagement_rate_unit_check', `unit IN ('hour', 'visit', 'night', 'day')`)
@Check('engagement_rate_rate_pence_check', `rate_pence BETWEEN 1 AND 1000000`)
@Check('engagement_rate_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'engagement_rate_no_overlap',
  `USING gist (engagement_id WITH =, band WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
export class EngagementRate {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('engagement') engagementId: string;
  @Column({type: 'text'}) band: RateBand;
  @Column({type: 'text'}) unit: RateUnit;
  @PenceColumn() ratePence: number;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
}
