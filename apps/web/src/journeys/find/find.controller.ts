import {Controller, Get, Query, Req, Res} from '@nestjs/common';
import {ReadBudgets, type LineView} from '@app/allocations';
import {FreeTimes} from '@app/bookings';
import {Councils, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {Services, type ServiceWords} from '@app/listings';
import {Environment, problemOf, Public} from '@app/platform';
import {readSearch, SearchListings} from '@app/search';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {chosenLine, dayChoices, distanceChoices, initialValues, one, rawSearch, type FindValues} from './find.query.js';
import {
  address,
  cards,
  filterGroups,
  otherServices,
  resultPages,
  suggestionsOf,
  toShare,
  wider,
  withoutFilters,
} from './find.presenter.js';
import {t} from '../../words/t.js';
import {PARTS_OF_DAY, PATTERN_DAYS, PATTERN_FREE_WORDS} from './find.words.js';

const VIEW = 'journeys/find/find';

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
  available_from: 'free_day',
  available_to: 'free_day',
};

@Controller('find')
export class FindController {
  constructor(
    private readonly search: SearchListings,
    private readonly budgets: ReadBudgets,
    private readonly services: Services,
    private readonly councils: Councils,
    private readonly times: FreeTimes,
    private readonly clock: Clock,
    private readonly environment: Environment,
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
    const lines = await this.linesOf(principal);
    const values = initialValues(query);
    const today = londonDay(this.clock.now());
    const services = await this.services.list(principal?.councilId ?? null);
    const form = {
      values,
      lines,
      line: chosenLine(values, lines),
      days: dayChoices(today),
      parts: PARTS_OF_DAY,
      weekdays: PATTERN_DAYS,
      frees: PATTERN_FREE_WORDS,
      pickedDays: [values.weekday ?? []].flat(),
      distances: distanceChoices(),
      suggestions: suggestionsOf(services),
    };
    try {
      const input = readSearch(rawSearch(values, lines), today);
      const asker = `${request.ip} ${request.headers['user-agent']}`;
      const result = await this.search.run(principal, input, asker);
      const pages = resultPages(result, values);
      if (pages.from > pages.to && pages.total > 0) {
        return await reply.redirect(address(values, {page: String(pages.last)}), 302);
      }
      const ids = result.items.map(({id}) => id);
      const [names, next] = await Promise.all([this.councils.names(), this.times.next(ids, this.clock.now())]);
      return await reply.view(VIEW, {
        ...form,
        result,
        cards: cards(result, names, form.line?.purpose ?? null, next),
        groups: filterGroups(result, values, services),
        pages,
        all: withoutFilters(values),
        share: toShare(values, result),
        wider: wider(values, result),
        others: result.total ? [] : await this.others(principal, values, services),
        standIn: this.environment.SEARCH_ENGINE !== result.engine,
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
      const errors = error.fields.map(({field, message}) => ({
        field: BOXES[field] ?? '',
        message: field === 'pattern' ? t('Enter when the visits begin and end, like 9:30am and 11am.') : message,
      }));
      return reply
        .code(problemOf(error).status)
        .view(VIEW, {...form, errors, result: null, groups: filterGroups(null, values, services)});
    }
  }

  /** Kinds of help that there are where nobody fits all that was asked for. */
  private async others(principal: Principal | null, values: FindValues, services: readonly ServiceWords[]) {
    const place = {near: one(values, 'near'), within: one(values, 'within')};
    return otherServices(
      await this.search.run(principal, readSearch(rawSearch(place, []), londonDay(this.clock.now()))),
      values,
      services,
    );
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
