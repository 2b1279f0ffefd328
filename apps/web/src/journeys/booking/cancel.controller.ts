import {Body, Controller, Get, Post, Render, Res} from '@nestjs/common';
import {CancelBooking} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {DomainError} from '@app/kernel';
import {IdParam} from '@app/platform';
import type {FastifyReply} from 'fastify';
import {showAgain, showRefusal} from '../../forms/show-again.js';
import {BookingPages} from './booking-page.js';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';

const VIEW = 'journeys/booking/cancel';

/** Calling off what is still to come: first what it would cost, then the deed. */
@Controller('bookings/:id/cancel')
export class CancelController {
  constructor(
    private readonly cancels: CancelBooking,
    private readonly pages: BookingPages,
  ) {}

  @Allow('booking:cancel')
  @Get()
  @Render(VIEW)
  show(@Current() principal: Principal, @IdParam() id: string) {
    return this.page(principal, id);
  }

  /** Done only at the cost that was shown: while the page stood open, notice may have run out. */
  @Allow('booking:cancel')
  @Post()
  async cancel(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: {charge_pence?: unknown},
    @Res() reply: FastifyReply,
  ) {
    try {
      const page = await this.page(principal, id);
      const {chargePence} = page.cancellation;
      if (String(chargePence) !== body.charge_pence) {
        const message = t('Cancelling now costs {{charge}}. Check it again before you cancel', {
          charge: formatPounds(chargePence),
        });
        return await showAgain(reply, VIEW, {...page, errors: [{field: '', message}], values: {}}, 409);
      }
      await this.cancels.run(principal, id);
      return await reply.redirect(`/bookings/${id}?cancelled`, 303);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'ILLEGAL_TRANSITION') throw error;
      const page = await this.pages.of(principal, id);
      return showRefusal(reply, 'journeys/booking/booking', {...page, values: {}}, error);
    }
  }

  private async page(principal: Principal, id: string) {
    const [cancellation, page] = await Promise.all([this.cancels.preview(principal, id), this.pages.of(principal, id)]);
    const charges = new Map(cancellation.visits.map((visit) => [visit.id, visit.chargePence]));
    const visits = page.visits
      .filter((visit) => charges.has(visit.id))
      .map((visit) => ({...visit, chargePence: charges.get(visit.id) ?? 0}));
    return {...page, cancellation, visits};
  }
}
