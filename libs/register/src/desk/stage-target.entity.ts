import {Check, Column, Entity, Index} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';
import type {Stage} from './stages.js';

/** In how many days an application should have left a stage, from a day on. Without a council: what all start with. */
@Entity()
@Index('stage_target_stage_starts_on_idx', ['stage', 'startsOn'], {unique: true, where: 'council_id IS NULL'})
@Index('stage_target_council_id_stage_starts_on_idx', ['councilId', 'stage', 'startsOn'], {unique: true})
@Check('stage_target_stage_check', `stage IN ('submitted', 'in_checks', 'ready')`)
@Check('stage_target_days_check', `days BETWEEN 1 AND 365`)
@Check('stage_target_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class StageTarget {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) stage: Stage;
  @Column({type: 'smallint'}) days: number;
  @DayColumn() startsOn: string;
  @Column({type: 'text'}) source: string;
}
