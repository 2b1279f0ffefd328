import {Body, Controller, Get, Headers, HttpCode, Post} from '@nestjs/common';
import {ApiBearerAuth, ApiHeader, ApiTags} from '@nestjs/swagger';
import {AcceptBooking, CancelBooking, QuoteBooking, ReadBookings, RefuseBooking, RequestBooking} from '@app/bookings';
import {Allow, Current, type Principal} from '@app/identity';
import {IdParam} from '@app/platform';
import {DeclineRequest} from '../engagements/engagement.dto.js';
import {bookingRequest, bookingResponse, newBookingResponse} from './booking-answers.js';
import {
  BookingRequestDto,
  BookingResponse,
  CancelledBookingResponse,
  NewBookingResponse,
  QuoteResponse,
} from './booking.dto.js';

@ApiTags('bookings')
@ApiBearerAuth()
@Controller('api/v1/bookings')
export class BookingsController {
  constructor(
    private readonly quotes: QuoteBooking,
    private readonly request: RequestBooking,
    private readonly accepts: AcceptBooking,
    private readonly refuses: RefuseBooking,
    private readonly cancels: CancelBooking,
    private readonly bookings: ReadBookings,
  ) {}

  /**
   * Asks for visits and holds their price, all or nothing. The same `Idempotency-Key` with the same body gets the
   * same answer and books once.
   */
  @ApiHeader({name: 'Idempotency-Key', required: false, description: 'A new one for each booking, such as a UUID.'})
  @Allow('booking:request')
  @Post()
  async create(
    @Current() principal: Principal,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: BookingRequestDto,
  ): Promise<NewBookingResponse> {
    return newBookingResponse(await this.request.run(principal, bookingRequest(body), key ?? null));
  }

  /** What the same request would cost and leave. Nothing is written. */
  @Allow('booking:request')
  @Post('quote')
  @HttpCode(200)
  async quote(@Current() principal: Principal, @Body() body: BookingRequestDto): Promise<QuoteResponse> {
    const quote = await this.quotes.run(principal, bookingRequest(body));
    return {
      total_pence: quote.totalPence,
      visits: quote.visits.map((visit) => ({
        starts_at: visit.startsAt.toISOString(),
        ends_at: visit.endsAt.toISOString(),
        price_pence: visit.pricePence,
        bank_holiday: visit.bankHoliday,
        taken: visit.taken,
        planned: visit.planned,
      })),
      periods: quote.periods.map((period) => ({
        budget_line_id: period.lineId,
        starts_on: period.startsOn,
        ends_on: period.endsOn,
        cost_pence: period.pence,
        left_pence: period.leftPence,
      })),
    };
  }

  /** One booking, with its visits and what they hold or cost. */
  @Allow('booking:read')
  @Get(':id')
  async one(@Current() principal: Principal, @IdParam() id: string): Promise<BookingResponse> {
    return bookingResponse(await this.bookings.one(principal, id));
  }

  /** The PA or provider says yes: the hold becomes a commitment. */
  @Allow('booking:answer')
  @Post(':id/accept')
  @HttpCode(200)
  async accept(@Current() principal: Principal, @IdParam() id: string): Promise<BookingResponse> {
    await this.accepts.run(principal, id);
    return this.one(principal, id);
  }

  /** The PA or provider says no: the hold is released. */
  @Allow('booking:answer')
  @Post(':id/decline')
  @HttpCode(200)
  async decline(
    @Current() principal: Principal,
    @IdParam() id: string,
    @Body() body: DeclineRequest,
  ): Promise<BookingResponse> {
    await this.refuses.decline(principal, id, body.reason ?? null);
    return this.one(principal, id);
  }

  /** Calls off every visit still to come; what is owed for short notice is what the terms say. */
  @Allow('booking:cancel')
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Current() principal: Principal, @IdParam() id: string): Promise<CancelledBookingResponse> {
    const {chargePence} = await this.cancels.run(principal, id);
    return {...(await this.one(principal, id)), charge_pence: chargePence};
  }
}
