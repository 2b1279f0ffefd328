import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** How somebody can show what is new. There is no box to write in: what a certificate says belongs nowhere. */
export const SHOWING = ['office', 'video', 'post', 'online'] as const;
export type Showing = (typeof SHOWING)[number];

/** From when on renewals open and reminders go out: a council's own, or what every council starts with. */
@Entity()
@Index('renewal_rule_general_idx', ['startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index(['councilId', 'startsOn'], {unique: true})
@Check('renewal_rule_opens_days_check', `opens_days BETWEEN 1 AND 366`)
@Check(
  'renewal_rule_remind_days_check',
  `cardinality(remind_days) <= 6 AND 1 <= ALL (remind_days) AND 366 >= ALL (remind_days)`,
)
@Check('renewal_rule_remind_when_open_check', `opens_days >= ALL (remind_days)`)
@Check('renewal_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class RenewalRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @DayColumn() startsOn: string;
  @Column({type: 'smallint'}) opensDays: number;
  @Column({type: 'smallint', array: true}) remindDays: number[];
  @Column({type: 'text'}) source: string;
}

/** A member says that they have what renews a requirement, and how the council can see it. */
@Entity()
@Unique(['memberId', 'requirement', 'lapsesOn'])
@Check('renewal_request_how_check', `how IN ('office', 'video', 'post', 'online')`)
export class RenewalRequest {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text'}) requirement: string;
  /** Of what it renews; null when that has lapsed already. */
  @DayColumn({nullable: true}) lapsesOn: string | null;
  @Column({type: 'text'}) how: Showing;
  @DayColumn() readyOn: string;
  @Reference('person') askedBy: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
}

/** That a member was reminded: by the clock, some days before, or by an officer. */
@Entity()
@Index('lapse_reminder_once_idx', ['memberId', 'lapsesOn', 'daysBefore'], {
  unique: true,
  where: 'days_before IS NOT NULL',
})
@Index('lapse_reminder_once_a_day_idx', ['memberId', 'lapsesOn', 'sentOn'], {
  unique: true,
  where: 'days_before IS NULL',
})
@Check('lapse_reminder_requirements_check', `cardinality(requirements) > 0`)
@Check('lapse_reminder_days_before_check', `(days_before IS NULL) = (sent_by IS NOT NULL)`)
export class LapseReminder {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @DayColumn() lapsesOn: string;
  /** Titles, as they were told. */
  @Column({type: 'text', array: true}) requirements: string[];
  /** Which of the configured reminders it is; null when an officer sent it. */
  @Column({type: 'smallint', nullable: true}) daysBefore: number | null;
  @DayColumn() sentOn: string;
  @Reference('person', {nullable: true}) sentBy: string | null;
  @InstantColumn({default: () => 'now()'}) sentAt: Date;
}
