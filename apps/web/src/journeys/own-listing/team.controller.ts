import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, MEMBER_ROLES, OrganisationTeam, type MemberRole, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {MEMBER_ROLE_WORDS} from '../../words/team-words.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/own-listing/team';
const DONE: Record<string, string> = words({
  invited:
    'They are written to, and can answer once they sign in here with that address. If they have no account yet, they open one.',
  saved: 'Your changes are saved.',
});

class InviteForm {
  @TextInput('Email address', {max: 254})
  email: string;

  @ChoiceInput('What they do there', MEMBER_ROLES)
  role: MemberRole;
}

class RoleForm {
  @ChoiceInput('What they do there', MEMBER_ROLES)
  role: MemberRole;
}

/** Who belongs to an organisation and what each does there. */
@Controller('organisations/:id/people')
export class TeamController {
  constructor(private readonly team: OrganisationTeam) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    const said = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null;
    return {...(await this.page(principal, id)), done: said};
  }

  @Allow('listing:manage')
  @Post()
  async invite(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(InviteForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.team.invite(principal, id, form.email, form.role);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/organisations/${id}/people?done=invited`, 303);
  }

  @Allow('listing:manage')
  @Post(':person/role')
  async setRole(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') person: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(RoleForm, body);
    const again = {values, changing: person};
    return this.act(principal, id, reply, errors, () => this.team.setRole(principal, id, person, form.role), again);
  }

  @Allow('listing:manage')
  @Post(':person/remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('person') person: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, [], () => this.team.remove(principal, id, person));
  }

  @Allow('listing:manage')
  @Post('invitations/:invitation/withdraw')
  async withdraw(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('invitation') invitation: string,
    @Res() reply: FastifyReply,
  ) {
    return this.act(principal, id, reply, [], () => this.team.withdraw(principal, id, invitation));
  }

  private async act(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    errors: {field: string; message: string}[],
    work: () => Promise<void>,
    again: {values: TypedValues; changing?: string} = {values: {}},
  ) {
    const page = {...(await this.page(principal, id)), ...again};
    if (errors.length) return showAgain(reply, VIEW, {...page, errors});
    try {
      await work();
    } catch (error) {
      return showRefusal(reply, VIEW, page, error);
    }
    return reply.redirect(`/organisations/${id}/people?done=saved`, 303);
  }

  private async page(principal: Principal, id: string) {
    const team = await this.team.of(principal, id);
    return {
      team,
      leads: team.role === 'lead',
      roleWords: MEMBER_ROLE_WORDS,
      roles: MEMBER_ROLES.map((value) => ({value, text: MEMBER_ROLE_WORDS[value]})),
    };
  }
}
