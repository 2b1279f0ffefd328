import {Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ConfirmImport, DiscardImport, ReadImports} from '@app/register';
import type {FastifyReply} from 'fastify';
import {showRefusal} from '../../forms/show-again.js';
import {importPage} from './imports.presenter.js';
import {words} from '../../words/t.js';

const VIEW = 'journeys/imports/import';
const DONE: Record<string, string> = words({
  prepared: 'It is prepared. Somebody else has to confirm it; until then nothing of it is on the register.',
  confirmed: 'It is taken in. Everybody in it is on the register from today.',
});

/** One former register: looked at by a second person, and confirmed or discarded. */
@Controller('council/imports/:id')
export class ImportPageController {
  constructor(
    private readonly imports: ReadImports,
    private readonly confirms: ConfirmImport,
    private readonly discards: DiscardImport,
  ) {}

  @Allow('import:read')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('done') done: unknown) {
    const page = importPage(await this.imports.one(principal, id), principal);
    return {...page, done: typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done] : null};
  }

  @Allow('register:confirm')
  @Post('confirm')
  async confirm(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    try {
      await this.confirms.run(principal, id);
    } catch (error) {
      const page = importPage(await this.imports.one(principal, id), principal);
      return showRefusal(reply, VIEW, {...page, values: {}}, error);
    }
    return reply.redirect(`/council/imports/${id}?done=confirmed`, 303);
  }

  @Allow('import:read')
  @Post('discard')
  async discard(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.discards.run(principal, id);
    return reply.redirect('/council/imports?done=discarded', 303);
  }
}
