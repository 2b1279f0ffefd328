import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {RequirementKind} from '../scheme/requirement-kinds.js';
import type {Facts} from './evidence-facts.js';

/** What was checked and when. Only ever added: a mistake is withdrawn by an `EvidenceVoid`, a renewal is another row. */
@Entity()
@Index('evidence_issued_idx', ['councilId', 'requirement', 'issuedOn'])
@Index('evidence_checked_idx', ['councilId', 'requirement', 'checkedOn'])
@Index('evidence_valid_until_idx', ['councilId', 'validUntil'])
@Index('evidence_standing_idx', {synchronize: false})
@Index(['applicationId'])
@Check('evidence_number_check', `number BETWEEN 1 AND 9`)
@Check('evidence_issued_on_check', `issued_on BETWEEN '1950-01-01' AND checked_on`)
@Check(
  'evidence_checked_on_check',
  `checked_on BETWEEN '2000-01-01' AND (recorded_at AT TIME ZONE 'Europe/London')::date`,
)
@Check('evidence_valid_until_check', `valid_until BETWEEN '1950-01-01' AND '2200-01-01'`)
@Check('evidence_facts_check', `jsonb_typeof(facts) = 'object' AND length(facts::text) <= 1000`)
@Check('evidence_content_removed_at_check', `(content_salt IS NULL) = (content_removed_at IS NOT NULL)`)
@Check(
  'evidence_dbs_facts_check',
  `kind <> 'dbs' OR facts - ARRAY['level', 'workforce', 'certificate_number', 'seen_by', 'seen_on'] = '{}'::jsonb`,
)
export class Evidence {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  /** Where it was recorded; it counts for every application of the member that asks for the same. */
  @Reference('application') applicationId: string;
  /** The requirement's code. */
  @Column({type: 'text'}) requirement: string;
  @Column({type: 'text'}) kind: RequirementKind;
  @Column({type: 'smallint'}) number: number;
  @DayColumn({nullable: true}) issuedOn: string | null;
  @DayColumn() checkedOn: string;
  @DayColumn({nullable: true}) validUntil: string | null;
  /** Standing never depends on these, so that retention can remove them. */
  @Column({type: 'jsonb'}) facts: Facts;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
  /** Taken over from the council's former register: recorded by whoever prepared the import. */
  @Reference('register_import', {nullable: true}) registerImportId: string | null;
  /** In the digest of the facts in the audit trail, and removed with them. */
  @Column({type: 'uuid', nullable: true, default: () => 'new_id()'}) contentSalt: string | null;
  @InstantColumn({nullable: true}) contentRemovedAt: Date | null;
}

export const VOID_REASONS = ['recorded_in_error', 'wrong_person', 'not_genuine', 'ended_early'] as const;
/** The last is the database's own: other people of the organisation meet people now, or other certificates count. */
export type VoidReason = (typeof VOID_REASONS)[number] | 'people_changed';

/** Withdraws a piece of evidence: from the beginning, or, when it ended early, from a day on. */
@Entity()
@Unique(['evidenceId'])
@Index(['memberId'])
@Check(
  'evidence_void_reason_check',
  `reason IN ('recorded_in_error', 'wrong_person', 'not_genuine', 'ended_early', 'people_changed')`,
)
@Check(
  'evidence_void_ended_on_check',
  `(ended_on IS NOT NULL) = (reason IN ('ended_early', 'people_changed')) AND ended_on <= (voided_at AT TIME ZONE 'Europe/London')::date`,
)
export class EvidenceVoid {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('member') memberId: string;
  @Reference('evidence') evidenceId: string;
  @Column({type: 'text'}) reason: VoidReason;
  /** The first day on which it no longer counts. */
  @DayColumn({nullable: true}) endedOn: string | null;
  @Reference('person') voidedBy: string;
  @InstantColumn({default: () => 'now()'}) voidedAt: Date;
}
