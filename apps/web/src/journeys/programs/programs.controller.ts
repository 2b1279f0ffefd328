import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, MachineClients, SCOPES, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ListInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';

const LIST = 'journeys/programs/programs';
const NEW = 'journeys/programs/new';
const SECRET = 'journeys/programs/secret';

const DONE: Record<string, string> = words({
  revoked: 'It is revoked. What it was given opens nothing any more.',
  ended: 'That secret is ended, with whatever was given for it.',
});

class ProgramForm {
  @TextInput('Name', {max: 80})
  name: string;

  @ListInput('What it may do', SCOPES)
  scopes: string[];
}

/** The council's own systems that call the API by themselves. */
@Controller('council/programs')
export class ProgramsController {
  constructor(private readonly clients: MachineClients) {}

  @Allow('sign_in:configure')
  @Get()
  async list(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    return reply.view(LIST, {programs: await this.clients.list(principal), done: DONE[String(done)]});
  }

  @Allow('sign_in:configure')
  @Get('new')
  begin(@Res() reply: FastifyReply) {
    return reply.view(NEW, {});
  }

  @Allow('sign_in:configure')
  @Post()
  async add(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(ProgramForm, body);
    if (errors.length) return showAgain(reply, NEW, {errors, values});
    try {
      return await reply.code(200).view(SECRET, {
        ...(await this.clients.add(principal, form.name, form.scopes)),
        name: form.name,
      });
    } catch (error) {
      return showRefusal(reply, NEW, {values}, error);
    }
  }

  @Allow('sign_in:configure')
  @Post(':id/secrets')
  async rotate(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      return await reply.code(200).view(SECRET, await this.clients.rotate(principal, id));
    } catch (error) {
      return showRefusal(reply, LIST, {values: {}, programs: await this.clients.list(principal)}, error);
    }
  }

  @Allow('sign_in:configure')
  @Post(':id/secrets/:secret/end')
  async endSecret(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('secret') secret: string,
    @Res() reply: FastifyReply,
  ) {
    await this.clients.endSecret(principal, id, secret);
    return reply.redirect('/council/programs?done=ended', 303);
  }

  @Allow('sign_in:configure')
  @Post(':id/revoke')
  async revoke(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.clients.revoke(principal, id);
    return reply.redirect('/council/programs?done=revoked', 303);
  }
}
