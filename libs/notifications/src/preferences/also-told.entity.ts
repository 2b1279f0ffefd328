import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Somebody is told beside a person, who agreed to it. It ends when either of them says so, and with the relation. */
@Entity()
@Index('also_told_once_idx', ['personId', 'representationId'], {unique: true, where: 'ended_at IS NULL'})
@Check('also_told_consent_check', `length(btrim(consent)) BETWEEN 1 AND 300`)
@Check('also_told_ended_check', `(ended_at IS NULL) = (ended_by IS NULL)`)
export class AlsoTold {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  /** The relation that it rests on. */
  @Reference('representation') representationId: string;
  /** How the person agreed: `On this page`, `Said so on the phone`. */
  @Column({type: 'text'}) consent: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
  @Reference('person', {nullable: true}) endedBy: string | null;
}
