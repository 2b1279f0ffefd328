import {Controller, Get, Query, Res} from '@nestjs/common';
import {ReadBudgets, type LineView} from '@app/allocations';
import {Councils, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {Services} from '@app/listings';
import {Environment, problemOf, Public} from '@app/platform';
import {readSearch, SearchListings} from '@app/search';
import type {FastifyReply} from 'fastify';
import {chosenLine, dayChoices, distanceChoices, initialValues, one, rawSearch, type FindValues} from './find.query.js';
import {cards, filterGroups, resultPages, wider} from './find.presenter.js';
import {PARTS_OF_DAY} from './find.words.js';

const VIEW = 'journeys/find/find';

/** Where a refused field of the search stands on this page. */
const BOXES: Record<string, string> = {
  near: 'near',
  q: 'q',
  within_km: 'within',
  max_rate_pence: 'max',
  hours_per_week: 'hours',
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
    private readonly clock: Clock,
    private readonly environment: Environment,
  ) {}

  /** Results for whoever asks; somebody with a budget sees what each would cost a week and leave. */
  @Public()
  @Get()
  async show(@Current() principal: Principal | null, @Query() query: FindValues, @Res() reply: FastifyReply) {
    const lines = await this.linesOf(principal);
    const values = initialValues(query);
    const form = {
      values,
      lines,
      line: chosenLine(values, lines),
      days: dayChoices(londonDay(this.clock.now())),
      parts: PARTS_OF_DAY,
      distances: distanceChoices,
    };
    try {
      const result = await this.search.run(principal, readSearch(rawSearch(values, lines)));
      const [services, councils] = await Promise.all([
        this.services.list(principal?.councilId ?? null),
        this.councils.names(),
      ]);
      return await reply.view(VIEW, {
        ...form,
        result,
        cards: cards(result, councils),
        groups: filterGroups(result, values, services),
        pages: resultPages(result, values),
        wider: wider(values),
        standIn: this.environment.SEARCH_ENGINE !== result.engine,
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
      const errors = error.fields.map(({field, message}) => ({field: BOXES[field] ?? '', message}));
      return reply.code(problemOf(error).status).view(VIEW, {...form, errors, result: null, near: one(values, 'near')});
    }
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
