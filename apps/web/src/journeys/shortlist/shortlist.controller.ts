import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {KeepShortlist, ShareShortlist} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {safeReturn} from '../../safe-return.js';
import {words} from '../../words/t.js';
import {ShortlistPages} from './shortlist-pages.js';

const VIEW = 'journeys/shortlist/shortlist';

class NoteForm {
  @TextInput('What you want to remember', {max: 1_000, optional: true}) note: string | null;
}

const DONE: Record<string, string> = words({
  noted: 'The note is kept.',
  removed: 'It is off the list.',
  shared: 'They can read it now, and have been told.',
  ended: 'They can no longer read it.',
});

/** Whom somebody thinks of choosing. */
@Controller('shortlist')
export class ShortlistController {
  constructor(
    private readonly pages: ShortlistPages,
    private readonly keeps: KeepShortlist,
    private readonly shares: ShareShortlist,
  ) {}

  @Allow('shortlist:keep')
  @Get()
  async show(@Current() principal: Principal, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply) {
    const done = Object.keys(DONE).find((each) => each in query);
    return reply.view(VIEW, {...(await this.pages.of(principal)), done: done ? DONE[done] : null});
  }

  /** From a result or a listing, and back to where they were. */
  @Allow('shortlist:keep')
  @Post()
  async add(@Current() principal: Principal, @Body() body: Record<string, unknown>, @Res() reply: FastifyReply) {
    const {listing, back} = body;
    if (typeof listing !== 'string' || !isUUID(listing)) throw notFound('listing');
    return this.done(principal, reply, safeReturn(back), () => this.keeps.add(principal, listing));
  }

  @Allow('shortlist:keep')
  @Post(':id/note')
  async note(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {form, errors, values} = readForm(NoteForm, body);
    if (errors.length) {
      const boxes = errors.map((error) => ({...error, field: `note-${id}`}));
      const page = {...(await this.pages.of(principal)), errors: boxes, values: {[`note-${id}`]: values.note ?? ''}};
      return showAgain(reply, VIEW, page);
    }
    return this.done(principal, reply, '/shortlist?noted', () => this.keeps.note(principal, id, form.note ?? ''));
  }

  @Allow('shortlist:keep')
  @Post(':id/remove')
  remove(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, reply, '/shortlist?removed', () => this.keeps.remove(principal, id));
  }

  @Allow('shortlist:keep')
  @Post('share')
  async share(@Current() principal: Principal, @Body() body: Record<string, unknown>, @Res() reply: FastifyReply) {
    const {person} = body;
    if (typeof person !== 'string' || !isUUID(person)) {
      const errors = [{field: 'person', message: 'Choose with whom you want to share it'}];
      return showAgain(reply, VIEW, {...(await this.pages.of(principal)), errors, values: {}});
    }
    return this.done(principal, reply, '/shortlist?shared', () => this.shares.share(principal, person));
  }

  @Allow('shortlist:keep')
  @Post('share/:id/end')
  end(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    return this.done(principal, reply, '/shortlist?ended', () => this.shares.end(principal, id));
  }

  private async done(principal: Principal, reply: FastifyReply, to: string, act: () => Promise<unknown>) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind === 'not_found') throw error;
      return showRefusal(reply, VIEW, {...(await this.pages.of(principal)), values: {}}, error);
    }
    return reply.redirect(to, 303);
  }
}
