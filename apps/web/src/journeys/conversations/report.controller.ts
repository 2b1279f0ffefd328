import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadConversation, ReportConversation} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/conversations/report';

class ReportForm {
  @TextInput('What is wrong', {max: 2_000})
  text: string;
}

/** Asking the council to look at a conversation. */
@Controller('conversations')
export class ReportController {
  constructor(
    private readonly conversation: ReadConversation,
    private readonly report: ReportConversation,
  ) {}

  @Allow('conversation:use')
  @Get(':id/report')
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const {withName, listing} = await this.conversation.one(principal, id);
    return {talk: {id, withName, listing}};
  }

  @Allow('conversation:use')
  @Post(':id/report')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.show(principal, id);
    const {form, errors, values} = readForm(ReportForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.report.run(principal, id, form.text);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/conversations/${id}?reported`, 303);
  }
}
