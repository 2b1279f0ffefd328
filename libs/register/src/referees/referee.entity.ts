import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Channel} from '../apply/channels.js';
import type {RefereeState} from './referee.state.js';
import type {KnownFor, Relationship, WouldTrust} from './reference-words.js';

const RELATIONSHIPS = `('employer', 'colleague', 'client', 'tutor', 'professional', 'community')`;
const KNOWN_FOR = `('under_1', '1_to_3', 'over_3')`;

/** Somebody whom an applicant names to speak for them, for one place of a requirement. */
@Entity()
@Index(['applicationId'])
@Index('referee_email_key', ['applicationId', 'email'], {unique: true, where: `state <> 'replaced'`})
@Index('referee_place_key', ['applicationId', 'requirement', 'number'], {unique: true, where: `state <> 'replaced'`})
@Check('referee_number_check', `number BETWEEN 1 AND 9`)
@Check('referee_name_check', `length(btrim(name)) BETWEEN 1 AND 100`)
@Check('referee_relationship_check', `relationship IN ${RELATIONSHIPS}`)
@Check('referee_known_for_check', `known_for IN ${KNOWN_FOR}`)
@Check(
  'referee_state_check',
  `state IN ('named', 'asked', 'answered', 'declined', 'accepted', 'unsuitable', 'replaced')`,
)
@Check('referee_channel_check', `channel IN ('online', 'meeting', 'phone', 'paper')`)
@Check('referee_reach_check', `email IS NOT NULL OR phone IS NOT NULL OR purged_at IS NOT NULL`)
export class Referee {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  /** The requirement's code. */
  @Column({type: 'text'}) requirement: string;
  @Column({type: 'smallint'}) number: number;
  @Column({type: 'text'}) name: string;
  @Column({type: 'citext', nullable: true}) email: string | null;
  @Column({type: 'text', nullable: true}) phone: string | null;
  @Column({type: 'text'}) relationship: Relationship;
  @Column({type: 'text'}) knownFor: KnownFor;
  @Column({type: 'text', default: 'named'}) state: RefereeState;
  @Reference('person') namedBy: string;
  @Column({type: 'text'}) channel: Channel;
  @InstantColumn({default: () => 'now()'}) namedAt: Date;
  /** When retention took their name and address away. */
  @InstantColumn({nullable: true}) purgedAt: Date | null;
}

/** The way to the form for one referee: the link itself is known to nobody but whom it was sent to. */
@Entity()
@Unique(['tokenHash'])
@Unique(['refereeId', 'reminder'])
@Check('reference_link_token_hash_check', `length(token_hash) = 32`)
@Check('reference_link_expires_at_check', `expires_at > sent_at`)
export class ReferenceLink {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('referee') refereeId: string;
  @Column({type: 'bytea'}) tokenHash: Buffer;
  @Column({type: 'boolean'}) reminder: boolean;
  @InstantColumn() sentAt: Date;
  @InstantColumn() expiresAt: Date;
}

/** What a referee said. Restricted: each reading is recorded, and retention removes the row. */
@Entity()
@Unique(['refereeId'])
@Check('reference_answer_method_check', `method IN ('form', 'phone')`)
@Check('reference_answer_relationship_check', `relationship IN ${RELATIONSHIPS}`)
@Check('reference_answer_known_for_check', `known_for IN ${KNOWN_FOR}`)
@Check('reference_answer_would_trust_check', `would_trust IN ('yes', 'not_sure', 'no')`)
@Check('reference_answer_about_check', `length(btrim(about)) BETWEEN 1 AND 2000`)
@Check('reference_answer_concerns_check', `length(btrim(concerns)) BETWEEN 1 AND 2000`)
@Check('reference_answer_recorded_by_check', `(recorded_by IS NULL) = (method = 'form')`)
export class ReferenceAnswer {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('referee') refereeId: string;
  @Column({type: 'text'}) method: 'form' | 'phone';
  @Column({type: 'text'}) relationship: Relationship;
  @Column({type: 'text'}) knownFor: KnownFor;
  @Column({type: 'text'}) wouldTrust: WouldTrust;
  @Column({type: 'text'}) about: string;
  @Column({type: 'text', nullable: true}) concerns: string | null;
  /** The officer who wrote it down, of one given by telephone. */
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) receivedAt: Date;
}
