import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, CreatedAt, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {Evidence} from './evidence.js';
import type {Area, Power, RepresentationKind} from './powers.js';

/**
 * X may act for Y, as what, how far, from when to when, and what that rests on. Never changed and never deleted: it
 * ends with its last day, or at the instant at which somebody ends it.
 */
@Entity()
@Index(['representativeId', 'holderId'])
@Index('representation_holder_id_idx', ['holderId'])
@Index('representation_review_on_idx', ['councilId', 'reviewOn'], {where: 'revoked_at IS NULL'})
@Check(
  'representation_kind_check',
  `kind IN ('nominated', 'authorised', 'attorney', 'deputy', 'carer', 'broker', 'fund_holder')`,
)
@Check('representation_ends_on_check', `ends_on >= starts_on`)
@Check('representation_holder_id_check', `holder_id <> representative_id`)
@Check('representation_recorded_by_check', `recorded_by <> representative_id`)
@Check('representation_areas_check', `areas <@ '{money,welfare}' AND cardinality(areas) > 0`)
@Check(
  'representation_powers_check',
  `powers <@ '{see_budget,see_support,agree_terms,book,cancel,approve_hours,see_plan,write_plan,agree_plan,propose,see_backup,write_backup,set_contact,reach_out,sign_agreement,write_purchases}'`,
)
// What each kind has to have in it is said in the migration.
@Check('representation_evidence_check', `recorded_by IS NULL OR (powers IS NOT NULL AND review_on IS NOT NULL)`)
@Check(
  'representation_revoked_check',
  `(revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)`,
)
@Check('representation_revoke_reason_check', `length(btrim(revoke_reason)) BETWEEN 1 AND 500`)
export class Representation {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** The person who is acted for. */
  @Reference('person') holderId: string;
  @Reference('person') representativeId: string;
  @Column({type: 'text'}) kind: RepresentationKind;
  /** What may be done, of what the kind may do at most; null in rows from before this was recorded. */
  @Column({type: 'text', array: true, nullable: true}) powers: Power[] | null;
  @Column({type: 'text', array: true, default: '{money,welfare}'}) areas: Area[];
  /** Whom a broker or fund holder works for. */
  @Reference('organisation', {nullable: true}) organisationId: string | null;
  @Column({type: 'jsonb', default: {}}) evidence: Evidence | Record<string, never>;
  @DayColumn() startsOn: string;
  /** The last day; null while it goes on. */
  @DayColumn({nullable: true}) endsOn: string | null;
  @DayColumn({nullable: true}) reviewOn: string | null;
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @CreatedAt() createdAt: Date;
  @InstantColumn({nullable: true}) revokedAt: Date | null;
  @Reference('person', {nullable: true}) revokedBy: string | null;
  @Column({type: 'text', nullable: true}) revokeReason: string | null;
  /** When a rule of retention took away what it rested on. */
  @InstantColumn({nullable: true, update: false}) emptiedAt: Date | null;
}

/** A budget line that a fund holder holds. */
@Entity()
@Index(['lineId'])
export class RepresentationLine {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Representation') representationId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetLine') lineId: string;
  @CouncilId() councilId: string;
}
