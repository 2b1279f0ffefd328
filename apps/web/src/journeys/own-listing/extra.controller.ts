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

const VIEW = 'journeys/own-listing/extra';

class ExtraForm {
  @DayInput('First day')
  first: Day;

  @DayInput('Last day', {optional: true})
  last: Day | null;

  @TimeInput('Start')
  from: string;

  @TimeInput('End')
  to: string;
}

/** Hours on some days beside those of a usual week. Days away still win. */
@Controller('listing/:id/extra')
export class ExtraHoursController {
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
    const {form, errors, values} = readForm(ExtraForm, body);
    const {first: startsOn, last, from} = form;
    const to = endOfHours(form.to);
    if (errors.length === 0 && startsOn < this.exceptions.today()) {
      errors.push({field: 'first-day', message: 'First day must be today or later'});
    }
    if (errors.length) return showAgain(reply, VIEW, {...this.page(listing), errors, values});
    const hours: Exception = {startsOn, endsOn: last ?? startsOn, available: true, from, to};
    try {
      await this.exceptions.add(principal, listing, hours);
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
    await this.exceptions.remove(principal, id, true, body.which);
    return this.edit.done(reply, id);
  }

  private page(listing: OwnListingView) {
    return {listing, extra: this.exceptions.lines(listing, true)};
  }
}
