import {Check, Column, Entity, Index} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';
import type {RepresentationKind} from './powers.js';

/** How soon a kind of representation is looked at again, and how long it may last. General, or a council's own. */
@Entity()
@Index('representation_rule_general_idx', ['kind', 'startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index('representation_rule_council_id_kind_starts_on_idx', ['councilId', 'kind', 'startsOn'], {unique: true})
@Check(
  'representation_rule_kind_check',
  `kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker', 'fund_holder')`,
)
@Check('representation_rule_review_months_check', `review_months BETWEEN 1 AND 60`)
@Check('representation_rule_longest_months_check', `longest_months BETWEEN 1 AND 120`)
@Check('representation_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class RepresentationRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) kind: RepresentationKind;
  @Column({type: 'smallint'}) reviewMonths: number;
  /** Null where it may go on. */
  @Column({type: 'smallint', nullable: true}) longestMonths: number | null;
  /** Whether somebody who is not close to the adult shows a DBS certificate. */
  @Column({default: false}) dbsUnlessClose: boolean;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) source: string;
}
