import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, ChangePassword, Current, SHORTEST_PASSWORD, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/security/password';

/** A new password. The old one was asked for a moment ago, or is asked for before this page. */
@Controller('account/security/password')
export class PasswordController {
  constructor(private readonly change: ChangePassword) {}

  @Allow('session:use')
  @Get()
  async show(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.change.allowed(principal);
    return reply.view(VIEW, {shortest: SHORTEST_PASSWORD});
  }

  /** Not tidied like other text: every character of a password counts. */
  @Allow('session:use')
  @Post()
  async send(@Current() principal: Principal, @Body() body: {password?: unknown}, @Res() reply: FastifyReply) {
    const {password} = body;
    try {
      await this.change.run(principal, typeof password === 'string' ? password : '');
    } catch (error) {
      return showRefusal(reply, VIEW, {values: {password: ''}, shortest: SHORTEST_PASSWORD}, error);
    }
    return reply.redirect('/account/security?done=password', 303);
  }
}
