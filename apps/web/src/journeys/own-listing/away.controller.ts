import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import type {Day} from '@app/kernel';
import type {Exception, OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {DayInput, TimeInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {EditExceptions} from './edit-exceptions.js';
import {EditListing} from './edit-listing.js';
import {endOfHours, exceptionBoxes} from './exceptions.js';

const VIEW = 'journeys/own-listing/away';

class AwayForm {
  @DayInput('First day away')
  first: Day;

  @DayInput('Last day away', {optional: true})
  last: Day | null;

  @TimeInput('Start', {optional: true})
  from: string | null;

  @TimeInput('End', {optional: true})
  to: string | null;
}

/** Days on which nobody can book: a holiday, a course. What is booked stands. */
@Controller('listing/:id/away')
export class AwayController {
  constructor(
    private readonly edit: EditListing,
    private readonly exceptions: EditExceptions,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(await this.edit.read(principal, id));
  }

  @Allow('listing:manage')
  @Post()
  async add(@Current() principal: Principal, @IdParam() id: string, @Body() body: unknown, @Res() reply: FastifyReply) {
    const listing = await this.edit.read(principal, id);
    const {form, errors, values} = readForm(AwayForm, body);
    const {first: startsOn, last, from} = form;
    const to = endOfHours(form.to);
    if (errors.length === 0 && startsOn < this.exceptions.today()) {
      errors.push({field: 'first-day', message: 'First day away must be today or later'});
    }
    if (errors.length === 0 && (from === null) !== (to === null)) {
      errors.push({field: from === null ? 'from' : 'to', message: 'Enter both times, or neither for whole days'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...this.page(listing), errors, values});
    const days: Exception = {startsOn, endsOn: last ?? startsOn, available: false, from, to};
    try {
      await this.exceptions.add(principal, listing, days);
    } catch (error) {
      return showRefusal(reply, VIEW, {...this.page(listing), values}, error, exceptionBoxes(listing));
    }
    return this.edit.done(reply, id);
  }

  @Allow('listing:manage')
  @Post('remove')
  async remove(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {which?: string},
    @Res() reply: FastifyReply,
  ) {
    await this.exceptions.remove(principal, id, false, body.which);
    return this.edit.done(reply, id);
  }

  private page(listing: OwnListingView) {
    return {listing, away: this.exceptions.lines(listing, false)};
  }
}
