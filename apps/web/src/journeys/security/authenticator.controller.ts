import {Body, Controller, Get, Post, Res} from '@nestjs/common';
import {Allow, Current, SetUpAuthenticator, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {NewAuthenticatorForm} from '../sign-in/code.form.js';
import {qrCode} from '../sign-in/qr-code.js';

const VIEW = 'journeys/security/authenticator';
const CODES = 'journeys/security/recovery-codes';
const DONE = '/account/security?done=added';

/** Adding an authenticator app, for who wants one. */
@Controller('account/security/authenticator')
export class AuthenticatorController {
  constructor(private readonly setUp: SetUpAuthenticator) {}

  @Allow('session:use')
  @Get()
  async show(@Current() principal: Principal, @Res() reply: FastifyReply) {
    return reply.view(VIEW, await this.page(principal));
  }

  @Allow('session:use')
  @Post()
  async confirm(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(NewAuthenticatorForm, body);
    if (errors.length) return showAgain(reply, VIEW, {errors, values, ...(await this.page(principal))});
    try {
      const codes = await this.setUp.confirm(principal, form.code, form.name);
      if (codes.length) return await reply.code(200).view(CODES, {codes, next: DONE});
    } catch (error) {
      return showRefusal(reply, VIEW, {values, ...(await this.page(principal))}, error);
    }
    return reply.redirect(DONE, 303);
  }

  private async page(principal: Principal) {
    const {uri, key} = await this.setUp.offer(principal);
    return {key, qr: await qrCode(uri)};
  }
}
