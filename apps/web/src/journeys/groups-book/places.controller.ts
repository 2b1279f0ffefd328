import {randomUUID} from 'node:crypto';
import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {BookPlace, WaitForPlace} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {ReadOffers} from '@app/listings';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {TextInput} from '../../forms/inputs.js';
import {readForm} from '../../forms/read-form.js';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {lineChoices} from '../book/book.presenter.js';
import {ListingForHolder} from '../listing/listing-for-holder.js';

const VIEW = 'journeys/groups-book/places';

class PlaceForm {
  @TextInput('Which budget pays', {max: 36}) line: string;
  @TextInput('Key', {max: 36}) key: string;
}

/** Groups of a listing: their next sessions, how many places are left, a place, or the waiting list. */
@Controller('listings/:id/places')
export class PlacesController {
  constructor(
    private readonly listings: ListingForHolder,
    private readonly offers: ReadOffers,
    private readonly budgets: ReadBudgets,
    private readonly books: BookPlace,
    private readonly waits: WaitForPlace,
    private readonly clock: Clock,
  ) {}

  @Allow('booking:request')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  @Allow('booking:request')
  @Post(':session/book')
  async book(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('session') session: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ) {
    const page = await this.page(principal, id);
    const {form, errors, values} = readForm(PlaceForm, body);
    if (errors.length) return showAgain(reply, VIEW, {...page, errors, values});
    let booking: {id: string};
    try {
      booking = await this.books.run(principal, id, session, form.line, form.key);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/bookings/${booking.id}`, 303);
  }

  @Allow('booking:request')
  @Post(':session/wait')
  async wait(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('session') session: string,
    @Res() reply: FastifyReply,
  ) {
    await this.listings.find(principal, id, 'book');
    try {
      await this.waits.join(principal, session);
    } catch (error) {
      return showRefusal(reply, VIEW, {...(await this.page(principal, id)), values: {}}, error);
    }
    return reply.redirect(`/listings/${id}/places`, 303);
  }

  @Allow('booking:request')
  @Post(':session/leave')
  async leave(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('session') session: string,
    @Res() reply: FastifyReply,
  ) {
    await this.listings.find(principal, id, 'book');
    await this.waits.leave(principal, session);
    return reply.redirect(`/listings/${id}/places`, 303);
  }

  private async page(principal: Principal, id: string) {
    const listing = await this.listings.find(principal, id, 'book');
    const {offers} = await this.offers.of(listing);
    const groups = offers.filter(({kind}) => kind === 'group');
    const places = await this.waits.places(
      principal,
      groups.flatMap(({sessions}) => sessions),
    );
    const byId = new Map(places.map((each) => [each.id, each]));
    return {
      listing: {id, name: listing.name},
      lines: lineChoices(await this.budgets.lines(principal)),
      groups: groups.map((group) => ({
        ...group,
        sessions: group.sessions
          .filter(({startsAt}) => startsAt > this.clock.now())
          .map((session) => {
            const day = londonDay(session.startsAt);
            const price = group.prices.find((each) => each.startsOn <= day && (!each.endsOn || day <= each.endsOn));
            return {...session, ...byId.get(session.id), pricePence: price?.pricePence ?? null, key: randomUUID()};
          }),
      })),
    };
  }
}
