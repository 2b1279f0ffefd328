import {Body, Controller, Get, HttpCode, Post, Query} from '@nestjs/common';
import {ApiBearerAuth, ApiTags} from '@nestjs/swagger';
import {
  AnswerChange,
  CancelBooking,
  ProposeChange,
  ReadChanges,
  RecordNoShow,
  type Cancellation,
  type ChangeQuote,
  type ChangeView,
} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {DeclineRequest} from '../engagements/engagement.dto.js';
import {wholeList} from '../lists.js';
import {
  AcceptChangeRequest,
  CancellationResponse,
  ChangeQuoteResponse,
  ChangeRequest,
  ChangeResponse,
  ChangesResponse,
  NoShowResponse,
  ReachRequest,
} from './change.dto.js';

@ApiTags('changes')
@ApiBearerAuth()
@Controller('api/v1')
export class VisitChangesController {
  constructor(
    private readonly proposes: ProposeChange,
    private readonly answers: AnswerChange,
    private readonly changes: ReadChanges,
    private readonly cancels: CancelBooking,
    private readonly noShows: RecordNoShow,
  ) {}

  /** What other times would cost, before and after. Nothing is written. */
  @Allow('booking:change')
  @Post('visits/:id/changes/quote')
  @HttpCode(200)
  async quote(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ChangeRequest,
  ): Promise<ChangeQuoteResponse> {
    return quoteResponse(await this.proposes.quote(principal, wanted(id, body)));
  }

  /** Proposes other times to the other side. Nothing moves before they accept. */
  @Allow('booking:change')
  @Post('visits/:id/changes')
  async propose(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: ChangeRequest,
  ): Promise<ChangeResponse> {
    return this.one(principal, await this.proposes.run(principal, wanted(id, body)));
  }

  /** The changes that were proposed for a booking, newest first. */
  @Allow('booking:read')
  @Get('bookings/:id/changes')
  async list(@Current() principal: Principal, @IdParam() id: string): Promise<ChangesResponse> {
    return wholeList((await this.changes.ofBooking(principal, id)).map(changeResponse));
  }

  /** One proposed change. */
  @Allow('booking:read')
  @Get('visit-changes/:id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<ChangeResponse> {
    return changeResponse(await this.changes.one(principal, id));
  }

  /** The other side says yes: visits and their money move together. Of what several share the last yes moves them. */
  @Allow('booking:change')
  @Post('visit-changes/:id/accept')
  @HttpCode(200)
  async accept(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: AcceptChangeRequest,
  ): Promise<ChangeResponse> {
    await this.answers.accept(principal, id, body.price_pence ?? null);
    return this.one(principal, id);
  }

  /** The other side says no: everything stays. */
  @Allow('booking:change')
  @Post('visit-changes/:id/decline')
  @HttpCode(200)
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DeclineRequest,
  ): Promise<ChangeResponse> {
    await this.answers.decline(principal, id, body.reason ?? null);
    return this.one(principal, id);
  }

  /** Whoever proposed it takes it back. */
  @Allow('booking:change')
  @Post('visit-changes/:id/withdraw')
  @HttpCode(200)
  async withdraw(@Current() principal: Principal, @IdParam() id: string): Promise<ChangeResponse> {
    await this.answers.withdraw(principal, id);
    return this.one(principal, id);
  }

  /** What calling off a visit, or those from it on, would cost by the terms. */
  @Allow('booking:cancel')
  @Get('visits/:id/cancellation')
  async cancellation(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() {reach}: ReachRequest,
  ): Promise<CancellationResponse> {
    return cancellationResponse(await this.cancels.previewFrom(principal, id, reach ?? 'one'));
  }

  /** Calls off a visit, or those from it on; what is owed for short notice is what the terms say. */
  @Allow('booking:cancel')
  @Post('visits/:id/cancel')
  @HttpCode(200)
  async cancel(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() {reach}: ReachRequest,
  ): Promise<CancellationResponse> {
    return cancellationResponse(await this.cancels.runFrom(principal, id, reach ?? 'one'));
  }

  /** Nobody came, said by the holder; or nobody was in, said by the PA or provider. */
  @Allow('booking:change')
  @Post('visits/:id/no-show')
  @HttpCode(200)
  async noShow(@Current() principal: Principal, @IdParam() id: string): Promise<NoShowResponse> {
    const {missing, chargePence} = await this.noShows.run(principal, id);
    return {id, missing, status: missing === 'worker' ? 'missed' : 'recorded', charge_pence: chargePence};
  }
}

function wanted(visitId: string, body: ChangeRequest) {
  const {reach, reason} = body;
  const times = {startsAt: new Date(body.starts_at), endsAt: new Date(body.ends_at)};
  return {visitId, reach, ...times, reason: reason ?? null};
}

function quoteResponse(quote: ChangeQuote): ChangeQuoteResponse {
  return {
    booking_id: quote.bookingId,
    visits: quote.visits.map(({id, from, to, beforePence, afterPence}) => ({
      id,
      old_starts_at: from.startsAt.toISOString(),
      old_ends_at: from.endsAt.toISOString(),
      old_price_pence: beforePence,
      starts_at: to.startsAt.toISOString(),
      ends_at: to.endsAt.toISOString(),
      price_pence: afterPence,
    })),
    before_pence: quote.beforePence,
    after_pence: quote.afterPence,
  };
}

function changeResponse(view: ChangeView): ChangeResponse {
  return {
    id: view.id,
    booking_id: view.bookingId,
    status: view.state,
    reach: view.reach,
    proposed_by: view.side,
    waits_for: view.shared?.waitsFor ?? [],
    reason: view.reason,
    decline_reason: view.declineReason,
    visits: view.visits.map((each) => ({
      id: each.id,
      old_starts_at: each.oldStartsAt.toISOString(),
      old_ends_at: each.oldEndsAt.toISOString(),
      old_price_pence: each.oldPence,
      starts_at: each.startsAt.toISOString(),
      ends_at: each.endsAt.toISOString(),
      price_pence: each.pricePence,
    })),
    before_pence: view.beforePence,
    after_pence: view.afterPence,
  };
}

function cancellationResponse({visits, chargePence}: Cancellation): CancellationResponse {
  return {
    visits: visits.map((each) => ({
      id: each.id,
      starts_at: each.startsAt.toISOString(),
      charge_pence: each.chargePence,
    })),
    charge_pence: chargePence,
  };
}
