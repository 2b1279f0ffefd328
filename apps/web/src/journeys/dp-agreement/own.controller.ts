import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {DirectPaymentAgreements} from '@app/allocations';
import {Allow, Current, mayFor, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {SignForm} from './forms.js';

const PAGE = 'journeys/dp-agreement/own';

/** The direct payment agreement: read in plain words or easy read, and signed on screen. */
@Controller('budget/agreement')
export class OwnAgreementController {
  constructor(private readonly agreements: DirectPaymentAgreements) {}

  @Allow('budget:read')
  @Get()
  @Render(PAGE)
  show(@Current() principal: Principal, @Query('done') done: unknown) {
    return this.page(principal, done !== undefined);
  }

  @Allow('agreement:sign')
  @Post()
  async sign(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(SignForm, body);
    const page = await this.page(principal, false);
    if (errors.length) return showAgain(reply, PAGE, {...page, errors, values});
    try {
      await this.agreements.sign(principal, form.version);
    } catch (error) {
      return showRefusal(reply, PAGE, {...(await this.page(principal, false)), values}, error, {NOT_FOUND: 'agree'});
    }
    return reply.redirect('/budget/agreement?done', 303);
  }

  private async page(principal: Principal, done: boolean) {
    const maySign = principal.permissions.has('agreement:sign') && mayFor(principal, 'sign_agreement');
    return {...(await this.agreements.own(principal)), maySign, done};
  }
}
