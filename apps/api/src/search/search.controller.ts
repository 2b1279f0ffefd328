import {Controller, Get, Query, Req} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
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
    return searchAnswer(
      await this.listings.run(principal, input, `${request.ip} ${request.headers['user-agent']}`),
      input,
    );
  }
}
