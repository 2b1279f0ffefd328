import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {SetAvailability, type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {EditListing} from './edit-listing.js';
import {boxesOfWeek, HoursOfWeekForm, initialHoursOfWeek, weeklyHours} from './hours.form.js';

const VIEW = 'journeys/own-listing/hours';

/** The hours of a usual week, all of them at once. Days away are kept. */
@Controller('listing/:id/hours')
export class WeeklyHoursController {
  constructor(
    private readonly edit: EditListing,
    private readonly sets: SetAvailability,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const listing = await this.edit.read(principal, id);
    const today = londonDay(this.clock.now());
    return page(listing, initialHoursOfWeek(listing, today), today);
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
    const week = weeklyHours(form, today);
    const wrong = errors.length ? errors : week.errors;
    if (wrong.length) return showAgain(reply, VIEW, {...page(listing, values, today), errors: wrong});
    try {
      await this.sets.run(principal, id, {patterns: week.patterns, exceptions: listing.exceptions});
      if (bankHolidays) await this.edit.change(principal, listing, {bankHolidays: bankHolidays === 'yes'});
    } catch (error) {
      return showRefusal(reply, VIEW, page(listing, values, today), error, week.boxes);
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView, values: TypedValues, today: Day) {
  const changes = listing.patterns.flatMap(({startsOn, endsOn}) => [startsOn, endsOn].filter((day) => day !== null));
  return {
    listing,
    values,
    week: boxesOfWeek(values),
    /** Hours that change on a day to come were not entered on this page; saving it would lose them. */
    changesOn: changes.filter((day) => day > today).sort()[0] ?? null,
  };
}
