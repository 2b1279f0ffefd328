import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

export const CHANGE_KINDS = ['amount', 'suspension', 'end', 'withdrawn'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * What became of a line after it was opened, dated forward or back. `amount`: from a day on this much a week.
 * `suspension`: from one day to another only a share goes on. `end`: its last day. `withdrawn`: an earlier change no
 * longer counts.
 */
@Entity()
@Index(['lineId'])
@Unique(['replacesId'])
@Check('line_change_kind_check', `kind IN ('amount', 'suspension', 'end', 'withdrawn')`)
@Check('line_change_weekly_pence_check', `weekly_pence BETWEEN 0 AND 100000000`)
@Check('line_change_contribution_weekly_pence_check', `contribution_weekly_pence BETWEEN 0 AND 100000000`)
@Check('line_change_kept_bp_check', `kept_bp BETWEEN 0 AND 9999`)
@Check('line_change_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('line_change_to_day_check', `to_day >= from_day AND (to_day IS NULL OR kind = 'suspension')`)
@Check('line_change_terms_check', `each kind has its own terms`)
export class LineChange {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  @Column({type: 'text'}) kind: ChangeKind;
  /** The first day that it is about; of an end, the line's last. */
  @DayColumn() fromDay: string;
  @DayColumn({nullable: true}) toDay: string | null;
  @PenceColumn({nullable: true}) weeklyPence: number | null;
  @PenceColumn({nullable: true}) contributionWeeklyPence: number | null;
  /** Of a suspension: the share that goes on being paid, say to keep a PA. */
  @Column({type: 'integer', nullable: true}) keptBp: number | null;
  @Column({type: 'text'}) reason: string;
  @Reference('line_change', {nullable: true}) replacesId: string | null;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
