import {Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** That people were told that visits of a booking are beyond the listing; cleared when they no longer are. */
@Entity()
@Index('booking_beyond_open_idx', ['bookingId'], {unique: true, where: 'cleared_at IS NULL'})
@Index(['bookingId'])
export class BookingBeyond {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('booking') bookingId: string;
  /** The first day of a visit on which they are not listed, as it was when it was noted. */
  @DayColumn() fromDay: string;
  @InstantColumn({default: () => 'now()'}) notedAt: Date;
  @InstantColumn({nullable: true}) clearedAt: Date | null;
}
