import {Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Public} from '@app/platform';
import {ListApplications, OpenApplication, type ApplicationSummary} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {STATE_COLOURS, STATE_WORDS} from '../../words/register-words.js';
import {easyRead} from '../easy-read/easy-read.js';
import {hasDecision} from './has-decision.js';

const MOST_SHOWN = 20;

/** Becoming accredited: what it is, how to ask, and one's own applications. */
@Controller('apply')
export class ApplyStartController {
  constructor(
    private readonly applications: ListApplications,
    private readonly opens: OpenApplication,
  ) {}

  @Public()
  @Get()
  @Render('journeys/apply/start')
  async show(@Req() request: FastifyRequest, @Current() principal: Principal | null) {
    const items = principal && mayApply(principal) ? await this.own(principal) : null;
    return {
      easy: easyRead(request, 'start'),
      applications: items?.map(({id, state, scheme, openedAt, submittedAt}) => ({
        id,
        scheme,
        since: submittedAt ?? openedAt,
        submitted: submittedAt !== null,
        decided: hasDecision(state),
        stateWords: STATE_WORDS[state],
        colour: STATE_COLOURS[state],
      })),
      canStart: items !== null && !items.some(({state}) => isOpen(state)),
      renewing: items?.some(({state}) => state === 'approved') ?? false,
    };
  }

  /** Starts an application, or goes on with the one that is open. */
  @Allow('application:open')
  @Post('start')
  async start(@Current() principal: Principal, @Res() reply: FastifyReply) {
    const kind = principal.roles.includes('pa') ? 'pa' : 'business';
    try {
      const id = await this.opens.run(principal, {kind, circumstances: []});
      return reply.redirect(`/apply/${id}`, 303);
    } catch (error) {
      const open = error instanceof DomainError && error.code === 'APPLICATION_OPEN' && error.facts.application_id;
      if (typeof open !== 'string') throw error;
      return reply.redirect(`/apply/${open}`, 303);
    }
  }

  private async own(principal: Principal): Promise<ApplicationSummary[]> {
    return (await this.applications.run(principal, {page: 1, perPage: MOST_SHOWN})).items;
  }
}

/** Staff open applications for others from their desk. */
function mayApply({permissions}: Principal): boolean {
  return permissions.has('application:open') && !permissions.has('application:queue');
}

function isOpen(state: ApplicationSummary['state']): boolean {
  return state !== 'approved' && state !== 'declined' && state !== 'withdrawn';
}
