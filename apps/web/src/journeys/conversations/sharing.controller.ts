import {Body, Controller, Post, Res} from '@nestjs/common';
import {BlockOtherSide, ReadConversation, ShareContact} from '@app/conversations';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {CONVERSATION_VIEW, conversationPage} from './conversation.presenter.js';

class ContactForm {
  @TextInput('How they can reach you', {max: 200})
  details: string;
}

/** Contact details, given and taken back; the other side, blocked and not. */
@Controller('conversations')
export class SharingController {
  constructor(
    private readonly conversation: ReadConversation,
    private readonly share: ShareContact,
    private readonly block: BlockOtherSide,
  ) {}

  @Allow('conversation:use')
  @Post(':id/contact')
  async give(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = conversationPage(await this.conversation.one(principal, id));
    const {form, errors, values} = readForm(ContactForm, body);
    if (errors.length) return showAgain(reply, CONVERSATION_VIEW, {...page, errors, values});
    try {
      await this.share.give(principal, id, form.details);
    } catch (error) {
      return showRefusal(reply, CONVERSATION_VIEW, {...page, values}, error);
    }
    return reply.redirect(`/conversations/${id}?given`, 303);
  }

  @Allow('conversation:use')
  @Post(':id/contact/withdraw')
  async withdraw(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.share.withdraw(principal, id);
    return reply.redirect(`/conversations/${id}?taken`, 303);
  }

  @Allow('conversation:use')
  @Post(':id/block')
  async blockThem(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.block.block(principal, id);
    return reply.redirect(`/conversations/${id}?blocked`, 303);
  }

  @Allow('conversation:use')
  @Post(':id/unblock')
  async unblock(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.block.unblock(principal, id);
    return reply.redirect(`/conversations/${id}?unblocked`, 303);
  }
}
