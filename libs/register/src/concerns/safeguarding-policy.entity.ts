import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** Whom to ring about somebody's safety, and whether a concern may come without a name: dated, with its source. */
@Entity()
@Unique(['councilId', 'startsOn'])
@Check('safeguarding_policy_phone_check', `length(btrim(phone)) BETWEEN 3 AND 40`)
@Check('safeguarding_policy_phone_hours_check', `length(btrim(phone_hours)) BETWEEN 1 AND 200`)
@Check('safeguarding_policy_out_of_hours_check', `length(btrim(out_of_hours)) BETWEEN 3 AND 200`)
@Check('safeguarding_policy_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class SafeguardingPolicy {
  @Id() id: string;
  @CouncilId() councilId: string;
  @DayColumn() startsOn: string;
  @Column({type: 'boolean'}) unnamed: boolean;
  @Column({type: 'text'}) phone: string;
  @Column({type: 'text'}) phoneHours: string;
  @Column({type: 'text', nullable: true}) outOfHours: string | null;
  @Column({type: 'text'}) source: string;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
