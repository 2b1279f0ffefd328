import {Body, Controller, Delete, Get, HttpCode, Post, Put, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {CompareShortlist, KeepShortlist, ReadShortlist} from '@app/choices';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {IdParam} from '@app/platform';
import {readSearch} from '@app/search';
import {isUUID} from 'class-validator';
import {comparedListing, shortlistItem} from './shortlist-answer.js';
import {
  CompareParameters,
  ComparedResponse,
  KeepRequest,
  NoteRequest,
  ShortlistItem,
  ShortlistResponse,
} from './shortlist.dto.js';

@ApiTags('shortlist')
@ApiBearerAuth()
@Controller('api/v1/shortlist')
export class ShortlistController {
  constructor(
    private readonly reads: ReadShortlist,
    private readonly keeps: KeepShortlist,
    private readonly compares: CompareShortlist,
    private readonly clock: Clock,
  ) {}

  /** Whom the caller, or the person they act for, thinks of choosing. */
  @Allow('shortlist:keep')
  @Get()
  async list(@Current() principal: Principal): Promise<ShortlistResponse> {
    return {items: (await this.reads.list(principal)).map(shortlistItem)};
  }

  /** Puts a listing on it, once. */
  @Allow('shortlist:keep')
  @Post()
  async add(@Current() principal: Principal, @Body() {listing_id, note}: KeepRequest): Promise<ShortlistItem> {
    return this.one(principal, await this.keeps.add(principal, listing_id, note));
  }

  /** Up to four side by side: what the visits or the hours would cost with each, and leave. */
  @Allow('shortlist:keep')
  @Get('compare')
  async compare(@Current() principal: Principal, @Query() query: CompareParameters): Promise<ComparedResponse> {
    const {listing = '', ...asked} = query;
    const ids = String(listing).split(',').filter(Boolean);
    if (!ids.every((id) => isUUID(id))) throw invalid({field: 'listing', message: 'Give ids of listings.'});
    const input = readSearch(asked, londonDay(this.clock.now()));
    return {items: (await this.compares.run(principal, ids, input)).map(comparedListing)};
  }

  /** Writes a note to one; an empty one takes it away. */
  @Allow('shortlist:keep')
  @Put(':id/note')
  async note(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {note}: NoteRequest,
  ): Promise<ShortlistItem> {
    await this.keeps.note(principal, id, note);
    return this.one(principal, id);
  }

  /** Takes it off. */
  @Allow('shortlist:keep')
  @Delete(':id')
  @HttpCode(204)
  remove(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.keeps.remove(principal, id);
  }

  private async one(principal: Principal, id: string): Promise<ShortlistItem> {
    const found = (await this.reads.list(principal)).find((each) => each.id === id);
    if (!found) throw notFound('entry of the shortlist');
    return shortlistItem(found);
  }
}
