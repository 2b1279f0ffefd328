import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

export const CONTACT_WAYS = ['phone', 'letter', 'meeting'] as const;
/** How somebody told staff what to do for them. */
export type ContactWay = (typeof CONTACT_WAYS)[number];

/** Staff act for somebody, from the moment they know who it is to the end of the call, meeting or letter. */
@Entity()
@Index('behalf_contact_open_idx', ['sessionId'], {unique: true, where: 'ended_at IS NULL'})
@Index(['sessionId'])
@Index(['personId', 'startedAt'])
@Check('behalf_contact_how_check', `how IN ('phone', 'letter', 'meeting')`)
@Check('behalf_contact_identity_check_check', `length(btrim(identity_check)) BETWEEN 1 AND 500`)
@Check('behalf_contact_said_check', `length(btrim(said)) BETWEEN 1 AND 2000`)
@Check('behalf_contact_note_check', `length(note) <= 2000`)
@Check('behalf_contact_person_id_check', `person_id <> staff_id`)
export class BehalfContact {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('session') sessionId: string;
  @Reference('person') staffId: string;
  @Reference('person') personId: string;
  /** Set when it was not the person who spoke but somebody who acts for them. */
  @Reference('representation', {nullable: true}) representationId: string | null;
  @Column({type: 'text'}) how: ContactWay;
  /** How staff knew who it was. */
  @Column({type: 'text'}) identityCheck: string;
  /** What was asked for. */
  @Column({type: 'text'}) said: string;
  @Column({type: 'timestamptz', default: () => 'clock_timestamp()'}) startedAt: Date;
  @InstantColumn({nullable: true}) endedAt: Date | null;
  /** How it ended. */
  @Column({type: 'text', nullable: true}) note: string | null;
}
