import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {MemberRole} from './member-roles.js';

/** Somebody is asked to belong to an organisation; they do once they said yes. */
@Entity()
@Index('organisation_invitation_open_idx', ['organisationId', 'email'], {unique: true, where: 'answer IS NULL'})
@Index(['email'])
@Index(['invitedBy'])
@Check('organisation_invitation_role_check', `role IN ('lead', 'organiser', 'worker', 'bookkeeper')`)
@Check('organisation_invitation_email_check', `email = lower(email) AND length(email) BETWEEN 3 AND 254`)
@Check('organisation_invitation_answer_check', `answer IN ('accepted', 'declined', 'withdrawn')`)
@Check('organisation_invitation_answered_check', `num_nulls(answer, answered_at) IN (0, 2)`)
export class OrganisationInvitation {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('organisation') organisationId: string;
  /** In small letters; whoever signs in with it may answer. */
  @Column({type: 'text'}) email: string;
  @Column({type: 'text'}) role: MemberRole;
  @Reference('person') invitedBy: string;
  @InstantColumn() invitedAt: Date;
  @Column({type: 'text', nullable: true}) answer: 'accepted' | 'declined' | 'withdrawn' | null;
  @InstantColumn({nullable: true}) answeredAt: Date | null;
}
