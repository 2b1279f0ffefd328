import {Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, EndRepresentation, ReadDoneForMe, ReadRepresentations, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {card, minePage} from './representation.presenter.js';

const END = 'journeys/representation/mine-end';

/** Who acts for me, what each of them can do, and what was done in my name. */
@Controller('who-acts-for-me')
export class MineController {
  constructor(
    private readonly reads: ReadRepresentations,
    private readonly done: ReadDoneForMe,
    private readonly ends: EndRepresentation,
  ) {}

  @Allow('session:use')
  @Get()
  @Render('journeys/representation/mine')
  async show(@Current() principal: Principal) {
    return minePage(await this.reads.aboutMe(principal), await this.done.run(principal));
  }

  @Allow('session:use')
  @Get(':id/end')
  @Render(END)
  async ask(@Current() principal: Principal, @IdParam() id: string) {
    return {each: await this.own(principal, id)};
  }

  @Allow('session:use')
  @Post(':id/end')
  async end(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const each = await this.own(principal, id);
    try {
      await this.ends.own(principal, id);
    } catch (error) {
      return showRefusal(reply, END, {each, values: {}}, error);
    }
    return reply.redirect(each.representative.id === principal.personId ? '/acting' : '/who-acts-for-me', 303);
  }

  private async own(principal: Principal, id: string) {
    const all = [...(await this.reads.aboutMe(principal)), ...(await this.reads.mine(principal))];
    const found = all.find((each) => each.id === id);
    if (!found) throw notFound('record');
    return {...card(found), isMine: found.holder.id === principal.personId};
  }
}
