import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import {DBS_LEVELS, type DbsLevel} from '../scheme/requirement-kinds.js';

/** Somebody of an organisation who meets people, from one day to another, as it says. */
@Entity()
@Index(['organisationId'])
@Index(['personId'])
@Index(['namedBy'])
@Index(['endedBy'])
@Index('enterprise_worker_now_idx', ['organisationId', 'personId'], {unique: true, where: 'until_on IS NULL'})
@Check('enterprise_worker_until_on_check', `until_on >= from_on`)
@Check('enterprise_worker_ended_by_check', `ended_by IS NULL OR until_on IS NOT NULL`)
export class EnterpriseWorker {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('organisation') organisationId: string;
  @Reference('person') personId: string;
  @DayColumn() fromOn: string;
  /** The first day on which they no longer do. */
  @DayColumn({nullable: true}) untilOn: string | null;
  @Reference('person') namedBy: string;
  @InstantColumn({default: () => 'now()'}) namedAt: Date;
  /** Null too when they left the organisation. */
  @Reference('person', {nullable: true}) endedBy: string | null;
}

export const WORKER_CHECK_WAYS = ['original', 'update_service'] as const;
export type WorkerCheckWay = (typeof WORKER_CHECK_WAYS)[number];

/** That somebody's DBS certificate was seen, or looked up: level and dates, never its number or what it says. */
@Entity()
@Index(['organisationId', 'personId'])
@Index(['personId'])
@Index(['applicationId'])
@Index(['seenBy'])
@Index(['recordedBy'])
@Index(['voidedBy'])
@Check('worker_check_how_check', `how IN ('original', 'update_service')`)
@Check('worker_check_level_check', `level IN ('${DBS_LEVELS.join(`', '`)}')`)
@Check('worker_check_issued_on_check', `issued_on BETWEEN '1950-01-01' AND checked_on`)
@Check(
  'worker_check_checked_on_check',
  `checked_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date`,
)
@Check(
  'worker_check_consented_on_check',
  `(consented_on IS NOT NULL) = (how = 'update_service') AND consented_on <= checked_on`,
)
@Check('worker_check_voided_check', `num_nulls(voided_by, voided_at) IN (0, 2)`)
export class WorkerCheck {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('organisation') organisationId: string;
  @Reference('person') personId: string;
  @Reference('application') applicationId: string;
  @Column({type: 'text'}) how: WorkerCheckWay;
  @Column({type: 'text'}) level: DbsLevel;
  @DayColumn() issuedOn: string;
  /** The day the original was seen, or the Update Service looked at. */
  @DayColumn() checkedOn: string;
  /** The day they let the council look at the Update Service. */
  @DayColumn({nullable: true}) consentedOn: string | null;
  @Reference('person') seenBy: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @Reference('person', {nullable: true}) voidedBy: string | null;
  @InstantColumn({nullable: true}) voidedAt: Date | null;
}
