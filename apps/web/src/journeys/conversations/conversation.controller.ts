import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {ReadConversation, SendMessage} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {CONVERSATION_VIEW, conversationPage} from './conversation.presenter.js';

const DONE: Record<string, string> = words({
  sent: 'Your message is sent.',
  given: 'You have agreed. You see each other’s contact details once both of you have.',
  taken: 'Your contact details are no longer shown.',
  blocked: 'They cannot write to you any more.',
  unblocked: 'You can write to each other again.',
  reported: 'The council has your report. The other side is not told.',
});

class MessageForm {
  @TextInput('Your message', {max: 4_000})
  text: string;
}

/** One conversation: what was written, and a box to answer. */
@Controller('conversations')
export class ConversationController {
  constructor(
    private readonly conversation: ReadConversation,
    private readonly send: SendMessage,
  ) {}

  /** Opening it is reading it. */
  @Allow('conversation:use')
  @Get(':id')
  @Render(CONVERSATION_VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query() query: Record<string, unknown>) {
    const done = Object.keys(DONE).find((each) => each in query);
    return {...conversationPage(await this.conversation.open(principal, id)), done: done && DONE[done]};
  }

  @Allow('conversation:use')
  @Post(':id')
  async answer(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = conversationPage(await this.conversation.one(principal, id));
    const {form, errors, values} = readForm(MessageForm, body);
    if (errors.length) return showAgain(reply, CONVERSATION_VIEW, {...page, errors, values});
    try {
      await this.send.run(principal, id, form.text);
    } catch (error) {
      return showRefusal(reply, CONVERSATION_VIEW, {...page, values}, error);
    }
    return reply.redirect(`/conversations/${id}?sent`, 303);
  }
}
