import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** As the regulations tell them apart: a partner anywhere, close family in the same household, family elsewhere. */
export const RELATIONS = ['none', 'partner', 'close_relative', 'relative_elsewhere'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What a person said of whom they have for support: what was said last counts. */
@Entity()
@Index(['holderId', 'listingId'])
@Check(
  'declared_relationship_relation_check',
  `relation IN ('none', 'partner', 'close_relative', 'relative_elsewhere')`,
)
export class DeclaredRelationship {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @Column({type: 'text'}) relation: Relation;
  @Reference('person') declaredBy: string;
  @InstantColumn({default: () => 'now()'}) declaredAt: Date;
}
