import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** What a person signs before a direct payment is paid: dated, in plain words and easy to read. Never edited. */
@Entity()
@Index('agreement_version_council_id_number_idx', ['councilId', 'number'], {unique: true})
@Index('agreement_version_council_id_starts_on_idx', ['councilId', 'startsOn'], {unique: true})
@Check('agreement_version_number_check', `number >= 1`)
@Check('agreement_version_purpose_check', `length(btrim(purpose)) BETWEEN 1 AND 4000`)
@Check('agreement_version_asked_check', `length(btrim(asked)) BETWEEN 1 AND 4000`)
@Check('agreement_version_surplus_check', `length(btrim(surplus)) BETWEEN 1 AND 4000`)
@Check('agreement_version_easy_check', `length(btrim(easy)) BETWEEN 1 AND 4000`)
@Check('agreement_version_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('agreement_version_sign_by_check', `sign_by >= starts_on`)
export class AgreementVersion {
  @Id() id: string;
  /** Null is what every council starts with. */
  @Column({type: 'uuid', nullable: true}) @ForeignKey('Council') councilId: string | null;
  @Column({type: 'integer'}) number: number;
  @DayColumn() startsOn: string;
  /** Until when who signed the one before is paid without having signed this. */
  @DayColumn({nullable: true}) signBy: string | null;
  /** What the money is for. */
  @Column({type: 'text'}) purpose: string;
  /** What is asked in return. */
  @Column({type: 'text'}) asked: string;
  /** What happens with a surplus. */
  @Column({type: 'text'}) surplus: string;
  @Column({type: 'text'}) easy: string;
  @Column({type: 'text'}) source: string;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
