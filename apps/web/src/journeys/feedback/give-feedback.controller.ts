import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {AGAIN, GiveFeedback, WENT_WELL} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {ChoiceInput, ListInput, TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AGAIN_WORDS, FEEDBACK_STATE_WORDS, WENT_WELL_WORDS} from '../../words/feedback-words.js';
import {words} from '../../words/t.js';

const ONE = 'journeys/feedback/give';

class FeedbackForm {
  @ListInput('What went well', WENT_WELL) well: string[];
  @ChoiceInput('Whether you would choose them again', AGAIN) again: string;
  @TextInput('In your own words', {max: 1_000, optional: true}) text: string | null;
}

const BOXES = {went_well: 'well', again: 'again', text: 'text'};

const DONE: Record<string, string> = words({
  sent: 'Thank you. The council looks at it, and then it shows on their page without your name.',
  withdrawn: 'It is taken back and shows no more.',
});

/** A person, or who acts for them, says how the support was that they had. */
@Controller('feedback')
export class GiveFeedbackController {
  constructor(private readonly feedback: GiveFeedback) {}

  @Allow('feedback:give')
  @Get()
  @Render('journeys/feedback/mine')
  async list(@Current() principal: Principal, @Query() query: Record<string, unknown>) {
    const done = Object.keys(DONE).find((each) => each in query);
    const items = await this.feedback.list(principal);
    return {
      items: items.map((item) => ({...item, words: item.given && FEEDBACK_STATE_WORDS[item.given.state]})),
      done: done ? DONE[done] : null,
    };
  }

  @Allow('feedback:give')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.view(ONE, await this.page(principal, id));
  }

  @Allow('feedback:give')
  @Post(':id')
  async give(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(FeedbackForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.feedback.give(principal, id, {wentWell: form.well, again: form.again, text: form.text});
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error, BOXES);
    }
    return reply.redirect('/feedback?sent', 303);
  }

  @Allow('feedback:give')
  @Post(':id/withdraw')
  async withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    try {
      await this.feedback.withdraw(principal, id);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values: {}}, error);
    }
    return reply.redirect('/feedback?withdrawn', 303);
  }

  private async page(principal: Principal, id: string) {
    const item = await this.feedback.one(principal, id);
    return {
      item,
      state: item.given && FEEDBACK_STATE_WORDS[item.given.state],
      wells: WENT_WELL.map((value) => ({value, text: WENT_WELL_WORDS[value]})),
      agains: AGAIN.map((value) => ({value, text: AGAIN_WORDS[value]})),
      values: {well: item.given?.wentWell ?? [], again: item.given?.again ?? '', text: item.given?.text ?? ''},
    };
  }
}
