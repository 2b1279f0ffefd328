import {Check, Column, Entity, Index, PrimaryColumn, ForeignKey, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** A pay period of an employed PA that went to payroll. It stays as it was. */
@Entity()
@Unique(['engagementId', 'startsOn'])
@Check('timesheet_ends_on_check', `ends_on >= starts_on`)
@Check('timesheet_closed_how_check', `closed_how IN ('phone', 'letter', 'meeting')`)
export class Timesheet {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('engagement') engagementId: string;
  @DayColumn() startsOn: string;
  @DayColumn() endsOn: string;
  /** What it came to, as it was shown. */
  @Column({type: 'jsonb'}) totals: object;
  @Reference('person') closedBy: string;
  @Column({type: 'text', nullable: true}) closedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn() closedAt: Date;
}

/** Each visit is paid in one timesheet. */
@Entity()
@Index(['timesheetId'])
export class TimesheetVisit {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Visit') visitId: string;
  @Reference('timesheet') timesheetId: string;
  @CouncilId() councilId: string;
}
