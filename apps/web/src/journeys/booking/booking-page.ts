import {Injectable} from '@nestjs/common';
import {ReadBudgets} from '@app/allocations';
import {ReadBookings} from '@app/bookings';
import type {Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import {bookingPage, type BookingPage} from './booking.presenter.js';

/** Reads what the page of one booking shows; also when what was tried there was refused. */
@Injectable()
export class BookingPages {
  constructor(
    private readonly bookings: ReadBookings,
    private readonly budgets: ReadBudgets,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  async of(principal: Principal, id: string, done: string | null = null): Promise<BookingPage> {
    const booking = await this.bookings.one(principal, id);
    const lines = booking.side === 'holder' ? await this.budgets.lines(principal) : [];
    const lineNames = new Map(lines.map((line) => [line.id, line.purpose]));
    return bookingPage({booking, lineNames, now: this.clock.now(), done});
  }
}
