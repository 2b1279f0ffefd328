import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {IdParam} from '@app/platform';
import {LiftSuspension, ReadApplication, SuspendMember} from '@app/register';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {applicationPage} from './application.presenter.js';

const VIEW = 'journeys/council/suspension';

/** Takes somebody off the register for a while, or puts them back. No reason is asked for, so none can be shown. */
@Controller('council/applications/:id/suspension')
export class SuspensionController {
  constructor(
    private readonly applications: ReadApplication,
    private readonly suspends: SuspendMember,
    private readonly lifts: LiftSuspension,
    private readonly clock: Clock,
  ) {}

  @Allow('member:suspend')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('member:suspend')
  @Post()
  suspend(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'suspended', (memberId) => this.suspends.run(principal, memberId));
  }

  @Allow('member:suspend')
  @Post('lift')
  lift(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.move(principal, id, reply, 'lifted', (memberId) => this.lifts.run(principal, memberId));
  }

  private async move(
    principal: Principal,
    id: string,
    reply: FastifyReply,
    done: string,
    act: (memberId: string) => Promise<void>,
  ) {
    const {application} = await this.page(principal, id);
    try {
      await act(application.member.id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/council/applications/${id}?done=${done}`, 303);
  }

  private async page(principal: Principal, id: string) {
    const view = await this.applications.run(principal, id);
    return applicationPage(view, principal, londonDay(this.clock.now()));
  }
}
