import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, Current, FindPeople, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const FIND = 'journeys/contact/find';

class FindForm {
  @TextInput('Name')
  name: string;
}

/** Looks for whom to contact by their name; a name is personal, so it is sent by a form and not in an address. */
@Controller('council/messages/find')
export class FindPersonController {
  constructor(private readonly people: FindPeople) {}

  @Allow('contact:manage')
  @Get()
  form(@Res() reply: FastifyReply) {
    return reply.view(FIND, {});
  }

  @Allow('contact:manage')
  @Post()
  async find(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, FIND, {errors, values});
    try {
      const {people} = await this.people.run(principal, form.name);
      return await reply.code(200).view(FIND, {values, found: people});
    } catch (error) {
      return showRefusal(reply, FIND, {values}, error);
    }
  }
}
