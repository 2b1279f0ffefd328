import {Controller, Get, Post, Render, Req, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {WithdrawApplication} from '@app/register';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {ApplyPages} from './apply-page.js';

const VIEW = 'journeys/apply/withdraw';

/** Takes an application back before it is decided: the applicant, or an officer whom they asked to. */
@Controller('apply/:id/withdraw')
export class WithdrawController {
  constructor(
    private readonly pages: ApplyPages,
    private readonly withdraws: WithdrawApplication,
  ) {}

  @Allow('application:open')
  @Get()
  @Render(VIEW)
  async show(@Req() request: FastifyRequest, @Current() principal: Principal, @IdParam() id: string) {
    return this.pages.read(request, principal, id, 'withdraw');
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
      await this.withdraws.run(principal, id);
    } catch (error) {
      const page = await this.pages.read(request, principal, id, 'withdraw');
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/apply/${id}?done=withdrawn`, 303);
  }
}
