import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {ReadOffers, SetRates, type OwnListingView} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import type {TypedValues} from '../../forms/typed-input.js';
import {EditListing} from './edit-listing.js';
import {initialRates, RATE_FIELDS, RatesForm, ratesOf, WAGE_FIELDS} from './rates.form.js';

const VIEW = 'journeys/own-listing/rates';

/** What somebody asks from a day on. What is booked already keeps the price it was booked at. */
@Controller('listing/:id/rates')
export class RatesController {
  constructor(
    private readonly edit: EditListing,
    private readonly sets: SetRates,
    private readonly reads: ReadOffers,
    private readonly clock: Clock,
  ) {}

  @Allow('listing:manage')
  @Get()
  @Render(VIEW)
  async show(@Current() principal: Principal, @IdParam() id: string) {
    const listing = await this.edit.read(principal, id);
    const today = londonDay(this.clock.now());
    return page(listing, initialRates(listing, await this.reads.ofOwn(principal, id), today), today);
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
    const {form, errors, values} = readForm(RatesForm, body);
    const shown = page(listing, values, londonDay(this.clock.now()));
    if (errors.length) return showAgain(reply, VIEW, {...shown, errors});
    const {rates, wages, boxes} = ratesOf(form);
    try {
      await this.sets.run(principal, id, {
        startsOn: form.starts,
        rates,
        milePence: form.mile,
        ...(listing.kind === 'pa' && {wages}),
      });
    } catch (error) {
      return showRefusal(reply, VIEW, shown, error, boxes);
    }
    return this.edit.done(reply, id);
  }
}

function page(listing: OwnListingView, values: TypedValues, today: Day) {
  const visits = RATE_FIELDS.filter((field) => field.unit === 'visit');
  const hours = RATE_FIELDS.filter((field) => field.unit === 'hour' && field.band !== 'waking_night');
  const later = listing.rates.map((rate) => rate.startsOn).filter((day) => day > today);
  return {
    listing,
    values,
    hours,
    visits,
    nights: RATE_FIELDS.filter((field) => !visits.includes(field) && !hours.includes(field)),
    wages: WAGE_FIELDS,
    wagesOpen: WAGE_FIELDS.some(({name}) => values[name]),
    /** Folded away by most, never when something stands in it. */
    visitsOpen: visits.some(({name}) => values[name]),
    later: later.sort()[0] ?? null,
  };
}
