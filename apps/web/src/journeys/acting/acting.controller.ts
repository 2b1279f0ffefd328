import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ActFor, Allow, Current, OwnSessions, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {isUUID} from 'class-validator';
import {showAgain} from '../../forms/show-again.js';
import {Entrance} from '../sign-in/entrance.js';

const VIEW = 'journeys/acting/acting';

/** Choosing openly for whom one acts; every page then says so, and every record keeps it. */
@Controller('acting')
export class ActingController {
  constructor(
    private readonly acting: ActFor,
    private readonly sessions: OwnSessions,
    private readonly entrance: Entrance,
  ) {}

  @Allow('session:use')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal) {
    return {people: await this.acting.represented(principal)};
  }

  @Allow('session:use')
  @Post()
  async choose(@Current() principal: Principal, @Body() body: {person?: string}, @Res() reply: FastifyReply) {
    const {person} = body;
    if (!person || !isUUID(person)) {
      const errors = [{field: 'person', message: 'Choose whom you want to act for'}];
      return showAgain(reply, VIEW, {errors, values: {}, people: await this.acting.represented(principal)});
    }
    await this.acting.choose(principal, person);
    await this.renew(principal, reply);
    return reply.redirect('/budget', 303);
  }

  @Allow('session:use')
  @Post('stop')
  async stop(@Current() principal: Principal, @Res() reply: FastifyReply) {
    await this.acting.choose(principal, null);
    await this.renew(principal, reply);
    return reply.redirect('/acting', 303);
  }

  /** What a session may do has changed, and so does its token. */
  private async renew(principal: Principal, reply: FastifyReply): Promise<void> {
    this.entrance.keep(reply, await this.sessions.renew(principal));
  }
}
