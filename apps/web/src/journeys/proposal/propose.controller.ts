import {Body, Controller, Get, Post, Query, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {ReadEngagements} from '@app/bookings';
import {Allow, Current, mayFor, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {Services} from '@app/listings';
import {IdParam} from '@app/platform';
import {MakeProposal, ReadPlans, type WeekTime} from '@app/plans';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {timeWords} from '../../words/plan-words.js';
import {boxesOf, rateBoxes, ratesAgreed, ratesOffered} from '../agree/agree.presenter.js';
import {WEEKDAYS} from '../book/book.form.js';
import {BOXES} from '../book/book-request.js';
import {firstValues, lineChoices, WEEKDAY_CHOICES} from '../book/book.presenter.js';
import {ListingForHolder} from '../listing/listing-for-holder.js';
import {proposedVisits, ProposeTermsForm, ProposeVisitsForm, visitErrors} from './propose.form.js';

const TERMS = 'journeys/proposal/propose-terms';
const VISITS = 'journeys/proposal/propose-visits';

/** Proposing terms or visits to somebody whom one helps, from a listing. */
@Controller('listings/:id/propose')
export class ProposeController {
  constructor(
    private readonly listings: ListingForHolder,
    private readonly engagements: ReadEngagements,
    private readonly budgets: ReadBudgets,
    private readonly plans: ReadPlans,
    private readonly services: Services,
    private readonly makes: MakeProposal,
    private readonly clock: Clock,
  ) {}

  /** A PA is asked for terms first, unless they have them; a provider may be asked for visits at once. */
  @Allow('proposal:make')
  @Get()
  async ask(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ) {
    const {kind} = await this.listings.find(principal, id, 'propose');
    const visits = kind === 'provider' || (await this.haveTerms(principal, id));
    if (!visits) return reply.view(TERMS, await this.termsPage(principal, id));
    const page = await this.visitsPage(principal, id);
    return reply.view(VISITS, {...page, values: {...firstValues('', page.lineIds, null), ...patternIn(query)}});
  }

  @Allow('proposal:make')
  @Post('terms')
  async terms(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.termsPage(principal, id);
    const {form, errors, values} = readForm(ProposeTermsForm, body);
    if (errors.length) return showAgain(reply, TERMS, {...page, errors, values});
    const rates = ratesAgreed(form, page.offered);
    const terms = {listingId: id, status: form.status, startsOn: form.starts, rates};
    try {
      const made = await this.makes.run(principal, {kind: 'terms', note: form.note, terms});
      return await reply.redirect(`/proposals/${made}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, TERMS, {...page, values}, error, boxesOf(rates));
    }
  }

  @Allow('proposal:make')
  @Post('visits')
  async visits(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.visitsPage(principal, id);
    const {form, errors, values} = readForm(ProposeVisitsForm, body);
    if (form.repeat === 'once') Object.assign(form, {days: [], until: null});
    const all = errors.length ? errors : visitErrors(form, page.lineIds);
    if (all.length) return showAgain(reply, VISITS, {...page, errors: all, values});
    try {
      const visits = proposedVisits(id, form);
      const made = await this.makes.run(principal, {kind: 'visits', note: form.note, visits});
      return await reply.redirect(`/proposals/${made}?sent`, 303);
    } catch (error) {
      return showRefusal(reply, VISITS, {...page, values}, error, BOXES);
    }
  }

  private async haveTerms(principal: Principal, id: string): Promise<boolean> {
    if (!mayFor(principal, 'see_support')) return false;
    const all = await this.engagements.ofHolder(principal);
    return all.some((each) => each.listing.id === id && each.state === 'accepted');
  }

  private async termsPage(principal: Principal, id: string) {
    const profile = await this.listings.find(principal, id, 'propose');
    const today = londonDay(this.clock.now());
    const offered = ratesOffered(profile.rates, today);
    return {listing: {id, name: profile.name}, today, offered, rateBoxes: rateBoxes(offered, [], today)};
  }

  private async visitsPage(principal: Principal, id: string) {
    const {name} = await this.listings.find(principal, id, 'propose');
    const lines = mayFor(principal, 'see_budget') ? await this.budgets.lines(principal) : [];
    return {
      listing: {id, name},
      lineIds: lines.map((line) => line.id),
      lineChoices: lineChoices(lines),
      weekdays: WEEKDAY_CHOICES,
      planned: await this.planned(principal, id),
    };
  }

  /** The parts of the person's plan that are paid for, to begin with. */
  private async planned(principal: Principal, id: string) {
    if (!mayFor(principal, 'see_plan')) return [];
    const [latest] = await this.plans.mine(principal);
    if (!latest) return [];
    const {content} = await this.plans.one(principal, latest.id);
    const names = new Map((await this.services.list(principal.councilId)).map(({code, name}) => [code, name]));
    return content.times
      .filter(({ratePence}) => ratePence !== null)
      .map((time) => ({...timeWords(time, names), href: `/listings/${id}/propose?${patternOf(time)}`}));
  }
}

const patternOf = ({weekdays, from, to}: WeekTime) =>
  new URLSearchParams({days: weekdays.join(','), from, to}).toString();

/** A pattern that came along in the address, as the boxes of the form take it. */
function patternIn(query: Record<string, unknown>) {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const days = text('days')
    .split(',')
    .flatMap((day) => WEEKDAYS[Number(day) - 1] ?? []);
  const time = (name: string) => (/^\d\d:\d\d$/.test(text(name)) ? text(name) : '');
  if (days.length === 0) return {};
  return {repeat: 'weekly', days, starts: time('from'), ends: time('to')};
}
