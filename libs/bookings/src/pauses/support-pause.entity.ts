import {Check, Column, Entity, Exclusion, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

export const PAUSE_KINDS = ['hospital', 'holiday', 'other'] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

/** From one day to another, or with an open end, nobody comes: the person is in hospital or away. */
@Entity()
@Index(['lineChangeId'])
@Check('support_pause_kind_check', `kind IN ('hospital', 'holiday', 'other')`)
@Check('support_pause_until_day_check', `until_day >= from_day - 1`)
@Check('support_pause_started_how_check', `started_how IN ('phone', 'letter', 'meeting')`)
@Check(
  'support_pause_ended_check',
  `(ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL OR until_day IS NOT NULL)`,
)
@Exclusion(
  'support_pause_no_overlap',
  `USING gist (holder_id WITH =, daterange(from_day, until_day + 1, '[)') WITH &&)`,
)
export class SupportPause {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Column({type: 'text'}) kind: PauseKind;
  @DayColumn() fromDay: string;
  /** The last day of it; null while nobody knows. */
  @DayColumn({nullable: true}) untilDay: string | null;
  /** The suspension of the budget that an officer recorded for the same time. */
  @Reference('line_change', {nullable: true}) lineChangeId: string | null;
  @Reference('person') startedBy: string;
  @Column({type: 'text', nullable: true}) startedHow: 'phone' | 'letter' | 'meeting' | null;
  @InstantColumn({default: () => 'now()'}) startedAt: Date;
  /** Who said that support goes on sooner than was thought, and when. */
  @Reference('person', {nullable: true}) endedBy: string | null;
  @InstantColumn({nullable: true}) endedAt: Date | null;
}
