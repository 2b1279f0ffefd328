import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {KeepSearches, ReadSearches} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {words} from '../../words/t.js';
import {rawOf, searchCard, usualName} from './saved-search.presenter.js';

const LIST = 'journeys/searches/searches';
const ONE = 'journeys/searches/search';

class NameForm {
  @TextInput('Name of the search', {max: 80}) name: string;
}

const DONE: Record<string, string> = words({
  saved: 'The search is saved. You are told when it finds somebody new.',
  renamed: 'It has its new name.',
  paused: 'It tells you nothing until you let it go on.',
  resumed: 'It goes on.',
  deleted: 'It is deleted.',
});

/** Searches that somebody keeps: they are asked again each day, and whom they find first is told once. */
@Controller('searches')
export class SavedSearchesController {
  constructor(
    private readonly reads: ReadSearches,
    private readonly keeps: KeepSearches,
    private readonly services: Services,
  ) {}

  @Allow('search:save')
  @Get()
  async list(@Current() principal: Principal, @Query() query: Record<string, unknown>, @Res() reply: FastifyReply) {
    return reply.view(LIST, {...(await this.page(principal)), done: doneWords(query)});
  }

  /** What is asked stands in the form, not in the address: a name can be given afterwards. */
  @Allow('search:save')
  @Post()
  async save(@Current() principal: Principal, @Body() body: Record<string, unknown>, @Res() reply: FastifyReply) {
    const asked = rawOf(body.asked);
    try {
      const name = usualName(asked, await this.services.list(principal.councilId));
      const id = await this.keeps.save(principal, {name, asked});
      return await reply.redirect(`/searches/${id}?saved`, 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return showRefusal(reply, LIST, {...(await this.page(principal)), values: {}}, error);
    }
  }

  @Allow('search:save')
  @Get(':id')
  async one(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    return reply.view(ONE, {search: searchCard(await this.reads.open(principal, id)), done: doneWords(query)});
  }

  @Allow('search:save')
  @Post(':id/name')
  async rename(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const search = searchCard(await this.reads.open(principal, id));
    const {form, errors, values} = readForm(NameForm, body);
    if (errors.length) return showAgain(reply, ONE, {search, errors, values});
    try {
      await this.keeps.rename(principal, id, form.name);
    } catch (error) {
      return showRefusal(reply, ONE, {search, values}, error);
    }
    return reply.redirect(`/searches/${id}?renamed`, 303);
  }

  @Allow('search:save')
  @Post(':id/pause')
  async pause(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keeps.pause(principal, id, true);
    return reply.redirect(`/searches/${id}?paused`, 303);
  }

  @Allow('search:save')
  @Post(':id/resume')
  async resume(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keeps.pause(principal, id, false);
    return reply.redirect(`/searches/${id}?resumed`, 303);
  }

  @Allow('search:save')
  @Post(':id/delete')
  async remove(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    await this.keeps.remove(principal, id);
    return reply.redirect('/searches?deleted', 303);
  }

  private async page(principal: Principal) {
    return {searches: (await this.reads.list(principal)).map(searchCard)};
  }
}

function doneWords(query: Record<string, unknown>): string | null {
  const done = Object.keys(DONE).find((each) => each in query);
  return done ? (DONE[done] ?? null) : null;
}
