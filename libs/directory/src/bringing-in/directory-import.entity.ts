import type {FieldError} from '@app/kernel';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import type {CommunityText} from '../community/community-text.js';
import {FEED_FORMATS, type FeedFormat} from './incoming.js';

export const ROW_OUTCOMES = ['created', 'changed', 'unchanged', 'kept', 'duplicate', 'withdrawn', 'rejected'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];
export type ImportTotals = Record<RowOutcome, number>;

/** Another directory, by the name that the council gives it. */
@Entity()
@Unique(['councilId', 'name'])
@Check('directory_feed_name_check', `length(btrim(name)) BETWEEN 1 AND 120`)
@Check('directory_feed_address_check', `address ~ '^https?://' AND length(address) <= 500`)
export class DirectoryFeed {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  /** As it was taken in last; null where it comes as files only. */
  @Column({type: 'text', nullable: true}) address: string | null;
  @CreatedAt() createdAt: Date;
}

/** One reading of a feed: what it would do, until somebody takes it in or throws it away. */
@Entity()
@Index(['feedId'])
@Index(['councilId', 'madeAt'])
@Check('directory_import_format_check', `format IN ('${FEED_FORMATS.join(`', '`)}')`)
@Check('directory_import_outcome_check', `outcome IN ('taken', 'discarded')`)
@Check('directory_import_address_check', `address ~ '^https?://' AND length(address) <= 500`)
@Check('directory_import_closed_check', `(outcome IS NULL) = (closed_at IS NULL)`)
export class DirectoryImport {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('directory_feed') feedId: string;
  @Column({type: 'text'}) format: FeedFormat;
  /** Null for a file. */
  @Column({type: 'text', nullable: true}) address: string | null;
  /** Not all of the feed: nothing is taken for withdrawn. */
  @Column({type: 'boolean'}) partial: boolean;
  @Column({type: 'jsonb'}) totals: ImportTotals;
  @Column({type: 'text', nullable: true}) outcome: 'taken' | 'discarded' | null;
  /** Null for a command. */
  @Reference('person', {nullable: true}) madeBy: string | null;
  @InstantColumn({default: () => 'now()'}) madeAt: Date;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
}

export interface RowContent {
  text: CommunityText | null;
  active: boolean;
  identifiers: string[];
}

@Entity()
@Index(['communityListingId'])
@Check('directory_import_row_row_number_check', `row_number > 0`)
@Check('directory_import_row_outcome_check', `outcome IN ('${ROW_OUTCOMES.join(`', '`)}')`)
export class DirectoryImportRow {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('DirectoryImport') importId: string;
  @PrimaryColumn({type: 'integer'}) rowNumber: number;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) outcome: RowOutcome;
  @Column({type: 'text', nullable: true}) ref: string | null;
  @Column({type: 'text', nullable: true}) name: string | null;
  @Column({type: 'text', nullable: true}) hash: string | null;
  @Column({type: 'jsonb', nullable: true}) content: RowContent | null;
  @Column({type: 'jsonb', default: []}) errors: FieldError[];
  /** What would be otherwise than it is. */
  @Column({type: 'text', array: true, default: '{}'}) differs: string[];
  /** The entry that it is, or that seems to be the same. */
  @Reference('community_listing', {nullable: true}) communityListingId: string | null;
}

/** Where an entry came from, and what it said when it was last read. */
@Entity()
@Unique(['feedId', 'ref'])
@Check('community_source_ref_check', `length(ref) BETWEEN 1 AND 200`)
export class CommunitySource {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('CommunityListing') communityListingId: string;
  @CouncilId() councilId: string;
  @Reference('directory_feed') feedId: string;
  @Column({type: 'text'}) ref: string;
  @Column({type: 'text', array: true, default: '{}'}) identifiers: string[];
  @Column({type: 'text'}) hash: string;
  @InstantColumn({default: () => 'now()'}) firstSeenAt: Date;
  @InstantColumn({default: () => 'now()'}) lastSeenAt: Date;
  @InstantColumn({nullable: true}) withdrawnAt: Date | null;
}
