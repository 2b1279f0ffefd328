import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId} from '@app/platform';

/** Which line pays which share of a booking from a day on, instead of those that it was asked with. */
@Entity()
@Index(['lineId'])
@Check('booking_payer_share_bp_check', `share_bp BETWEEN 1 AND 10000`)
export class BookingPayer {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Booking') bookingId: string;
  @PrimaryColumn({type: 'date'}) fromDay: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetLine') lineId: string;
  @CouncilId() councilId: string;
  @Column({type: 'integer'}) shareBp: number;
}
