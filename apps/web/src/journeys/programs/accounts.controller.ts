import {Body, Controller, Get, HttpCode, Post, Query, Render, Res} from '@nestjs/common';
import {AccountDesk, Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/programs/accounts';
const ONE = 'journeys/programs/account';
const STEPS = ['sessions', 'second_step'] as const;

class FindForm {
  @TextInput('Name') name: string;
}

class ChangeForm {
  @ChoiceInput('What to do', STEPS) what: (typeof STEPS)[number];
  @TextInput('Why', {max: 500}) why: string;
}

/** Ending somebody's sessions, and a way back for who has lost every second step. */
@Controller('council/accounts')
export class AccountsController {
  constructor(private readonly desk: AccountDesk) {}

  @Allow('sign_in:configure')
  @Get()
  @Render(VIEW)
  ask(@Query('done') done: unknown) {
    return {done: done !== undefined};
  }

  @Allow('sign_in:configure')
  @Post()
  @HttpCode(200)
  async find(@Current() principal: Principal, @Body() body: unknown, @Res() reply: FastifyReply) {
    const {form, errors, values} = readForm(FindForm, body);
    if (errors.length) return showAgain(reply, VIEW, {errors, values});
    try {
      return await reply.view(VIEW, {values, found: await this.desk.find(principal, form.name)});
    } catch (error) {
      return showRefusal(reply, VIEW, {values}, error);
    }
  }

  @Allow('sign_in:configure')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    return {account: await this.desk.one(principal, id)};
  }

  @Allow('sign_in:configure')
  @Post(':id')
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const account = await this.desk.one(principal, id);
    const {form, errors, values} = readForm(ChangeForm, body);
    if (errors.length) return showAgain(reply, ONE, {account, errors, values});
    try {
      if (form.what === 'sessions') await this.desk.endSessions(principal, id, form.why);
      else await this.desk.resetSecondSteps(principal, id, form.why);
    } catch (error) {
      return showRefusal(reply, ONE, {account, values}, error);
    }
    return reply.redirect('/council/accounts?done', 303);
  }
}
