import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {LegalHolds} from '@app/register';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const FIND = 'journeys/retention/hold-find';
const PLACE = 'journeys/retention/hold';

class HoldForm {
  @TextInput('Whom the hold is about')
  member: string;

  @TextInput('Reason', {max: 1_000})
  reason: string;

  @TextInput('Name')
  name: string;
}

/** Places a legal hold: found by name, chosen, with the reason. */
@Controller('council/retention/holds')
export class HoldController {
  constructor(private readonly holds: LegalHolds) {}

  @Allow('retention:manage')
  @Get('new')
  find(@Res() reply: FastifyReply) {
    return reply.view(FIND, {});
  }

  /** A name is personal, so it is looked for by a form and not by an address. */
  @Allow('retention:manage')
  @Post('find')
  async choose(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {values} = readForm(HoldForm, body);
    const name = typeof values.name === 'string' ? values.name : '';
    try {
      const members = await this.holds.membersNamed(principal, name);
      if (members.length) return await reply.code(200).view(PLACE, placePage(members, name));
      const errors = [{field: 'name', message: 'Nobody on the register has this name'}];
      return await showAgain(reply, FIND, {errors, values}, 404);
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }

  @Allow('retention:manage')
  @Post()
  async place(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(HoldForm, body);
    const known = errors.find((each) => each.field === 'name') ? '' : form.name;
    const members = known ? await this.holds.membersNamed(principal, known) : [];
    if (members.length === 0) return reply.redirect('/council/retention/holds/new', 303);
    const page = placePage(members, known);
    if (errors.length) return showAgain(reply, PLACE, {...page, errors, values});
    try {
      if (!isUUID(form.member)) throw new DomainError('not_found', 'NOT_FOUND', 'We could not find that member.');
      await this.holds.place(principal, form.member, form.reason);
    } catch (error) {
      return showRefusal(reply, PLACE, {...page, values}, error);
    }
    return reply.redirect('/council/retention?done=held', 303);
  }
}

function placePage(members: readonly {id: string; name: string}[], name: string) {
  return {name, choices: members.map((each) => ({value: each.id, text: each.name}))};
}
