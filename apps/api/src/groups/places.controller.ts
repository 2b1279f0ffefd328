import {Body, Controller, Get, Headers, HttpCode, Post, Put} from '@nestjs/common';
import {ApiBearerAuth, ApiHeader, ApiTags} from '@nestjs/swagger';
import {BookPlace, WaitForPlace} from '@app/bookings';
import {Allow, Current, holderFor, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {PublicListings, ReadOffers} from '@app/listings';
import {IdParam} from '@app/platform';
import {wholeList} from '../lists.js';
import {PlaceRequest, PlaceResponse, SessionsResponse, WaitingRequestDto} from './places.dto.js';

@ApiTags('groups')
@ApiBearerAuth()
@Controller('api/v1/listings/:id/sessions')
export class PlacesApiController {
  constructor(
    private readonly listings: PublicListings,
    private readonly offers: ReadOffers,
    private readonly books: BookPlace,
    private readonly waits: WaitForPlace,
    private readonly clock: Clock,
  ) {}

  /** The coming sessions of a listing’s groups, with the places that are left for the caller. */
  @Allow('booking:request')
  @Get()
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<SessionsResponse> {
    holderFor(principal, 'book');
    const profile = await this.listings.profile(id, principal);
    if (profile?.councilId !== principal.councilId) throw notFound('listing');
    const groups = (await this.offers.of(profile)).offers.filter(({kind}) => kind === 'group');
    const now = this.clock.now();
    const sessions = groups.flatMap(({title, prices, sessions: own}) =>
      own.filter(({startsAt}) => startsAt > now).map((session) => ({...session, title, prices})),
    );
    const places = new Map((await this.waits.places(principal, sessions)).map((each) => [each.id, each]));
    return wholeList(
      sessions.map(({id: session, title, prices, startsAt, endsAt, capacity}) => {
        const day = londonDay(startsAt);
        const price = prices.find((each) => each.startsOn <= day && (!each.endsOn || day <= each.endsOn));
        const {left = 0, waiting = 0, waits = false} = places.get(session) ?? {};
        return {
          ...{id: session, title, starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString(), capacity},
          ...{left, waiting, waits, price_pence: price?.pricePence ?? null},
        };
      }),
    );
  }

  /** Takes a place, and promises its price, at once. Same key, same answer. */
  @Allow('booking:request')
  @ApiHeader({name: 'Idempotency-Key', required: false})
  @Post(':session/book')
  async book(
    @Current() principal: Principal,
    @IdParam() id: string,
    @IdParam('session') session: string,
    @Body() body: PlaceRequest,
    @Headers('idempotency-key') key?: string,
  ): Promise<PlaceResponse> {
    return {booking_id: (await this.books.run(principal, id, session, body.budget_line_id, key ?? null)).id};
  }

  /** Waits for a place in a session that is full, in order; or waits no more. */
  @Allow('booking:request')
  @Put(':session/waiting')
  @HttpCode(204)
  async wait(
    @Current() principal: Principal,
    @IdParam() _id: string,
    @IdParam('session') session: string,
    @Body() {waits}: WaitingRequestDto,
  ): Promise<void> {
    await (waits ? this.waits.join(principal, session) : this.waits.leave(principal, session));
  }
}
