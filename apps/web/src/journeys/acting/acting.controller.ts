import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ActFor, Allow, Current, OwnSessions, ReadRepresentations, type Principal} from '@app/identity';
import type {FastifyReply} from 'fastify';
import {isUUID} from 'class-validator';
import {showAgain} from '../../forms/show-again.js';
import {YOU_WORDS} from '../../words/representation-words.js';
import {card} from '../representation/representation.presenter.js';
import {Entrance} from '../sign-in/entrance.js';

const VIEW = 'journeys/acting/acting';

/** Choosing openly for whom one acts; every page then says so, and every record keeps it. */
@Controller('acting')
export class ActingController {
  constructor(
    private readonly acting: ActFor,
    private readonly reads: ReadRepresentations,
    private readonly sessions: OwnSessions,
    private readonly entrance: Entrance,
  ) {}

  @Allow('session:use')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal) {
    return this.page(principal);
  }

  @Allow('session:use')
  @Post()
  async choose(@Current() principal: Principal, @Body() body: {person?: string}, @Res() reply: FastifyReply) {
    const {person} = body;
    if (!person || !isUUID(person)) {
      const errors = [{field: 'person', message: 'Choose whom you want to act for'}];
      return showAgain(reply, VIEW, {errors, values: {}, ...(await this.page(principal))});
    }
    await this.acting.choose(principal, person);
    await this.renew(principal, reply);
    const {cards} = await this.page(principal);
    const can = cards.filter(({holder}) => holder.id === person).flatMap(({powers}) => powers);
    return reply.redirect(can.includes('see_budget') || !can.includes('see_support') ? '/budget' : '/support', 303);
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

  /** One choice a person, though somebody may be several things to them. */
  private async page(principal: Principal) {
    const cards = (await this.reads.mine(principal)).filter(({state}) => state === 'in_force').map(card);
    const people = [...new Map(cards.map((each) => [each.holder.id, each])).values()];
    return {
      cards,
      people: people.map(({holder, kind}) => ({value: holder.id, text: holder.name, hint: {text: YOU_WORDS[kind]}})),
    };
  }
}
