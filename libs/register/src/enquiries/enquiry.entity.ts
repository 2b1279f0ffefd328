import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {MemberKind} from '../scheme/requirement-kinds.js';

/** Where somebody heard of the register. */
export const ENQUIRY_SOURCES = [
  'council_website',
  'search_engine',
  'social_media',
  'word_of_mouth',
  'event',
  'leaflet',
  'job_centre',
  'college',
  'other',
] as const;
export type EnquirySource = (typeof ENQUIRY_SOURCES)[number];

export const ENQUIRY_CHANNELS = ['online', 'phone', 'event', 'meeting', 'paper'] as const;
export type EnquiryChannel = (typeof ENQUIRY_CHANNELS)[number];

/** Somebody asked how to get on the register: who, how to reach them, and where they heard of it. */
@Entity()
@Index(['councilId', 'receivedAt'])
@Index(['applicationId'])
@Check('enquiry_name_check', `length(btrim(name)) BETWEEN 1 AND 200`)
@Check('enquiry_wants_check', `wants IN ('pa', 'business', 'cqc_body', 'broker')`)
@Check(
  'enquiry_source_check',
  `source IN ('council_website', 'search_engine', 'social_media', 'word_of_mouth', 'event', 'leaflet', 'job_centre',
              'college', 'other')`,
)
@Check('enquiry_note_check', `length(btrim(note)) BETWEEN 1 AND 1000`)
@Check('enquiry_channel_check', `channel IN ('online', 'meeting', 'phone', 'paper', 'event')`)
@Check('enquiry_reach_check', `email IS NOT NULL OR phone IS NOT NULL OR emptied_at IS NOT NULL`)
@Check('enquiry_emptied_at_check', `emptied_at IS NULL OR name = 'Removed' AND num_nonnulls(email, phone, note) = 0`)
@Check('enquiry_recorded_by_check', `(recorded_by IS NULL) = (channel = 'online')`)
export class Enquiry {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) name: string;
  @Column({type: 'citext', nullable: true}) email: string | null;
  @Column({type: 'text', nullable: true}) phone: string | null;
  @Column({type: 'text'}) wants: MemberKind;
  @Column({type: 'text'}) source: EnquirySource;
  @Column({type: 'text', nullable: true}) note: string | null;
  @Column({type: 'text'}) channel: EnquiryChannel;
  /** The officer who wrote it down; null for what was sent from the page. */
  @Reference('person', {nullable: true}) recordedBy: string | null;
  @InstantColumn({default: () => 'now()'}) receivedAt: Date;
  /** What became of it. */
  @Reference('application', {nullable: true}) applicationId: string | null;
  /** When retention removed who it was. */
  @InstantColumn({nullable: true}) emptiedAt: Date | null;
}
