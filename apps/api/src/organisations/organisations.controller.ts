import {Body, Controller, Delete, Get, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Allow, Current, OrganisationTeam, OwnInvitations, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {InvitationRequest, MemberRoleRequest, OwnInvitationsResponse, TeamResponse} from './organisation.dto.js';

/** Who belongs to an organisation, and what each does there. */
@ApiTags('organisations')
@ApiBearerAuth()
@Controller('api/v1')
export class OrganisationsController {
  constructor(
    private readonly team: OrganisationTeam,
    private readonly invitations: OwnInvitations,
  ) {}

  /**
   * Who belongs to your organisation. A lead does everything; an organiser changes the listing and answers; a worker
   * answers; a bookkeeper sees and sends bills.
   */
  @Allow('listing:manage')
  @Get('organisations/:id/members')
  members(@Current() principal: Principal, @IdParam() id: string): Promise<TeamResponse> {
    return this.team.of(principal, id);
  }

  /** Asks somebody to belong to it. You are told the same whether they have an account here. */
  @Allow('listing:manage')
  @Post('organisations/:id/invitations')
  @HttpCode(200)
  async invite(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {email, role}: InvitationRequest,
  ): Promise<TeamResponse> {
    await this.team.invite(principal, id, email, role);
    return this.team.of(principal, id);
  }

  /** Takes an invitation back that nobody has answered. */
  @Allow('listing:manage')
  @Delete('organisations/:id/invitations/:invitation')
  @HttpCode(204)
  withdraw(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('invitation') invitation: string,
  ): Promise<void> {
    return this.team.withdraw(principal, id, invitation);
  }

  /** What somebody does there. Somebody always leads it (`LAST_LEAD`). */
  @Allow('listing:manage')
  @Put('organisations/:id/members/:person')
  @HttpCode(204)
  setRole(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') person: string,
    @Body() {role}: MemberRoleRequest,
  ): Promise<void> {
    return this.team.setRole(principal, id, person, role);
  }

  /** Somebody no longer belongs to it. Somebody always leads it (`LAST_LEAD`). */
  @Allow('listing:manage')
  @Delete('organisations/:id/members/:person')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string, @IdParam('person') person: string): Promise<void> {
    return this.team.remove(principal, id, person);
  }

  /** What you are asked to belong to. */
  @Allow('session:use')
  @Get('invitations')
  async own(@Current() principal: Principal): Promise<OwnInvitationsResponse> {
    const invitations = await this.invitations.list(principal);
    return wholeList(invitations.map(({invitedBy, ...rest}) => ({...rest, invited_by: invitedBy})));
  }

  /** You belong to it from now on, and can use what is for those who give support. */
  @Allow('session:use')
  @Post('invitations/:id/accept')
  @HttpCode(204)
  accept(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.invitations.answer(principal, id, true);
  }

  /** You do not want to belong to it. */
  @Allow('session:use')
  @Post('invitations/:id/decline')
  @HttpCode(204)
  decline(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.invitations.answer(principal, id, false);
  }
}
