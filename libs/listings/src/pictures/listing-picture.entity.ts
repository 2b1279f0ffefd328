import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, InstantColumn, Reference} from '@app/platform';

/** The picture of a listing as it shows: two sizes, sealed in the storage of files, each under an id that never comes again. */
@Entity()
@Index(['addedBy'])
@Unique(['smallId'])
@Unique(['largeId'])
@Check('listing_picture_alternative_check', `length(btrim(alternative)) BETWEEN 1 AND 200`)
export class ListingPicture {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Listing') listingId: string;
  @CouncilId() councilId: string;
  @Column({type: 'uuid'}) smallId: string;
  @Column({type: 'uuid'}) largeId: string;
  /** What it shows, for who cannot see it. */
  @Column({type: 'text'}) alternative: string;
  @Reference('person') addedBy: string;
  @InstantColumn() addedAt: Date;
}
