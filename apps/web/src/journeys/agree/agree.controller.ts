import {Body, Controller, Get, HttpCode, Post, Res} from '@nestjs/common';
import {RELATIONS} from '@app/allocations';
import {ProposeEngagement} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, type Rate} from '@app/kernel';
import {cancellationTerms, ReadOffers} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {besideRates} from '../../presenters/offer-lines.js';
import {rateWords, BAND_WORDS} from '../../words/rate-words.js';
import {RELATION_WORDS} from '../../words/agreement-words.js';
import {ListingForHolder} from '../listing/listing-for-holder.js';
import {AgreeForm} from './agree.form.js';
import {boxesOf, listingNames, rateBoxes, ratesAgreed, ratesOffered} from './agree.presenter.js';

const FORM = 'journeys/agree/agree';

/** Offering terms to a PA: a form, a page to check the answers on, and the offer itself. Nothing is kept in between. */
@Controller('listings/:id/agree')
export class AgreeController {
  constructor(
    private readonly listings: ListingForHolder,
    private readonly propose: ProposeEngagement,
    private readonly offered: ReadOffers,
    private readonly clock: Clock,
  ) {}

  @Allow('engagement:propose')
  @Get()
  async show(@Current() principal: Principal, @IdParam() id: string, @Res() reply: FastifyReply) {
    const page = await this.page(principal, id);
    if (page.isProvider) return reply.redirect(`/listings/${id}/book`, 303);
    return reply.view(FORM, page);
  }

  /** Somebody reloads the address of the page on which they checked their answers. */
  @Allow('engagement:propose')
  @Get('check')
  begin(@IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.redirect(`/listings/${id}/agree`, 303);
  }

  @Allow('engagement:propose')
  @Post('check')
  @HttpCode(200)
  async check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = this.read(body, page.offered);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    const rates = ratesAgreed(form, page.offered).map((rate) => ({
      label: BAND_WORDS[rate.band],
      text: rateWords(rate),
    }));
    const relation = RELATION_WORDS[form.relation];
    return reply.view('journeys/agree/check', {...page, form, rates, values, relation});
  }

  /** Back to the form, with everything that was typed. */
  @Allow('engagement:propose')
  @Post('change')
  @HttpCode(200)
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const {values} = readForm(AgreeForm, body);
    return reply.view(FORM, {...(await this.page(principal, id)), values});
  }

  @Allow('engagement:propose')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = this.read(body, page.offered);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    const rates = ratesAgreed(form, page.offered);
    try {
      const {status, relation, starts: startsOn} = form;
      const terms = {listingId: id, status, statusCheck: statusCheck(form), relation, startsOn, rates};
      const engagementId = await this.propose.run(principal, terms);
      return await reply.redirect(`/agreements/${engagementId}?asked`, 303);
    } catch (error) {
      const existing = existingAgreement(error);
      if (existing) return showAgain(reply, FORM, {...page, values, errors: [existing]}, 409);
      return showRefusal(reply, FORM, {...page, values}, error, boxesOf(rates));
    }
  }

  private async page(principal: Principal, id: string) {
    const profile = await this.listings.find(principal, id, 'agree_terms');
    const more = await this.offered.of(profile);
    const today = londonDay(this.clock.now());
    const offered = ratesOffered(profile.rates, today);
    const isProvider = profile.kind === 'provider';
    const relations = RELATIONS.map((value) => ({value, text: RELATION_WORDS[value]}));
    return {
      relations,
      listing: listingNames(profile),
      isProvider,
      today,
      offered,
      rateBoxes: rateBoxes(offered, more.wages, today),
      mileage: besideRates(more, today).mileage[0] ?? null,
      notice: cancellationTerms(profile),
    };
  }

  private read(body: unknown, offered: readonly Rate[]) {
    const reading = readForm(AgreeForm, body);
    const weekday = offered.some((rate) => rate.band === 'weekday') && reading.form.weekday === null;
    if (weekday) reading.errors.push({field: 'weekday', message: 'Enter the weekday rate'});
    const {status, status_reference: reference, checked} = reading.form;
    const unread = (box: string) => !reading.errors.some(({field}) => field.startsWith(box));
    if (status === 'self_employed') {
      const wrong = (field: string, message: string) => reading.errors.push({field, message});
      if (!reference && unread('status_reference'))
        wrong('status_reference', 'Enter the reference of the status check.');
      if (!checked && unread('checked')) wrong('checked-day', 'Enter the day of the check, today or before.');
    }
    return reading;
  }
}

/** What was typed beside another choice, before it was made, is left alone. */
function statusCheck({status, status_reference: reference, checked: checkedOn}: AgreeForm) {
  return status === 'self_employed' ? {reference, checkedOn} : undefined;
}

/** The way to the terms that stand against new ones. */
function existingAgreement(error: unknown): {field: string; message: string; href: string} | null {
  if (!(error instanceof DomainError) || error.code !== 'ENGAGEMENT_EXISTS') return null;
  const href = `/agreements/${String(error.facts.engagement_id)}`;
  return {field: '', message: `${error.message} See them`, href};
}
