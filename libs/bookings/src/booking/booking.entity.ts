import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, Reference} from '@app/platform';
import type {Shift} from '../hours/shift.js';
import type {BookingState} from './booking.state.js';

/** One visit or a pattern of visits, asked for together and answered together. */
@Entity()
@Unique(['councilId', 'reference'])
@Index(['holderId'])
@Index(['listingId'])
@Index('booking_session_id_idx', ['sessionId'], {where: 'session_id IS NOT NULL'})
@Index('booking_shared_id_idx', ['sharedId'], {where: 'shared_id IS NOT NULL'})
@Index('booking_unanswered_idx', ['id'], {where: `state = 'requested'`})
@Index('booking_covers_visit_id_key', ['coversVisitId'], {unique: true, where: 'covers_visit_id IS NOT NULL'})
@Check('booking_state_check', `state IN ('requested', 'accepted', 'declined', 'cancelled', 'expired')`)
@Check('booking_rrule_check', `length(rrule) <= 300`)
@Check('booking_except_days_check', `cardinality(except_days) <= 100`)
@Check('booking_bank_holidays_check', `bank_holidays IN ('keep', 'skip')`)
@Check('booking_requested_how_check', `requested_how IN ('phone', 'letter', 'meeting')`)
@Check('booking_shift_check', `shift IN ('hours', 'waking_night', 'sleep_in', 'live_in')`)
@Check('booking_notice_hours_check', `notice_hours BETWEEN 0 AND 720`)
@Check('booking_late_cancellation_bp_check', `late_cancellation_bp BETWEEN 0 AND 10000`)
@Check('booking_decline_reason_check', `length(decline_reason) <= 500`)
export class Booking {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** What people quote on the phone. */
  @Column({type: 'text'}) reference: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @Reference('engagement', {nullable: true}) engagementId: string | null;
  @Column({type: 'text', default: 'requested'}) state: BookingState;
  @Column({type: 'text', nullable: true}) rrule: string | null;
  /** Days of the pattern on which nobody was asked to come. */
  @Column({type: 'date', array: true, default: '{}'}) exceptDays: string[];
  /** Whether the pattern's visits on bank holidays were asked for. */
  @Column({type: 'text', default: 'keep'}) bankHolidays: 'keep' | 'skip';
  /** The visit of somebody else for which this stands in. */
  @Reference('visit', {nullable: true}) coversVisitId: string | null;
  @Reference('person') requestedBy: string;
  /** How staff were told to ask for it; null when whoever asked did so themselves. */
  @Column({type: 'text', nullable: true}) requestedHow: 'phone' | 'letter' | 'meeting' | null;
  @CreatedAt() createdAt: Date;
  @Column({type: 'text', nullable: true}) declineReason: string | null;
  /** The session of a group that it is a place in; null for everything else. */
  @Reference('group_session', {nullable: true}) sessionId: string | null;
  /** The support that several people share, to which it belongs; whoever covers such a visit belongs to it too. */
  @Reference('shared_support', {nullable: true}) sharedId: string | null;
  /** How its time is worked, and so priced. */
  @Column({type: 'text', default: 'hours'}) shift: Shift;
  /** What calling off costs where no agreement says otherwise, as it was on the day of the booking. */
  @Column({type: 'integer'}) noticeHours: number;
  @Column({type: 'integer'}) lateCancellationBp: number;
}

/** Which line pays which share of a booking; the shares of a booking add up to 10,000. */
@Entity()
@Check('booking_split_share_bp_check', `share_bp BETWEEN 1 AND 10000`)
export class BookingSplit {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Booking') bookingId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetLine') lineId: string;
  @CouncilId() councilId: string;
  @Column({type: 'integer'}) shareBp: number;
}
