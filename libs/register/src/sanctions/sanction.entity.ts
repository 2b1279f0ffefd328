import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

/** From the lightest. Suspension stands beside the ladder, because it says nothing about the person. */
export const SANCTION_KINDS = ['advice', 'warning', 'further_checks', 'termination'] as const;
export type SanctionKind = (typeof SANCTION_KINDS)[number];

/** What the council did about somebody's conduct. A termination ends the listing until it is lifted; the others are on record. */
@Entity()
@Index(['memberId'])
@Index('sanction_termination_key', ['memberId'], {
  unique: true,
  where: `kind = 'termination' AND lifted_on IS NULL`,
})
@Check('sanction_kind_check', `kind IN ('advice', 'warning', 'further_checks', 'termination')`)
@Check('sanction_reason_check', `length(btrim(reason)) BETWEEN 1 AND 4000`)
@Check(
  'sanction_starts_on_check',
  `starts_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date + 366`,
)
@Check(
  'sanction_ends_on_check',
  `ends_on BETWEEN starts_on AND '2200-01-01' AND (ends_on IS NULL OR kind <> 'termination')`,
)
@Check(
  'sanction_lifted_on_check',
  `lifted_on BETWEEN starts_on AND greatest(starts_on, (lifted_at AT TIME ZONE 'Europe/London')::date)`,
)
@Check(
  'sanction_lifted_by_check',
  `(lifted_by IS NULL) = (lifted_on IS NULL) AND (lifted_at IS NULL) = (lifted_on IS NULL)`,
)
@Check('sanction_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
export class Sanction {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Column({type: 'text'}) kind: SanctionKind;
  @DayColumn() startsOn: string;
  /** The last day of a warning, or by which further checks are to be done; a termination has none. */
  @DayColumn({nullable: true}) endsOn: string | null;
  /** Restricted: read only by who asks for it by name. */
  @Column({type: 'text', select: false}) reason: string;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  /** The first day without it: of a termination, the day of the reinstatement. */
  @DayColumn({nullable: true}) liftedOn: string | null;
  @Reference('person', {nullable: true}) liftedBy: string | null;
  @InstantColumn({nullable: true}) liftedAt: Date | null;
  /** Goes with what it says, when retention removes that. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}
