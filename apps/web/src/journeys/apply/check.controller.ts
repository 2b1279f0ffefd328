import {Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {HandIn} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {ApplyPages} from './apply-page.js';
import {checkRows} from './check.presenter.js';

const VIEW = 'journeys/apply/check';

/** All the answers, before they are handed in. */
@Controller('apply/:id/check')
export class CheckController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly services: Services,
    private readonly handsIn: HandIn,
  ) {}

  @Allow('application:open')
  @Get()
  @Render(VIEW)
  async show(@Req() request: FastifyRequest, @Current() principal: Principal, @IdParam() id: string) {
    return this.page(request, principal, id);
  }

  @Allow('application:open')
  @Post()
  async send(
    @Req() request: FastifyRequest,
    @Current() principal: Principal,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.handsIn.run(principal, id);
    } catch (error) {
      const page = await this.page(request, principal, id);
      if (!(error instanceof DomainError) || error.code !== 'ANSWERS_MISSING') {
        return showRefusal(reply, VIEW, {...page, values: {}}, error);
      }
      const missing = error.facts.missing as string[];
      const errors = page.rows
        .filter((row) => missing.includes(row.code))
        .map((row) => ({field: '', href: row.path ?? '', message: `${row.title}: not done yet`}));
      return showAgain(reply, VIEW, {...page, errors, values: {}}, 422);
    }
    return reply.redirect(`/apply/${id}?done=submitted`, 303);
  }

  private async page(request: FastifyRequest, principal: Principal, id: string) {
    const page = await this.pages.read(request, principal, id, 'check');
    const known = await this.services.list(principal.councilId);
    return {...page, rows: checkRows(page.apply, page.base, new Map(known.map(({code, name}) => [code, name])))};
  }
}
