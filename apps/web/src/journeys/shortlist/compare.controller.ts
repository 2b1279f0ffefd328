import {Controller, Get, Query, Res} from '@nestjs/common';
import {ReadBudgets, type LineView} from '@app/allocations';
import {CompareShortlist, MOST_COMPARED, ReadShortlist} from '@app/choices';
import {Allow, Current, mayFor, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {problemOf} from '@app/platform';
import {readSearch} from '@app/search';
import {isUUID} from 'class-validator';
import type {FastifyReply} from 'fastify';
import {t} from '../../words/t.js';
import {chosenLine, initialValues, rawSearch, wantedDays, type FindValues} from '../find/find.query.js';
import {PATTERN_DAYS} from '../find/find.words.js';
import {comparison, plannedVisits, type Comparison} from './compare.presenter.js';

const VIEW = 'journeys/shortlist/compare';

/** Where a refused field stands on this page. */
const BOXES: Record<string, string> = {
  near: 'near',
  hours_per_week: 'hours',
  own_weekly_pence: 'own',
  pattern: 'from',
  pattern_weeks: 'weeks',
  with: 'with',
};

/** Up to four of a shortlist side by side, for the times, the place and the money that somebody has in mind. */
@Controller('shortlist/compare')
export class CompareController {
  constructor(
    private readonly compares: CompareShortlist,
    private readonly shortlist: ReadShortlist,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  @Allow('shortlist:keep')
  @Get()
  async show(@Current() principal: Principal, @Query() query: FindValues, @Res() reply: FastifyReply) {
    const lines = await this.linesOf(principal);
    const values = initialValues(query);
    const entries = await this.shortlist.list(principal);
    const chosen = [values.with ?? []].flat().filter((id) => isUUID(id));
    const page = {
      values,
      lines,
      line: chosenLine(values, lines),
      weekdays: PATTERN_DAYS,
      pickedDays: wantedDays(values),
      planned: plannedVisits(values),
      most: MOST_COMPARED,
    };
    const choices = (ids: readonly string[]) =>
      entries.map(({listingId, name}) => ({value: listingId, text: name, checked: ids.includes(listingId)}));
    try {
      const {near, ...asked} = rawSearch(values, lines);
      const own = [values.pattern ?? []].flat();
      const raw = {
        ...asked,
        ...(near && {near}),
        ...(own.length > 0 && {pattern: own, hours_per_week: ''}),
      };
      const today = londonDay(this.clock.now());
      const compared = await this.compares.run(principal, chosen, readSearch(raw, today));
      const table: Comparison = comparison(compared, page.line?.purpose ?? null, today);
      const shown = compared.map(({entry}) => entry.listingId);
      return await reply.view(VIEW, {...page, table, choices: choices(shown)});
    } catch (error) {
      if (!(error instanceof DomainError) || error.fields.length === 0) throw error;
      const errors = error.fields.map(({field, message}) => ({
        field: BOXES[field] ?? '',
        message: field === 'pattern' ? t('Enter when the visits begin and end, like 9:30am and 11am.') : message,
      }));
      return reply.code(problemOf(error).status).view(VIEW, {...page, errors, table: null, choices: choices(chosen)});
    }
  }

  /** A comparison never fails over a budget: who may see none gets it without figures. */
  private async linesOf(principal: Principal): Promise<LineView[]> {
    if (!principal.permissions.has('budget:read') || !mayFor(principal, 'see_budget')) return [];
    return this.budgets.lines(principal);
  }
}
