import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, Reference} from '@app/platform';
import type {Area} from './powers.js';

/** Mental Capacity Act 2005 s.2(1): for one matter, at one time. The latest record of a kind of decision counts. */
@Entity()
@Index('capacity_record_person_id_area_idx', ['personId', 'area', 'assessedOn'])
@Check('capacity_record_area_check', `area IN ('money', 'welfare')`)
@Check('capacity_record_decision_check', `length(btrim(decision)) BETWEEN 1 AND 500`)
@Check('capacity_record_assessed_on_check', `assessed_on <= (now() AT TIME ZONE 'Europe/London')::date`)
@Check('capacity_record_assessed_by_check', `length(btrim(assessed_by)) BETWEEN 1 AND 200`)
@Check('capacity_record_outcome_check', `outcome IN ('lacks', 'has')`)
@Check('capacity_record_review_on_check', `review_on > assessed_on AND (outcome = 'has' OR review_on IS NOT NULL)`)
export class CapacityRecord {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) area: Area;
  /** The decision it is about, in words. */
  @Column({type: 'text'}) decision: string;
  @DayColumn() assessedOn: string;
  /** Who assessed it: a name and what they are. */
  @Column({type: 'text'}) assessedBy: string;
  @Column({type: 'text'}) outcome: 'lacks' | 'has';
  /** Capacity may return: when somebody looks again. */
  @DayColumn({nullable: true}) reviewOn: string | null;
  @Reference('person') recordedBy: string;
  @CreatedAt() createdAt: Date;
}
