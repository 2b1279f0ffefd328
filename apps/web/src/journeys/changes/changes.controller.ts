import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {DecideChange, ReadChanges} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {DBS_LEVEL_WORDS} from '../../words/dbs-level-words.js';
import {t, words} from '../../words/t.js';

const VIEW = 'journeys/changes/change';
const DONE: Record<string, string> = words({
  accepted: 'The change is accepted. Others see it now.',
  refused: 'The change is not accepted. Its owner is told why.',
});

class RefusalForm {
  @TextInput('Why', {max: 500})
  reason: string;
}

/** Changes of listings that touch what was checked: an officer looks before others see them. */
@Controller('council/changes')
export class ChangesController {
  constructor(
    private readonly changes: ReadChanges,
    private readonly decide: DecideChange,
  ) {}

  @Allow('application:queue')
  @Get()
  @Render('journeys/changes/changes')
  async list(@Current() principal: Principal, @Query('done') done: unknown) {
    const said = typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null;
    return {items: await this.changes.waiting(principal), done: said};
  }

  @Allow('application:queue')
  @Get(':id')
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('application:gather')
  @Post(':id/accept')
  async accept(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    try {
      await this.decide.accept(principal, id);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect('/council/changes?done=accepted', 303);
  }

  @Allow('application:gather')
  @Post(':id/refuse')
  async refuse(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(RefusalForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    try {
      await this.decide.refuse(principal, id, form.reason);
    } catch (error) {
      return showRefusal(reply, VIEW, {...page, values}, error);
    }
    return reply.redirect('/council/changes?done=refused', 303);
  }

  private async page(principal: Principal, id: string) {
    const change = await this.changes.one(principal, id);
    const {dbs} = change;
    return {
      change,
      dbs: dbs && {
        ...dbs,
        neededWords: DBS_LEVEL_WORDS[dbs.needed],
        heldWords: dbs.held ? DBS_LEVEL_WORDS[dbs.held] : t('None that counts today'),
      },
      canDecide: principal.permissions.has('application:gather'),
    };
  }
}
