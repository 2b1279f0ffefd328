import {MEMBER_ROLES, type MemberRole} from '@app/identity';
import {IsIn, IsString} from 'class-validator';
import {ApiProperty} from '@nestjs/swagger';

export class MemberRoleRequest {
  @IsIn(MEMBER_ROLES, {message: `Choose from: ${MEMBER_ROLES.join(', ')}.`})
  role: MemberRole;
}

export class InvitationRequest extends MemberRoleRequest {
  /** With which they sign in here, now or later. */
  @IsString({message: 'Give this as text.'})
  email: string;
}

export class TeamMember {
  id: string;
  name: string;
  @ApiProperty({enum: MEMBER_ROLES})
  role: MemberRole;
}

export class InvitedMember {
  id: string;
  email: string;
  @ApiProperty({enum: MEMBER_ROLES})
  role: MemberRole;
}

export class TeamResponse {
  id: string;
  name: string;
  /** What you do there. */
  @ApiProperty({enum: MEMBER_ROLES})
  role: MemberRole;
  people: TeamMember[];
  /** Who was asked and has not answered; for who leads it. */
  invited: InvitedMember[];
}

export class OwnInvitation {
  id: string;
  organisation: string;
  @ApiProperty({enum: MEMBER_ROLES})
  role: MemberRole;
  invited_by: string;
}

export class OwnInvitationsResponse {
  items: OwnInvitation[];
  total: number;
  page: number;
  per_page: number;
}
