import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** What the DBS Update Service answers of a certificate. */
export const STATUS_RESULTS = ['no_change', 'new_information', 'not_subscribed'] as const;
export type StatusResult = (typeof STATUS_RESULTS)[number];

/** That somebody lets the council look up their certificate, or no longer does. The latest counts; only ever added. */
@Entity()
@Index(['memberId'])
@Check(
  'update_service_consent_said_on_check',
  `said_on BETWEEN '2013-06-17' AND (recorded_at AT TIME ZONE 'Europe/London')::date`,
)
export class UpdateServiceConsent {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'boolean'}) consents: boolean;
  @DayColumn() saidOn: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** That somebody looked, and what the service answered. Only ever added. */
@Entity()
@Index(['evidenceId'])
@Check('status_check_result_check', `result IN ('no_change', 'new_information', 'not_subscribed')`)
@Check(
  'status_check_checked_on_check',
  `checked_on BETWEEN '2013-06-17' AND (recorded_at AT TIME ZONE 'Europe/London')::date`,
)
export class StatusCheck {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  /** The certificate. */
  @Reference('evidence') evidenceId: string;
  @Column({type: 'text'}) result: StatusResult;
  @DayColumn() checkedOn: string;
  @Reference('person') checkedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
