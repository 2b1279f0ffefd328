import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {SendCommunity} from '@app/directory';
import {Councils, Current, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {Services} from '@app/listings';
import {Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {groupChoices, NEW_GROUP, SendGroupForm, textOfForm} from './group.form.js';

const VIEW = 'journeys/groups/new';

/** Anybody who speaks for a group or service may put it forward. The council looks first. */
@Public()
@Controller('groups')
export class SendGroupController {
  constructor(
    private readonly sends: SendCommunity,
    private readonly services: Services,
    private readonly councils: Councils,
  ) {}

  @Get('new')
  @Render(VIEW)
  async show(@Current() principal: Principal | null) {
    return {...groupChoices(await this.services.list(await this.council(principal))), group: NEW_GROUP};
  }

  @Get('sent')
  @Render('journeys/groups/sent')
  sent() {
    return {};
  }

  @Post('new')
  async send(@Current() principal: Principal | null, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.show(principal);
    const {form, errors, values} = readForm(SendGroupForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      const sender = {name: form.sent_by_name, email: form.sent_by_email};
      await this.sends.run(await this.council(principal), textOfForm(form), sender);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect('/groups/sent', 303);
  }

  private async council(principal: Principal | null): Promise<string> {
    const id = principal?.councilId ?? (await this.councils.home())?.id;
    if (!id) throw notFound('council');
    return id;
  }
}
