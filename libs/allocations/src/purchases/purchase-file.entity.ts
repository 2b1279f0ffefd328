import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference, type MediaType} from '@app/platform';

export const RECEIPT_STATES = ['quarantined', 'clean', 'released', 'infected'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** A photograph of a receipt. Its content lies sealed in the storage, under its council and id; see the view `kept_file`. */
@Entity()
@Index(['purchaseId'])
@Check('purchase_file_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('purchase_file_media_type_check', `media_type IN ('application/pdf', 'image/jpeg', 'image/png')`)
@Check('purchase_file_bytes_check', `bytes BETWEEN 1 AND 10485760`)
@Check('purchase_file_state_check', `state IN ('quarantined', 'clean', 'released', 'infected')`)
@Check('purchase_file_released_by_check', `(state = 'released') = (released_by IS NOT NULL)`)
export class PurchaseFile {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('purchase') purchaseId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) mediaType: MediaType;
  @Column({type: 'integer'}) bytes: number;
  @Column({type: 'text', default: 'quarantined'}) state: ReceiptState;
  @Reference('person') uploadedBy: string;
  @InstantColumn({default: () => 'now()'}) uploadedAt: Date;
  /** The officer who let it go unscanned. */
  @Reference('person', {nullable: true}) releasedBy: string | null;
}
