import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';
import type {MemberRole} from '../team/member-roles.js';

/** A micro-enterprise, a user-led organisation, an agency. */
@Entity()
@Check('organisation_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
export class Organisation {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  @CreatedAt() createdAt: Date;
}

/** Somebody who works for or runs an organisation and may act for it. */
@Entity()
@Unique(['organisationId', 'personId'])
@Index(['personId'])
@Check('organisation_member_role_check', `role IN ('lead', 'organiser', 'worker', 'bookkeeper')`)
export class OrganisationMember {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('organisation') organisationId: string;
  @Reference('person') personId: string;
  @Column({type: 'text', default: 'lead'}) role: MemberRole;
}
