import {Check, Column, Entity, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, InstantColumn, Reference, type MediaType} from '@app/platform';
import type {Channel} from '../apply/channels.js';
import type {FileState} from './evidence-file.state.js';

/** A file that somebody sent for a requirement. Its content lies sealed in the storage, under its council and id. */
@Entity()
@Index(['applicationId'])
@Check('evidence_file_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('evidence_file_media_type_check', `media_type IN ('application/pdf', 'image/jpeg', 'image/png')`)
@Check('evidence_file_bytes_check', `bytes BETWEEN 1 AND 10485760`)
@Check('evidence_file_state_check', `state IN ('quarantined', 'clean', 'released', 'infected', 'removed')`)
@Check('evidence_file_channel_check', `channel IN ('online', 'meeting', 'phone', 'paper')`)
@Check('evidence_file_released_by_check', `state <> 'released' OR released_by IS NOT NULL`)
export class EvidenceFile {
  @PrimaryColumn({type: 'uuid', default: () => 'new_id()'}) id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  /** The requirement's code. */
  @Column({type: 'text'}) requirement: string;
  /** As the sender called it; says nothing of what it is. */
  @Column({type: 'text'}) name: string;
  /** As its content says. */
  @Column({type: 'text'}) mediaType: MediaType;
  @Column({type: 'integer'}) bytes: number;
  @Column({type: 'text', default: 'quarantined'}) state: FileState;
  @Reference('person') uploadedBy: string;
  @Column({type: 'text'}) channel: Channel;
  @InstantColumn({default: () => 'now()'}) uploadedAt: Date;
  /** The officer who let it go unscanned. */
  @Reference('person', {nullable: true}) releasedBy: string | null;
}

/** Where its content lies. */
export const storageKey = ({councilId, id}: Pick<EvidenceFile, 'councilId' | 'id'>) => `${councilId}/${id}`;
