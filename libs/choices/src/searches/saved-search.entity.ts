import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {AskedAgain} from './asked-again.js';

/** A search that somebody keeps. */
@Entity()
@Index(['holderId'])
@Index('saved_search_council_id_looked_at_idx', ['councilId', 'lookedAt'], {where: 'paused_at IS NULL'})
@Check('saved_search_name_check', `length(btrim(name)) BETWEEN 1 AND 80`)
@Check('saved_search_asked_check', `jsonb_typeof(asked) = 'object' AND pg_column_size(asked) <= 8000`)
export class SavedSearch {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'jsonb'}) asked: AskedAgain;
  @Reference('person') savedBy: string;
  @InstantColumn({default: () => 'now()'}) savedAt: Date;
  /** When somebody last opened it. */
  @InstantColumn({default: () => 'now()'}) usedAt: Date;
  @InstantColumn({default: () => 'now()'}) lookedAt: Date;
  @InstantColumn({nullable: true}) pausedAt: Date | null;
}

/** Whom it has found: nobody is told of twice. */
@Entity()
@Index(['listingId'])
@Index('saved_search_seen_alert_id_idx', ['alertId'], {where: 'alert_id IS NOT NULL'})
export class SavedSearchSeen {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('SavedSearch') searchId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  /** Which alert told of it; null: it was there when the search was saved. */
  @Column({type: 'uuid', nullable: true}) alertId: string | null;
  @InstantColumn({default: () => 'now()'}) seenAt: Date;
}
