import {Controller, Get, Query, Req} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Current, type Principal} from '@app/identity';
import {FreeTimes} from '@app/bookings';
import {Clock, invalid, londonDay} from '@app/kernel';
import {Public} from '@app/platform';
import {readSearch, SearchListings, SuggestWords} from '@app/search';
import type {FastifyRequest} from 'fastify';
import {searchAnswer} from './search-answer.js';
import {SearchQueryParameters, SearchResponse} from './search.dto.js';
import {SuggestionsQuery, SuggestionsResponse} from './suggestions.dto.js';

@ApiTags('search')
@Controller('api/v1/search')
export class SearchController {
  constructor(
    private readonly listings: SearchListings,
    private readonly times: FreeTimes,
    private readonly clock: Clock,
    private readonly suggest: SuggestWords,
  ) {}

  /** What somebody may be about to type: kinds of help, words that people use for them, names on the register. */
  @ApiBearerAuth()
  @Public()
  @Get('suggestions')
  async suggestions(
    @Current() principal: Principal | null,
    @Query() {q}: SuggestionsQuery,
  ): Promise<SuggestionsResponse> {
    return {items: await this.suggest.run(principal, q)};
  }

  /** Who is near, offers this, speaks that. Signed in it is your own council's listings, and what each would cost you. */
  @ApiBearerAuth()
  @Public()
  @Get()
  async find(
    @Current() principal: Principal | null,
    @Query() query: SearchQueryParameters,
    @Req() request: FastifyRequest,
  ): Promise<SearchResponse> {
    const input = readSearch(query, londonDay(this.clock.now()));
    const withNext = asksNext(query.next_free);
    const result = await this.listings.run(principal, input, `${request.ip} ${request.headers['user-agent']}`);
    const ids = withNext ? result.items.map(({id}) => id) : [];
    return searchAnswer(result, input, withNext ? await this.times.next(ids, this.clock.now()) : null);
  }
}

function asksNext(wanted: string | undefined): boolean {
  if (wanted === undefined || wanted === 'false') return false;
  if (wanted !== 'true') throw invalid({field: 'next_free', message: 'Say true or false.'});
  return true;
}
