import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** A listing that somebody thinks of choosing. */
@Entity()
@Unique(['holderId', 'listingId'])
@Index(['listingId'])
@Check('shortlist_entry_note_check', `length(note) <= 1000`)
export class ShortlistEntry {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  /** Their own; the PA or provider never sees it. */
  @Column({type: 'text', default: ''}) note: string;
  @Reference('person') addedBy: string;
  @InstantColumn({default: () => 'now()'}) addedAt: Date;
  @InstantColumn({default: () => 'now()'}) changedAt: Date;
}

/** Somebody who helps the person may read their shortlist, until that ends. */
@Entity()
@Index('shortlist_share_in_force_idx', ['holderId', 'supporterId'], {unique: true, where: 'ended_at IS NULL'})
@Index('shortlist_share_supporter_id_idx', ['supporterId'], {where: 'ended_at IS NULL'})
@Check('shortlist_share_other_check', `supporter_id <> holder_id AND supporter_id <> shared_by`)
export class ShortlistShare {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('person') supporterId: string;
  @Reference('person') sharedBy: string;
  @InstantColumn({default: () => 'now()'}) sharedAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
}
