import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import type {RateBand, RateUnit} from '@app/kernel';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import type {EngagementStatus} from './engagement.entity.js';
import type {EngagementVersionState} from './engagement-version.state.js';

/** Who employs: the person, an organisation of disabled people, an agency; or nobody, where they work for themselves. */
export const EMPLOYERS = ['person', 'user_led', 'agency', 'self', 'enterprise'] as const;
export type Employer = (typeof EMPLOYERS)[number];
/** What a night asleep costs: nothing is agreed, a flat sum, or a flat sum and the hours awake for work beside it. */
export const SLEEP_INS = ['none', 'flat', 'flat_and_awake'] as const;
/** 5.6 weeks; built up by the hour or paid with it, which the law lets only irregular and part-year workers have. */
export const HOLIDAYS = ['none', 'statutory', 'accrued', 'rolled_up'] as const;

/** All that two agree on from a day on. It counts once both accepted it, and stands as it was then. */
@Entity()
@Unique('engagement_version_number_key', ['engagementId', 'number'])
@Index('engagement_version_open_key', ['engagementId'], {unique: true, where: `state = 'proposed'`})
@Check('engagement_version_number_check', `number >= 2`)
@Check('engagement_version_state_check', `state IN ('proposed', 'accepted', 'declined', 'withdrawn')`)
@Check('engagement_version_side_check', `side IN ('holder', 'worker')`)
@Check('engagement_version_status_check', `status IN ('employed', 'self_employed')`)
@Check('engagement_version_employer_check', `employer IN ('person', 'user_led', 'agency', 'self', 'enterprise')`)
@Check('engagement_version_employer_name_check', `length(btrim(employer_name)) BETWEEN 1 AND 200`)
@Check('engagement_version_status_reference_check', `length(btrim(status_reference)) BETWEEN 1 AND 60`)
@Check('engagement_version_tasks_check', `cardinality(tasks) <= 40`)
@Check('engagement_version_pattern_check', `length(btrim(pattern)) BETWEEN 1 AND 1000`)
@Check('engagement_version_notice_hours_check', `notice_hours BETWEEN 0 AND 720`)
@Check('engagement_version_late_cancellation_bp_check', `late_cancellation_bp BETWEEN 0 AND 10000`)
@Check('engagement_version_pause_bp_check', `pause_bp BETWEEN 0 AND 10000`)
@Check('engagement_version_pause_days_check', `pause_days BETWEEN 0 AND 366`)
@Check('engagement_version_mileage_pence_check', `mileage_pence BETWEEN 0 AND 200`)
@Check('engagement_version_sleep_ins_check', `sleep_ins IN ('none', 'flat', 'flat_and_awake')`)
@Check('engagement_version_holiday_check', `holiday IN ('none', 'statutory', 'accrued', 'rolled_up')`)
@Check('engagement_version_trial_notice_days_check', `trial_notice_days BETWEEN 0 AND 90`)
@Check('engagement_version_end_notice_days_check', `end_notice_days BETWEEN 0 AND 180`)
@Check('engagement_version_payers_check', `jsonb_typeof(payers) = 'array'`)
@Check('engagement_version_emergency_contact_check', `length(btrim(emergency_contact)) BETWEEN 1 AND 300`)
@Check('engagement_version_proposed_how_check', `proposed_how IN ('phone', 'letter', 'meeting')`)
@Check('engagement_version_decline_reason_check', `length(btrim(decline_reason)) BETWEEN 1 AND 500`)
@Check('engagement_version_answered_check', `(answered_at IS NULL) = (state = 'proposed')`)
@Check(
  'engagement_version_employer_who_check',
  `CASE status WHEN 'employed' THEN employer IN ('person', 'user_led', 'agency') ELSE employer IN ('self', 'enterprise') END`,
)
@Check('engagement_version_checked_check', `status_checked_on IS NULL OR status_reference IS NOT NULL`)
@Check(
  'engagement_version_self_checked_check',
  `employer <> 'self' OR state <> 'accepted' OR num_nulls(status_reference, status_checked_on) = 0`,
)
@Check('engagement_version_holiday_who_check', `status = 'employed' OR holiday = 'none'`)
export class EngagementVersion {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('engagement') engagementId: string;
  /** What was agreed first is number one, and stands in the engagement itself. */
  @Column({type: 'integer'}) number: number;
  @Column({type: 'text', default: 'proposed'}) state: EngagementVersionState;
  @Column({type: 'text'}) side: Side;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) status: EngagementStatus;
  @Column({type: 'text'}) employer: Employer;
  /** Of the organisation or agency. */
  @Column({type: 'text', nullable: true}) employerName: string | null;
  /** Of the check of employment status, and its day. */
  @Column({type: 'text', nullable: true}) statusReference: string | null;
  @DayColumn({nullable: true}) statusCheckedOn: string | null;
  /** Codes of services. */
  @Column({type: 'text', array: true, default: '{}'}) tasks: string[];
  /** The usual week, in words. */
  @Column({type: 'text', nullable: true}) pattern: string | null;
  @Column({type: 'integer'}) noticeHours: number;
  @Column({type: 'integer'}) lateCancellationBp: number;
  /** Paid while support pauses: this share, for so many days. */
  @Column({type: 'integer'}) pauseBp: number;
  @Column({type: 'integer'}) pauseDays: number;
  @Column({type: 'integer', nullable: true}) mileagePence: number | null;
  @Column({type: 'text'}) sleepIns: (typeof SLEEP_INS)[number];
  @Column({type: 'text'}) holiday: (typeof HOLIDAYS)[number];
  @DayColumn({nullable: true}) trialUntil: string | null;
  @Column({type: 'integer'}) trialNoticeDays: number;
  @Column({type: 'integer'}) endNoticeDays: number;
  /** Which lines are to pay, in this order, and their shares. */
  @Column({type: 'jsonb', default: '[]'}) payers: {lineId: string; shareBp: number}[];
  @Column({type: 'text', nullable: true}) emergencyContact: string | null;
  @Reference('person') proposedBy: string;
  @Column({type: 'text', nullable: true}) proposedHow: 'phone' | 'letter' | 'meeting' | null;
  @CreatedAt() createdAt: Date;
  @Reference('person', {nullable: true}) answeredBy: string | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
  @Column({type: 'text', nullable: true}) declineReason: string | null;
}

/** What a band costs from the version's first day on. */
@Entity()
@Check(
  'engagement_version_rate_band_check',
  `band IN ('weekday', 'evening', 'weekend', 'bank_holiday', 'waking_night', 'sleep_in', 'live_in')`,
)
@Check('engagement_version_rate_unit_check', `unit IN ('hour', 'visit', 'night', 'day')`)
@Check('engagement_version_rate_rate_pence_check', `rate_pence BETWEEN 1 AND 1000000`)
export class EngagementVersionRate {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('EngagementVersion') versionId: string;
  @PrimaryColumn({type: 'text'}) band: RateBand;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) unit: RateUnit;
  @PenceColumn() ratePence: number;
}
