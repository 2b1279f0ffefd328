import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ModerateFeedback, waitingPart} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AGAIN_WORDS, FEEDBACK_STATE_WORDS, REPLY_STATE_WORDS, WENT_WELL_WORDS} from '../../words/feedback-words.js';

const ONE = 'journeys/feedback/council-one';

class RefuseForm {
  @TextInput('What they could change', {max: 500}) reason: string;
}

/** What people wrote after visits, and the answers: for the council to look at before they show. */
@Controller('council/feedback')
export class CouncilFeedbackController {
  constructor(private readonly feedback: ModerateFeedback) {}

  @Allow('feedback:moderate')
  @Get()
  @Render('journeys/feedback/council-list')
  async list(@Current() principal: Principal) {
    const items = await this.feedback.list(principal);
    return {items: items.map((item) => ({...item, waits: waitingPart(item), words: FEEDBACK_STATE_WORDS[item.state]}))};
  }

  @Allow('feedback:moderate')
  @Get(':id')
  @Render(ONE)
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const item = await this.feedback.one(principal, id);
    return {
      item,
      waits: waitingPart(item),
      well: item.wentWell.map((each) => WENT_WELL_WORDS[each]),
      again: AGAIN_WORDS[item.again],
      state: FEEDBACK_STATE_WORDS[item.state],
      replyState: item.replyState && REPLY_STATE_WORDS[item.replyState],
    };
  }

  @Allow('feedback:moderate')
  @Post(':id/approve')
  async approve(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.one(principal, id);
    try {
      await this.feedback.decide(principal, id, null);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values: {}}, error);
    }
    return reply.redirect('/council/feedback', 303);
  }

  @Allow('feedback:moderate')
  @Post(':id/refuse')
  async refuse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.one(principal, id);
    const {form, errors, values} = readForm(RefuseForm, body);
    if (errors.length) return showAgain(reply, ONE, {...page, errors, values});
    try {
      await this.feedback.decide(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, ONE, {...page, values}, error);
    }
    return reply.redirect('/council/feedback', 303);
  }
}
