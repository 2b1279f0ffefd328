import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';
import type {MemberKind} from '../scheme/requirement-kinds.js';

/** A person or an organisation that applied to the register. Whether it is listed is never stored here. */
@Entity()
@Unique(['personId'])
@Unique(['organisationId'])
@Check(
  'member_kind_check',
  `person_id IS NOT NULL AND organisation_id IS NULL AND kind IN ('pa', 'broker')
   OR organisation_id IS NOT NULL AND person_id IS NULL AND kind IN ('business', 'cqc_body', 'broker')`,
)
export class Member {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) kind: MemberKind;
  @Reference('person', {nullable: true}) personId: string | null;
  @Reference('organisation', {nullable: true}) organisationId: string | null;
  @CreatedAt() createdAt: Date;
}
