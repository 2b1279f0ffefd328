import {Controller, Get, Query, Render} from '@nestjs/common';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {BookingPages} from './booking-page.js';
import type {BookingPage} from './booking.presenter.js';

/** One booking, for both of its sides. */
@Controller('bookings/:id')
export class BookingController {
  constructor(private readonly pages: BookingPages) {}

  @Allow('booking:read')
  @Get()
  @Render('journeys/booking/booking')
  show(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<BookingPage> {
    const done = ['asked', 'cancelled'].find((each) => each in query) ?? null;
    return this.pages.of(principal, id, done);
  }
}
