import {Body, Controller, Get, Post, Req, Res} from '@nestjs/common';
import {Allow, Current, Passkeys, type Principal, type RelyingParty} from '@app/identity';
import {notFound} from '@app/kernel';
import {Environment} from '@app/platform';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {readAnswer} from '../sign-in/passkey-answer.js';
import {relyingParty} from '../sign-in/relying-party.js';

const VIEW = 'journeys/security/passkey';
const CODES = 'journeys/security/recovery-codes';
const DONE = '/account/security?done=added';

class PasskeyForm {
  @TextInput('Name', {max: 60})
  name: string;
}

/** Adding a passkey: a fingerprint, a face or a PIN of one's own device, or a security key. */
@Controller('account/security/passkey')
export class PasskeyController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly environment: Environment,
  ) {}

  @Allow('session:use')
  @Get()
  async show(@Current() principal: Principal, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return reply.view(VIEW, await this.page(principal, this.party(request)));
  }

  @Allow('session:use')
  @Post()
  async add(
    @Current() principal: Principal,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const rp = this.party(request);
    const {form, errors, values} = readForm(PasskeyForm, body);
    const typed = {name: values.name ?? ''};
    if (errors.length) return showAgain(reply, VIEW, {errors, values: typed, ...(await this.page(principal, rp))});
    try {
      const codes = await this.passkeys.add(principal, rp, readAnswer(values.answer), form.name);
      if (codes.length) return await reply.code(200).view(CODES, {codes, next: DONE});
    } catch (error) {
      return showRefusal(reply, VIEW, {values: typed, ...(await this.page(principal, rp))}, error);
    }
    return reply.redirect(DONE, 303);
  }

  private async page(principal: Principal, rp: RelyingParty) {
    return {options: JSON.stringify(await this.passkeys.offer(principal, rp))};
  }

  private party(request: FastifyRequest): RelyingParty {
    const rp = relyingParty(this.environment, request);
    if (!rp) throw notFound('page');
    return rp;
  }
}
