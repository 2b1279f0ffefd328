import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {StartConversation} from '@app/conversations';
import {Allow, Current, holderFor, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';

const VIEW = 'journeys/conversations/write';

class WriteForm {
  @TextInput('Your message', {max: 4_000})
  text: string;
}

/** A first message to a PA or provider, from their profile. */
@Controller('listings')
export class WriteController {
  constructor(
    private readonly listings: PublicListings,
    private readonly start: StartConversation,
  ) {}

  @Allow('conversation:start')
  @Get(':id/message')
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    holderFor(principal, 'reach_out');
    const profile = await this.listings.profile(id, principal);
    if (profile?.councilId !== principal.councilId) throw notFound('listing');
    return {listing: {id: profile.id, name: profile.name}};
  }

  @Allow('conversation:start')
  @Post(':id/message')
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.show(principal, id);
    const {form, errors, values} = readForm(WriteForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const conversation = await this.start.run(principal, id, form.text);
      return reply.redirect(`/conversations/${conversation}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
  }
}
