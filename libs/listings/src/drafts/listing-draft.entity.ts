import {Column, Entity, ForeignKey, PrimaryColumn} from 'typeorm';
import {CouncilId, InstantColumn, Reference} from '@app/platform';
import type {DraftProfile} from './draft.js';

/** What a member has changed of a listing that shows, and has not shown yet. */
@Entity()
export class ListingDraft {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  @Column({type: 'jsonb', default: {}}) profile: DraftProfile;
  /** All that is offered then; null: as it is. */
  @Column({type: 'text', array: true, nullable: true}) services: string[] | null;
  @InstantColumn() changedAt: Date;
  @Reference('person') changedBy: string;
}
