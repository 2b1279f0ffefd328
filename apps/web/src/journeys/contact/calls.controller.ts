import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {CALL_OUTCOMES, CallList, LANGUAGES, MOST_CALLS, phoneWords, type WaitingCall} from '@app/notifications';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {NEED_WORDS, OUTCOME_WORDS} from './contact.words.js';

const LIST = 'journeys/contact/calls';
const ONE = 'journeys/contact/call';

class CallForm {
  @ChoiceInput('What came of it', CALL_OUTCOMES)
  outcome: string;

  @TextInput('Anything to note', {optional: true, max: 500})
  note: string | null;
}

/** Whom to ring, with what to say, and what came of it. */
@Controller('council/calls')
export class CallsPageController {
  constructor(private readonly calls: CallList) {}

  @Allow('contact:manage')
  @Get()
  async list(@Current() principal: Principal, @Query('done') done: unknown, @Res() reply: FastifyReply) {
    const {now, later} = await this.calls.list(principal);
    return reply.view(LIST, {now: now.map(inWords), later: later.map(inWords), done: done === 'recorded'});
  }

  @Allow('contact:manage')
  @Get(':id')
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(ONE, await this.page(principal, id));
  }

  @Allow('contact:manage')
  @Post(':id')
  async record(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(CallForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.calls.record(principal, id, form.outcome, form.note);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect('/council/calls?done=recorded', 303);
  }

  private async page(principal: Principal, id: string) {
    const call = await this.calls.one(principal, id);
    return {
      call: inWords(call),
      paragraphs: call.body.split('\n\n'),
      outcomes: CALL_OUTCOMES.map((value) => ({value, text: OUTCOME_WORDS[value]})),
      most: MOST_CALLS,
    };
  }
}

function inWords(call: WaitingCall) {
  return {
    ...call,
    phone: phoneWords(call.phone),
    dial: call.phone,
    tongue: call.language === 'en' ? null : LANGUAGES[call.language],
    needWords: call.needs.filter((each) => each !== 'interpreter').map((each) => NEED_WORDS[each]),
    tries: call.tries.map((each) => ({...each, calledAt: new Date(each.calledAt), words: OUTCOME_WORDS[each.outcome]})),
  };
}
