import {Body, Controller, Get, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {AnswerCover, ReadCover, type CoverView, type CoverWish} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {AskForCover, UncoveredVisits} from '@app/plans';
import {wholeList} from '../lists.js';
import {
  CoverBookingResponse,
  CoverResponse,
  CoverWishesResponse,
  CoverWishResponse,
  RungRequest,
  UncoveredListResponse,
} from './cover.dto.js';

@ApiTags('cover')
@ApiBearerAuth()
@Controller('api/v1')
export class CoverController {
  constructor(
    private readonly asks: AskForCover,
    private readonly answers: AnswerCover,
    private readonly cover: ReadCover,
    private readonly open: UncoveredVisits,
  ) {}

  /** Whoever was to come cannot: the back-up contacts are asked, one after the other. */
  @Allow('booking:change')
  @Post('visits/:id/cover')
  async ask(@Current() principal: Principal, @IdParam() id: string): Promise<CoverResponse> {
    return this.one(principal, await this.asks.run(principal, id));
  }

  /** How the asking goes. */
  @Allow('booking:read')
  @Get('cover-requests/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<CoverResponse> {
    return coverResponse(await this.cover.one(principal, id));
  }

  /** Nobody is needed any more. */
  @Allow('booking:change')
  @Post('cover-requests/:id/withdraw')
  @HttpCode(200)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<CoverResponse> {
    await this.answers.withdraw(principal, id);
    return this.one(principal, id);
  }

  /** What the caller’s own listings are asked to cover. */
  @Allow('booking:answer')
  @Get('cover-asks')
  async wishes(@Current() principal: Principal): Promise<CoverWishesResponse> {
    return wholeList((await this.cover.wishes(principal)).map(wishResponse));
  }

  /** One of those. */
  @Allow('booking:answer')
  @Get('cover-asks/:id')
  async wish(@Current() principal: Principal, @IdParam() id: string): Promise<CoverWishResponse> {
    return wishResponse(await this.cover.wish(principal, id));
  }

  /** Says yes: the visit and its money are theirs in the same transaction, or somebody else was sooner. */
  @Allow('booking:answer')
  @Post('cover-asks/:id/accept')
  @HttpCode(200)
  async accept(@Current() principal: Principal, @IdParam() id: string): Promise<CoverBookingResponse> {
    return {booking_id: await this.answers.accept(principal, id)};
  }

  /** Says no, and the next is asked at once. */
  @Allow('booking:answer')
  @Post('cover-asks/:id/decline')
  @HttpCode(204)
  decline(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    return this.answers.decline(principal, id);
  }

  /** What somebody said on the phone who cannot be asked here. */
  @Allow('booking:request')
  @Post('cover-asks/:id/rung')
  @HttpCode(204)
  rung(@Current() principal: Principal, @IdParam() id: string, @Body() body: RungRequest): Promise<void> {
    return this.answers.rung(principal, id, body.comes);
  }

  /** Visits of the next 24 hours for which nobody has been found, of people who consented. Each reading is on record. */
  @Allow('backup:duty')
  @Get('duty/uncovered-visits')
  async uncovered(@Current() principal: Principal): Promise<UncoveredListResponse> {
    const visits = await this.open.read(principal);
    return wholeList(
      visits.map((each) => ({
        ...{request_id: each.requestId, visit_id: each.visitId, worker: each.worker, status: each.state},
        holder: {id: each.holderId, name: each.holder},
        ...{starts_at: each.startsAt.toISOString(), ends_at: each.endsAt.toISOString()},
      })),
    );
  }

  /** The duty officer asks the contacts, of somebody who consented. */
  @Allow('backup:duty')
  @Post('duty/visits/:id/cover')
  @HttpCode(204)
  async onDuty(@Current() principal: Principal, @IdParam() id: string): Promise<void> {
    await this.asks.onDuty(principal, id);
  }
}

function coverResponse(view: CoverView): CoverResponse {
  return {
    ...{id: view.id, status: view.state, visit_id: view.visit.id, booking_id: view.visit.bookingId},
    ...{starts_at: view.visit.startsAt.toISOString(), ends_at: view.visit.endsAt.toISOString()},
    ...{cover_visit_id: view.coverVisitId, listing: view.listing, holder: view.holder},
    asks: view.asks.map(({id, kind, name, phone, state, answerBy, listed}) => ({
      ...{id, kind, name, phone, status: state, listed},
      answer_by: answerBy?.toISOString() ?? null,
    })),
  };
}

function wishResponse(wish: CoverWish): CoverWishResponse {
  return {
    ...{id: wish.id, status: wish.state, answer_by: wish.answerBy.toISOString(), holder_name: wish.holder.name},
    ...{listing: wish.listing, price_pence: wish.pricePence},
    ...{starts_at: wish.startsAt.toISOString(), ends_at: wish.endsAt.toISOString()},
  };
}
