import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';
import type {PayPart} from './pay-part.js';

/** What was recorded of a visit, each time a row that stays; the last one counts. */
@Entity()
@Index(['visitId', 'id'])
@Unique(['councilId', 'formKey'])
@Check('hours_record_kind_check', `kind IN ('recorded', 'corrected')`)
@Check('hours_record_form_key_check', `length(form_key) BETWEEN 1 AND 200`)
@Check('hours_record_miles_check', `miles BETWEEN 0 AND 500`)
@Check('hours_record_awake_minutes_check', `awake_minutes BETWEEN 0 AND 1440`)
@Check('hours_record_work_pence_check', `work_pence >= 0`)
@Check('hours_record_mileage_pence_check', `mileage_pence >= 0`)
@Check('hours_record_expense_pence_check', `expense_pence >= 0`)
@Check('hours_record_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('hours_record_recorded_how_check', `recorded_how IN ('phone', 'letter', 'meeting')`)
@Check('hours_record_ended_at_check', `ended_at > started_at AND ended_at <= started_at + interval '25 hours'`)
@Check('hours_record_corrected_check', `(kind = 'corrected') = (reason IS NOT NULL)`)
export class HoursRecord {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('visit') visitId: string;
  /** By who came, or put right by who approves. */
  @Column({type: 'text'}) kind: 'recorded' | 'corrected';
  /** Sent twice with one key, it is recorded once. */
  @Column({type: 'text', nullable: true}) formKey: string | null;
  @InstantColumn() startedAt: Date;
  @InstantColumn() endedAt: Date;
  @Column({type: 'numeric', precision: 6, scale: 1, nullable: true}) miles: string | null;
  /** Of a sleep-in, for how long they were up to help. */
  @Column({type: 'integer', nullable: true}) awakeMinutes: number | null;
  @PenceColumn() workPence: number;
  @PenceColumn() mileagePence: number;
  @PenceColumn() expensePence: number;
  /** The work, stretch by stretch, with what each was paid by. */
  @Column({type: 'jsonb'}) parts: PayPart[];
  /** Why it was corrected. */
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Reference('person') recordedBy: string;
  @Column({type: 'text', nullable: true}) recordedHow: 'phone' | 'letter' | 'meeting' | null;
  /** When it was written down on a phone without signal; null when it was sent at once. */
  @InstantColumn({nullable: true}) madeAt: Date | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
