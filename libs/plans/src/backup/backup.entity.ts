import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const BACKUP_KINDS = ['pa', 'provider', 'friend'] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** Somebody to ring when another cannot come. */
@Entity()
@Index('backup_contact_person_id_position_key', ['personId', 'position'], {unique: true})
@Check('backup_contact_position_check', `position BETWEEN 1 AND 3`)
@Check('backup_contact_kind_check', `kind IN ('pa', 'provider', 'friend')`)
@Check('backup_contact_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('backup_contact_phone_check', `length(btrim(phone)) BETWEEN 1 AND 40`)
@Check('backup_contact_note_check', `length(btrim(note)) BETWEEN 1 AND 500`)
@Check('backup_contact_listing_check', `kind <> 'friend' OR listing_id IS NULL`)
export class BackupContact {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  /** In which order they are rung. */
  @Column({type: 'smallint'}) position: number;
  @Column({type: 'text'}) kind: BackupKind;
  /** Where they are on the register. */
  @Reference('listing', {nullable: true}) listingId: string | null;
  @Column({type: 'text'}) name: string;
  @Column({type: 'text'}) phone: string;
  @Column({type: 'text', nullable: true}) note: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}

/** Whether the duty officer may read them. The latest counts. */
@Entity()
@Index('backup_consent_person_id_recorded_at_idx', ['personId', 'recordedAt'])
export class BackupConsent {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'boolean'}) consents: boolean;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'clock_timestamp()'}) recordedAt: Date;
}
