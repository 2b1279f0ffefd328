import {Body, Controller, Get, Post, Query, Render, Res} from '@nestjs/common';
import {CancelBooking, ReadVisit, REACHES, type ChangeReach} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showAgain} from '../../forms/show-again.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {BookingPages} from '../booking/booking-page.js';

const VIEW = 'journeys/visit/cancel';

/** Calling off a visit, or those from it on: first what it would cost, then the deed. */
@Controller('visits/:id/cancel')
export class CancelVisitController {
  constructor(
    private readonly visits: ReadVisit,
    private readonly cancels: CancelBooking,
    private readonly pages: BookingPages,
  ) {}

  @Allow('booking:cancel')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string, @Query('reach') reach: unknown) {
    return this.page(principal, id, reachOf(reach));
  }

  /** Done only at the cost that was shown: while the page stood open, notice may have run out. */
  @Allow('booking:cancel')
  @Post()
  async cancel(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {charge_pence?: unknown; reach?: unknown},
    @Res() reply: FastifyReply,
  ) {
    const reach = reachOf(body.reach);
    const page = await this.page(principal, id, reach);
    const {chargePence} = page.cancellation;
    if (String(chargePence) !== body.charge_pence) {
      const message = t('Cancelling now costs {{charge}}. Check it again before you cancel', {
        charge: formatPounds(chargePence),
      });
      return showAgain(reply, VIEW, {...page, errors: [{field: '', message}], values: {}}, 409);
    }
    await this.cancels.runFrom(principal, id, reach);
    return reply.redirect(`/visits/${id}?cancelled`, 303);
  }

  private async page(principal: Principal, id: string, reach: ChangeReach) {
    const visit = await this.visits.one(principal, id);
    const cancellation = await this.cancels.previewFrom(principal, id, reach);
    const page = await this.pages.of(principal, visit.bookingId);
    const charges = new Map(cancellation.visits.map((each) => [each.id, each.chargePence]));
    const visits = page.visits
      .filter((each) => charges.has(each.id))
      .map((each) => ({...each, chargePence: charges.get(each.id) ?? 0}));
    return {...page, cancellation, visits, visit, reach};
  }
}

function reachOf(typed: unknown): ChangeReach {
  return REACHES.find((each) => each === typed) ?? 'one';
}
