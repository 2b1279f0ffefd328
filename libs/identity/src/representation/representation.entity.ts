import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, Reference} from '@app/platform';
import type {RepresentationKind} from './powers.js';

/** X may act for Y, as what, from when to when. Ended by a date, never deleted. */
@Entity()
@Index(['representativeId', 'holderId'])
@Check('representation_kind_check', `kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker')`)
@Check('representation_ends_on_check', `ends_on >= starts_on`)
@Check('representation_holder_id_check', `holder_id <> representative_id`)
export class Representation {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** The person who is acted for. */
  @Reference('person') holderId: string;
  @Reference('person') representativeId: string;
  @Column({type: 'text'}) kind: RepresentationKind;
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @CreatedAt() createdAt: Date;
}
