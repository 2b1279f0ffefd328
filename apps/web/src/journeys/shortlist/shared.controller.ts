import {Controller, Get, Render} from '@nestjs/common';
import {ReadShortlist} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {ShortlistPages} from './shortlist-pages.js';

/** Shortlists that somebody shares with the reader, who helps them: to read, and nothing more. */
@Controller('shortlist/shared')
export class SharedController {
  constructor(
    private readonly reads: ReadShortlist,
    private readonly pages: ShortlistPages,
  ) {}

  @Allow('session:use')
  @Get()
  @Render('journeys/shortlist/shared-with-me')
  async list(@Current() principal: Principal) {
    return {shared: await this.reads.sharedWithMe(principal)};
  }

  @Allow('session:use')
  @Get(':id')
  @Render('journeys/shortlist/shared')
  async one(@Current() principal: Principal, @IdParam() id: string) {
    const {holderName, entries} = await this.reads.ofHolder(principal, id);
    return {holder: holderName, entries: await this.pages.withStanding(principal, entries)};
  }
}
