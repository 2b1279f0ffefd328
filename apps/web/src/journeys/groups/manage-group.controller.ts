import {Body, Controller, Get, Param, Post, Query, Render, Res} from '@nestjs/common';
import {ManageCommunity, type ManagedCommunity} from '@app/directory';
import {Services} from '@app/listings';
import {Public} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {GroupForm, groupChoices, textOfForm} from './group.form.js';

const VIEW = 'journeys/groups/manage';

const DONE: Record<string, string> = words({
  right: 'Thank you. Everybody sees that it is up to date.',
  sent: 'The council looks at what you changed. Until then the entry stays as it was.',
  down: 'Nobody sees this entry any more. You can show it again whenever you like.',
});

/** For whoever was sent the link to an entry: they need no account. */
@Public()
@Controller('groups/manage')
export class ManageGroupController {
  constructor(
    private readonly manage: ManageCommunity,
    private readonly services: Services,
  ) {}

  @Get(':token')
  @Render(VIEW)
  async show(@Param('token') token: string, @Query() query: Record<string, unknown>) {
    const done = Object.keys(DONE).find((each) => each in query);
    return {...(await this.page(token)), done: done && DONE[done]};
  }

  @Post(':token/right')
  async right(@Param('token') token: string, @Res() reply: FastifyReply) {
    try {
      await this.manage.confirm(token);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(token)), values: {}}, error);
    }
    return reply.redirect(`/groups/manage/${token}?right`, 303);
  }

  @Post(':token/down')
  async down(@Param('token') token: string, @Res() reply: FastifyReply) {
    await this.manage.takeDown(token);
    return reply.redirect(`/groups/manage/${token}?down`, 303);
  }

  @Post(':token')
  async change(@Param('token') token: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const page = await this.page(token);
    const {form, errors, values} = readForm(GroupForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.manage.change(token, textOfForm(form, page.group));
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect(`/groups/manage/${token}?sent`, 303);
  }

  private async page(token: string) {
    const entry: ManagedCommunity = await this.manage.read(token);
    const choices = groupChoices(await this.services.list(entry.councilId));
    return {...choices, entry, group: entry.text, at: `/groups/manage/${token}`};
  }
}
