import {Controller, Get, Query, Req, Res} from '@nestjs/common';
import {ReadBudgets, type LineView} from '@app/allocations';
import {FreeTimes} from '@app/bookings';
import {ReadShortlist} from '@app/choices';
import {boundsAround, Geography} from '@app/geography';
import {Councils, Current, mayFor, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Day} from '@app/kernel';
import {Services, type ServiceWords} from '@app/listings';
import {Environment, problemOf, Public} from '@app/platform';
import {MOST_PER_PAGE, readSearch, SearchListings, SuggestWords, type RawSearch, type SearchResult} from '@app/search';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {drawMap, frameOf} from './find.map.js';
import {
  chosenLine,
  dayChoices,
  distanceChoices,
  hasOwnTimes,
  initialValues,
  one,
  rawSearch,
  wantedDays,
  type FindValues,
} from './find.query.js';
import {
  address,
  cards,
  filterGroups,
  namesakes,
  nearestCards,
  otherServices,
  resultPages,
  suggestionsOf,
  toShare,
  whereAbouts,
  wider,
  withoutFilters,
} from './find.presenter.js';
import {t, words} from '../../words/t.js';
import {PARTS_OF_DAY, PATTERN_DAYS, PATTERN_FREE_WORDS} from './find.words.js';

const VIEW = 'journeys/find/find';
const PRINT = 'journeys/find/print';
/** More names than this would hide each other. */
const MOST_AREAS = 40;

/** Where a refused field of the search stands on this page. */
const BOXES: Record<string, string> = {
  near: 'near',
  q: 'q',
  within_km: 'within',
  max_rate_pence: 'max',
  hours_per_week: 'hours',
  own_weekly_pence: 'own',
  pattern: 'from',
  pattern_weeks: 'weeks',
  pattern_free: 'free',
  sort: 'sort',
  available_from: 'free_day',
  available_to: 'free_day',
};

/** What is wrong in the terms of this page, where the search says it in its own. */
const SAID: Record<string, string> = words({
  within_km: 'Choose one of the distances.',
  max_rate_pence: 'Enter an amount in pounds an hour, like 15 or 14.50.',
  own_weekly_pence: 'Enter an amount in pounds a week, like 120 or 120.50.',
  pattern_free: 'Choose how many of your visits they must be free for.',
  sort: 'Choose what to show first.',
});
/** When the visits are is put together from boxes here: what is wrong with one of them, not with when they are. */
const UNREAD_PATTERN = ['Give weekdays and times like tue 09:00-11:00.', 'The end must be after the start.'];

@Controller('find')
export class FindController {
  constructor(
    private readonly search: SearchListings,
    private readonly budgets: ReadBudgets,
    private readonly services: Services,
    private readonly councils: Councils,
    private readonly shortlist: ReadShortlist,
    private readonly times: FreeTimes,
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly geography: Geography,
    private readonly suggest: SuggestWords,
  ) {}

