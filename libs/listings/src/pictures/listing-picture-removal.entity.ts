import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** A picture that an officer took down, and why; the picture itself is gone. Only ever added. */
@Entity()
@Index(['listingId'])
@Index(['removedBy'])
@Check('listing_picture_removal_reason_check', `length(btrim(reason)) BETWEEN 1 AND 500`)
export class ListingPictureRemoval {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('listing') listingId: string;
  /** Its owner reads it. */
  @Column({type: 'text'}) reason: string;
  @Reference('person') removedBy: string;
  @InstantColumn() removedAt: Date;
}
