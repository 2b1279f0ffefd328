import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, PenceColumn, Reference} from '@app/platform';
import type {ItemKind} from './plan-content.js';

/** An outcome, something that will help, or a risk that was talked through. */
@Entity()
@Index(['planId'])
@Check('plan_item_position_check', `position BETWEEN 0 AND 59`)
@Check('plan_item_kind_check', `kind IN ('outcome', 'people', 'community', 'service', 'equipment', 'unpaid', 'risk')`)
@Check('plan_item_text_check', `length(btrim(text)) BETWEEN 1 AND 1000`)
@Check('plan_item_note_check', `length(btrim(note)) BETWEEN 1 AND 1000`)
@Check('plan_item_agreed_with_check', `length(btrim(agreed_with)) BETWEEN 1 AND 200`)
@Check(
  'plan_item_risk_check',
  `CASE WHEN kind = 'risk' THEN num_nonnulls(note, agreed_with) = 2 ELSE agreed_with IS NULL END`,
)
export class PlanItem {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('support_plan') planId: string;
  @Column({type: 'smallint'}) position: number;
  @Column({type: 'text'}) kind: ItemKind;
  @Column({type: 'text'}) text: string;
  /** Of a risk what is done about it; of anything else what there is to add. */
  @Column({type: 'text', nullable: true}) note: string | null;
  /** Of a risk, who talked it through and agreed. */
  @Column({type: 'text', nullable: true}) agreedWith: string | null;
}

/** A part of the rough week. Where it ends no later than it begins, it ends on the next day. */
@Entity()
@Index(['planId'])
@Check('plan_time_position_check', `position BETWEEN 0 AND 59`)
@Check('plan_time_weekdays_check', `cardinality(weekdays) > 0 AND weekdays <@ '{1,2,3,4,5,6,7}'::smallint[]`)
@Check('plan_time_service_check', `service ~ '^[a-z][a-z0-9_]{1,39}$'`)
@Check('plan_time_text_check', `length(btrim(text)) BETWEEN 1 AND 200`)
@Check('plan_time_rate_pence_check', `rate_pence BETWEEN 1 AND 1000000`)
@Check('plan_time_to_time_check', `to_time <> from_time`)
@Check('plan_time_what_check', `num_nonnulls(service, text) > 0`)
export class PlanTime {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('support_plan') planId: string;
  @Column({type: 'smallint'}) position: number;
  /** 1 is Monday, 7 is Sunday. */
  @Column({type: 'smallint', array: true}) weekdays: number[];
  @Column({type: 'time'}) fromTime: string;
  @Column({type: 'time'}) toTime: string;
  /** The code of a service that listings offer. */
  @Column({type: 'text', nullable: true}) service: string | null;
  @Column({type: 'text', nullable: true}) text: string | null;
  /** About how much an hour; null is help that costs nothing. */
  @PenceColumn({nullable: true}) ratePence: number | null;
}

/** Up to how much a week a role may accept, from a day on: general, or a council's own. */
@Entity()
@Index('plan_limit_general_idx', ['role', 'startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index('plan_limit_council_id_role_starts_on_idx', ['councilId', 'role', 'startsOn'], {unique: true})
@Check('plan_limit_role_check', `role IN ('officer', 'approver')`)
@Check('plan_limit_weekly_pence_check', `weekly_pence BETWEEN 0 AND 10000000`)
@Check('plan_limit_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class PlanLimit {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) role: 'officer' | 'approver';
  /** Null is no limit. */
  @PenceColumn({nullable: true}) weeklyPence: number | null;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) source: string;
}
