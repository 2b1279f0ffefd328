import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {ReplyToFeedback} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {AGAIN_WORDS, REPLY_STATE_WORDS, WENT_WELL_WORDS} from '../../words/feedback-words.js';
import {t} from '../../words/t.js';

const VIEW = 'journeys/feedback/received';

class ReplyForm {
  @TextInput('Your answer', {max: 1_000}) reply: string;
}

/** What shows about somebody's own listing, and their answer to it. */
@Controller('work/feedback')
export class ReceivedFeedbackController {
  constructor(private readonly feedback: ReplyToFeedback) {}

  @Allow('feedback:reply')
  @Get()
  async list(@Current() principal: Principal, @Query('answered') answered: unknown, @Res() reply: FastifyReply) {
    const done =
      answered === undefined ? null : t('Your answer is with the council. It shows once they have looked at it.');
    return reply.view(VIEW, {...(await this.page(principal)), done});
  }

  @Allow('feedback:reply')
  @Post(':id/reply')
  async reply(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(ReplyForm, body);
    const box = `reply-${id}`;
    const typed = {[box]: values.reply ?? ''};
    if (errors.length) {
      // Whose it is comes before what is wrong with it.
      await this.feedback.requireOwn(principal, id);
      const boxes = errors.map((error) => ({...error, field: box}));
      return showAgain(reply, VIEW, {...(await this.page(principal)), errors: boxes, values: typed});
    }
    try {
      await this.feedback.reply(principal, id, form.reply);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal)), values: typed}, error, {reply: box});
    }
    return reply.redirect('/work/feedback?answered', 303);
  }

  private async page(principal: Principal) {
    const items = await this.feedback.received(principal);
    return {
      items: items.map((item) => ({
        ...item,
        well: item.wentWell.map((each) => WENT_WELL_WORDS[each]),
        againWords: AGAIN_WORDS[item.again],
        replyWords: item.replyState && REPLY_STATE_WORDS[item.replyState],
      })),
    };
  }
}
