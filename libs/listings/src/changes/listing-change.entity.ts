import {Check, Column, Entity, ForeignKey, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export type ChangeOutcome = 'accepted' | 'refused' | 'withdrawn';

/** What of a listing waits for an officer: a new name, services that are regulated. Meanwhile others see it as it was. */
@Entity()
@Index('listing_change_waiting_idx', ['listingId'], {unique: true, where: 'outcome IS NULL'})
@Index(['listingId'])
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
@Check('listing_change_name_check', `length(btrim(name)) BETWEEN 1 AND 80`)
@Check('listing_change_outcome_check', `outcome IN ('accepted', 'refused', 'withdrawn')`)
@Check('listing_change_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
@Check('listing_change_some_check', `name IS NOT NULL OR cardinality(services) > 0`)
@Check(
  'listing_change_decided_check',
  `(outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_at IS NULL)
   AND (reason IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'refused')`,
)
export class ListingChange {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  /** Null when the name stays. */
  @Column({type: 'text', nullable: true}) name: string | null;
  /** Codes of services that are to be offered too. */
  @Column({type: 'text', array: true, default: () => `'{}'`}) services: string[];
  @Reference('person') askedBy: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
  /** Null while it waits. */
  @Column({type: 'text', nullable: true}) outcome: ChangeOutcome | null;
  /** Why it was refused, as the member reads it. */
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Reference('person', {nullable: true}) decidedBy: string | null;
  @InstantColumn({nullable: true}) decidedAt: Date | null;
}

/** What others saw from a moment on, until the next version. Only ever added. */
@Entity()
@Index(['listingId', 'madeAt'])
@ForeignKey('Listing', ['listingId', 'councilId'], ['id', 'councilId'])
export class ListingVersion {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) listingId: string;
  @Column({type: 'jsonb'}) profile: object;
  @InstantColumn({default: () => 'now()'}) madeAt: Date;
}
