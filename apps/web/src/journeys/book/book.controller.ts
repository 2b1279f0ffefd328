import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, HttpCode, Post, Query, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {FreeTimes, OwnVisits, QuoteBooking, RequestBooking} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {ListingForHolder} from '../listing/listing-for-holder.js';
import {BOXES, bookingRequest} from './book-request.js';
import {firstValues, lineChoices, WEEKDAY_CHOICES} from './book.presenter.js';
import {spanOf} from './free-hours.js';
import {quotePage} from './quote.presenter.js';
import {readBookForm} from './read-book-form.js';
import {t} from '../../words/t.js';

const FORM = 'journeys/book/book';

/** Booking: a form, a page with each visit, its price and what is left, and the booking itself. */
@Controller('listings/:id/book')
export class BookController {
  constructor(
    private readonly listings: ListingForHolder,
    private readonly budgets: ReadBudgets,
    private readonly quotes: QuoteBooking,
    private readonly times: FreeTimes,
    private readonly requests: RequestBooking,
    private readonly own: OwnVisits,
  ) {}

  @Allow('booking:request')
  @Get()
  async show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query('date') date: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    return reply.view(FORM, {...page, values: firstValues(randomUUID(), page.lineIds, date)});
  }

  /** Somebody reloads the address of the page on which they checked their answers. */
  @Allow('booking:request')
  @Get('check')
  begin(@IdParam() id: string, @Res() reply: FastifyReply) {
    return reply.redirect(`/listings/${id}/book`, 303);
  }

  @Allow('booking:request')
  @Post('check')
  @HttpCode(200)
  async check(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readBookForm(body, page.lineIds);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const quote = await this.quotes.run(principal, bookingRequest(id, form));
      const {from, to} = spanOf(quote.visits);
      const parts = {quote, form, lines: page.lines, free: await this.times.of(principal, id, from, to)};
      const together = await this.own.at(principal, quote.visits);
      return await reply.view('journeys/book/check', {...page, values, together, quote: quotePage(parts)});
    } catch (error) {
      return showRefusal(reply, FORM, {...page, values}, error, BOXES);
    }
  }

  /** Back to the form, with everything that was typed. */
  @Allow('booking:request')
  @Post('change')
  @HttpCode(200)
  async change(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    return reply.view(FORM, {...page, values: readBookForm(body, page.lineIds).values});
  }

  @Allow('booking:request')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readBookForm(body, page.lineIds);
    if (errors.length) return showAgain(reply, FORM, {...page, errors, values});
    try {
      const seenPence = /^\d{1,10}$/.test(form.seen ?? '') ? Number(form.seen) : undefined;
      const booking = await this.requests.run(principal, {...bookingRequest(id, form), seenPence}, form.key);
      return await reply.redirect(`/bookings/${booking.id}?asked`, 303);
    } catch (error) {
      if (isSentBefore(error)) return this.sentBefore(reply, page, values);
      return showRefusal(reply, FORM, {...page, values}, error, BOXES);
    }
  }

  private async page(principal: Principal, id: string) {
    const {name, kind} = await this.listings.find(principal, id, 'book');
    const lines = await this.budgets.lines(principal);
    const lineIds = lines.map((line) => line.id);
    return {listing: {id, name, kind}, lines, lineIds, lineChoices: lineChoices(lines), weekdays: WEEKDAY_CHOICES};
  }

  /** The form with other answers after it was booked: only a new key books again, and only knowingly. */
  private sentBefore(reply: FastifyReply, page: object, values: TypedValues) {
    const message = t('You have already sent a booking from this form. See what you booked before you send another');
    const errors = [{field: '', message, href: '/support'}];
    return showAgain(reply, FORM, {...page, errors, values: {...values, key: randomUUID()}}, 409);
  }
}

function isSentBefore(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'IDEMPOTENCY_CONFLICT';
}