  /** Results for whoever asks; somebody with a budget sees what each would cost a week and leave. */
  @Public()
  @Get()
  async show(
    @Current() principal: Principal | null,
    @Query() query: FindValues,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const {values, form, services} = await this.formOf(principal, query);
    try {
      const result = await this.ask(principal, form, request, {});
      const pages = resultPages(result, values);
      if (pages.from > pages.to && pages.total > 0) {
        return await reply.redirect(address(values, {page: String(pages.last)}), 302);
      }
      const ids = [...result.items, ...result.nearest.map(({card}) => card)].map(({id}) => id);
      const [councils, next] = await Promise.all([this.councils.names(), this.times.next(ids, this.clock.now())]);
      const purpose = form.line?.purpose ?? null;
      return await reply.view(VIEW, {
        ...form,
        result,
        cards: cards(result, councils, purpose, next, pages.from),
        nearest: nearestCards(result, councils, purpose, next),
        ...(await this.shortlisting(principal, values)),
        groups: filterGroups(result, values, services),
        pages,
        map: one(values, 'map') === 'yes' ? await this.mapOf(result, pages.from) : null,
        mapOn: address(values, {map: 'yes'}),
        mapOff: address(values, {map: undefined}),
        toPrint: address(values, {page: undefined, map: undefined}, '/find/print'),
        all: withoutFilters(values),
        share: toShare(values, result),
        wider: wider(values, result),
        others: result.total ? [] : await this.others(principal, values, services, result),
        namesakes: namesakes(values, result),
        standIn: this.environment.SEARCH_ENGINE !== result.engine,
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
      const errors = error.fields.map(({field, message}) => ({
        field: BOXES[field] ?? '',
        message: UNREAD_PATTERN.includes(message)
          ? t('Enter when the visits begin and end, like 9:30am and 11am.')
          : (SAID[field] ?? message),
      }));
      return reply
        .code(problemOf(error).status)
        .view(VIEW, {...form, errors, result: null, groups: filterGroups(null, values, services)});
    }
  }

  /** For the box of words, while somebody types: what its list of suggestions offers besides what is always in it. */
  @Public()
  @Get('suggestions')
  async suggestions(@Current() principal: Principal | null, @Query() query: FindValues) {
    return {items: (await this.suggest.run(principal, one(query, 'q'))).map(({text}) => text)};
  }

  /** The same as a plain list on paper, for somebody to take along or to be sent. */
  @Public()
  @Get('print')
  async print(
    @Current() principal: Principal | null,
    @Query() query: FindValues,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const {values, form} = await this.formOf(principal, query);
    try {
      const result = await this.ask(principal, form, request, {page: '1', per_page: String(MOST_PER_PAGE)});
      const ids = result.items.map(({id}) => id);
      const [councils, next] = await Promise.all([this.councils.names(), this.times.next(ids, this.clock.now())]);
      const purpose = form.line?.purpose ?? null;
      return await reply.view(PRINT, {
        ...form,
        result,
        cards: cards(result, councils, purpose, next, 1),
        today: londonDay(this.clock.now()),
        back: address(values, {}),
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
      return reply.redirect(address(values, {}), 302); // where what is wrong is said beside its box
    }
  }

  private ask(
    principal: Principal | null,
    {values, lines, today}: {values: FindValues; lines: LineView[]; today: Day},
    request: FastifyRequest,
    changes: RawSearch,
  ): Promise<SearchResult> {
    const input = readSearch({...rawSearch(values, lines), ...changes}, today);
    return this.search.run(principal, input, `${request.ip} ${request.headers['user-agent']}`);
  }

  private async formOf(principal: Principal | null, query: FindValues) {
    const [lines, services] = await Promise.all([
      this.linesOf(principal),
      this.services.list(principal?.councilId ?? null),
    ]);
    const values = initialValues(query);
    const today = londonDay(this.clock.now());
    const form = {
      values,
      lines,
      today,
      line: chosenLine(values, lines),
      days: dayChoices(today),
      parts: PARTS_OF_DAY,
      weekdays: PATTERN_DAYS,
      frees: PATTERN_FREE_WORDS,
      pickedDays: wantedDays(values),
      ownTimes: hasOwnTimes(values),
      distances: distanceChoices(),
      suggestions: suggestionsOf(services),
    };
    return {values, form, services};
  }

  private async mapOf({items, origin}: SearchResult, first: number) {
    const frame = frameOf(items, origin);
    if (!frame) return null;
    const areas = await this.geography.outcodesWithin(boundsAround(frame.centre, frame.metres), MOST_AREAS);
    return drawMap(frame, items, first, origin, areas);
  }

  /** Kinds of help that there are where nobody fits all that was asked for. */
  private async others(
    principal: Principal | null,
    values: FindValues,
    services: readonly ServiceWords[],
    {origin}: SearchResult,
  ) {
    const around = {...values, near: whereAbouts(values, origin)};
    const place = {near: around.near, within: one(values, 'within')};
    return otherServices(
      await this.search.run(principal, readSearch(rawSearch(place, []), londonDay(this.clock.now()))),
      around,
      services,
    );
  }

  /** For whoever keeps a shortlist: who of these is on it, and where to come back to. */
  private async shortlisting(principal: Principal | null, values: FindValues) {
    const here = address(values, {});
    if (!principal) return {again: encodeURIComponent(here)};
    if (!principal.permissions.has('shortlist:keep') || !mayFor(principal, 'reach_out')) return {};
    return {kept: [...(await this.shortlist.listings(principal))], searched: here, asked: here.replace(/^[^?]*\?/, '')};
  }

  /** A search never fails over a budget: who may see none gets results without figures. */
  private async linesOf(principal: Principal | null): Promise<LineView[]> {
    if (!principal?.permissions.has('budget:read')) return [];
    try {
      return await this.budgets.lines(principal);
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  }
}
