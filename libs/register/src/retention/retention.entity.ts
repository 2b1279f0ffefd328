import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {RetentionCategory} from './retention-categories.js';

/** How long something is kept, from a day on, and where that is from. Without a council it is the general rule. */
@Entity()
@Index('retention_rule_category_starts_on_idx', ['category', 'startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index('retention_rule_council_id_category_starts_on_idx', ['councilId', 'category', 'startsOn'], {unique: true})
@Check('retention_rule_category_check', `category ~ '^[a-z][a-z_]{1,39}$'`)
@Check('retention_rule_months_check', `months BETWEEN 0 AND 600`)
@Check('retention_rule_keeps_check', `keeps = '{}' OR category = 'dbs_facts'`)
@Check('retention_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('retention_rule_general_check', `(council_id IS NULL) = (recorded_by IS NULL)`)
export class RetentionRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) category: RetentionCategory;
  @Column({type: 'smallint'}) months: number;
  /** Of a general rule: no council's own may be longer. */
  @Column({type: 'smallint', nullable: true}) mostMonths: number | null;
  /** Facts that stay: of a DBS certificate its level and number may. */
  @Column({type: 'text', array: true, default: '{}'}) keeps: string[];
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** While it lasts, nothing of the member is removed, whatever the rules say. */
@Entity()
@Index(['memberId'])
@Check('legal_hold_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('legal_hold_ends_on_check', `ends_on >= starts_on AND (ends_on IS NULL) = (lifted_by IS NULL)`)
export class LegalHold {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text'}) reason: string;
  @DayColumn() startsOn: string;
  /** The last day. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @Reference('person') placedBy: string;
  @InstantColumn({default: () => 'now()'}) placedAt: Date;
  @Reference('person', {nullable: true}) liftedBy: string | null;
}

/** Evidence of what was removed: ids and numbers, nothing of what it said. Written by the database alone. */
@Entity()
@Index(['councilId', 'removedAt'])
export class DestructionRecord {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('retention_rule') ruleId: string;
  @Column({type: 'text'}) category: RetentionCategory;
  @Column({type: 'integer'}) removed: number;
  @Column({type: 'uuid', array: true}) recordIds: string[];
  @InstantColumn({default: () => 'now()'}) removedAt: Date;
}
