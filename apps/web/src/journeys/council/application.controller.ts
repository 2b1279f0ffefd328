import {Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {ReadMemberListing} from '@app/listings';
import {IdParam} from '@app/platform';
import {MarkReady, ReadApplication, SubmitApplication} from '@app/register';
import type {FastifyReply} from 'fastify';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {applicationPage} from './application.presenter.js';

const VIEW = 'journeys/council/application';

interface Missing {
  requirement: string;
  title: string;
  needed: number;
  held: number;
}

/** One application: what the scheme asks for, what has been seen, and what comes next. */
@Controller('council/applications/:id')
export class ApplicationPageController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly listings: ReadMemberListing,
    private readonly submits: SubmitApplication,
    private readonly readies: MarkReady,
    private readonly clock: Clock,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    return this.page(principal, id, done);
  }

  @Allow('application:gather')
  @Post('submit')
  async submit(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.submits.run(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/council/applications/${id}?done=submitted`, 303);
  }

  /** Refused with what is missing, each a link to where it is recorded. */
  @Allow('application:gather')
  @Post('ready')
  async ready(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.readies.run(principal, id);
    } catch (error) {
      const page = await this.page(principal, id);
      if (!(error instanceof DomainError) || error.code !== 'REQUIREMENTS_MISSING') {
        return showRefusal(reply, VIEW, {...page, values: {}}, error);
      }
      const errors = (error.facts.missing as Missing[]).map(({requirement, title, needed, held}) => ({
        field: '',
        href: `/council/applications/${id}/requirements/${requirement}`,
        message: needed > 1 ? `${title}: ${held} of ${needed} are there` : `${title}: missing or out of date`,
      }));
      return showAgain(reply, VIEW, {...page, errors, values: {}}, 422);
    }
    return reply.redirect(`/council/applications/${id}?done=ready`, 303);
  }

  private async page(principal: Principal, id: string, done: unknown = null) {
    const view = await this.applications.run(principal, id);
    const listing = await this.listings.run(principal, view.member.id);
    return {...applicationPage(view, principal, londonDay(this.clock.now()), done), listing};
  }
}
