import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {SetAvailability, type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {EditListing} from './edit-listing.js';
import {changesAfter} from './own-listing.presenter.js';
import {boxesOfWeek, HoursOfWeekForm, hoursUntil, initialHoursOfWeek, typedDay, weeklyHours} from './hours.form.js';

const VIEW = 'journeys/own-listing/hours';

/** The hours of a usual week, all of them at once, from today or a day to come. Days that differ are kept. */
@Controller('listing/:id/hours')
export class WeeklyHoursController {
  constructor(
    private readonly edit: EditListing,
    private readonly sets: SetAvailability,
    private readonly clock: Clock,
  ) {}

  /** The hours of today, or of a day to come from which others hold. */
  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string, @Query('from') from: unknown) {
    const listing = await this.edit.read(principal, id);
    const today = londonDay(this.clock.now());
    const day = changesAfter(listing, today).find((each) => each === from) ?? today;
    return page(listing, {...initialHoursOfWeek(listing, day), ...(day > today && typedDay('starts', day))}, today);
  }

  @Allow('listing:manage')
  @Post()
  async send(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const listing = await this.edit.read(principal, id);
    const today = londonDay(this.clock.now());
    const {form, errors, values} = readForm(HoursOfWeekForm, body);
    const {bankHolidays} = form;
    // A day that cannot be read is among the errors, and is none to reckon from.
    const starts = typeof form.starts === 'string' ? form.starts : today;
    const before = hoursUntil(listing.patterns, starts, today);
    const week = weeklyHours(form, starts, before.length);
    const wrong = errors.length ? errors : week.errors;
    if (wrong.length === 0 && starts < today) {
      wrong.push({field: 'starts-day', message: 'The day must be today or later'});
    }
    if (wrong.length) return showAgain(reply, VIEW, {...page(listing, values, today), errors: wrong});
    try {
      const patterns = [...before, ...week.patterns];
      await this.sets.run(principal, id, {patterns, exceptions: listing.exceptions});
      if (bankHolidays) await this.edit.change(principal, listing, {bankHolidays: bankHolidays === 'yes'});
    } catch (error) {
      return showRefusal(reply, VIEW, page(listing, values, today), error, week.boxes);
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView, values: TypedValues, today: Day) {
  return {listing, values, week: boxesOfWeek(values), changes: changesAfter(listing, today)};
}
