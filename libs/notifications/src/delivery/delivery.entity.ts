import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {Format} from '../preferences/choices.js';
import type {DeliveryState} from './delivery.state.js';

/** `help`: something staff arrange, like a recording, when no letter or call carries the wish to them. */
export const CHANNELS = ['email', 'sms', 'letter', 'phone', 'help'] as const;
export type Channel = (typeof CHANNELS)[number];

export const NEEDS = ['audio', 'translation', 'easy_read', 'interpreter'] as const;
/** What staff have to add so that somebody understands. */
export type Need = (typeof NEEDS)[number];

export const FAILURES = [
  'refused',
  'undeliverable',
  'temporary',
  'technical',
  'too_long',
  'no_address',
  'known_bad',
  'not_reached',
  'gave_up',
] as const;
export type Failure = (typeof FAILURES)[number];

/** One message on one way out of the service. Its id is the reference under which it is sent once. */
@Entity()
@Index('delivery_once_idx', ['noticeId', 'channel'], {unique: true, where: 'after_id IS NULL'})
@Index('delivery_after_idx', ['afterId', 'channel'], {unique: true})
@Index('delivery_due_idx', ['councilId', 'channel', 'dueAt'], {where: `state = 'waiting'`})
@Index('delivery_failed_idx', ['councilId', 'changedAt'], {where: `state = 'failed'`})
@Index('delivery_person_id_idx', ['personId', 'createdAt'])
@Index('delivery_notice_id_idx', ['noticeId'])
@Index('delivery_letter_batch_id_idx', ['letterBatchId'])
@Check('delivery_channel_check', `channel IN ('email', 'sms', 'letter', 'phone', 'help')`)
@Check('delivery_format_check', `format IN ('standard', 'easy_read', 'large_print', 'audio')`)
@Check('delivery_needs_check', `needs <@ ARRAY['audio', 'translation', 'easy_read', 'interpreter']`)
@Check('delivery_subject_check', `length(subject) BETWEEN 1 AND 200 AND subject !~ '[[:cntrl:]]'`)
@Check('delivery_body_check', `length(body) <= 11000`)
@Check('delivery_state_check', `state IN ('waiting', 'printed', 'sent', 'delivered', 'failed', 'settled', 'ended')`)
@Check(
  'delivery_failure_check',
  `failure IN ('refused', 'undeliverable', 'temporary', 'technical', 'too_long', 'no_address', 'known_bad', 'not_reached', 'gave_up')`,
)
@Check('delivery_note_check', `length(note) <= 500`)
@Check('delivery_failed_check', `state <> 'failed' OR failure IS NOT NULL`)
@Check('delivery_settled_check', `state <> 'settled' OR settled_by IS NOT NULL`)
@Check('delivery_letter_check', `letter_batch_id IS NULL OR channel = 'letter'`)
export class Delivery {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('notice') noticeId: string;
  @Reference('person', {nullable: true}) personId: string | null;
  @Column({type: 'text'}) channel: Channel;
  @Column({type: 'text'}) format: Format;
  @Column({type: 'text', default: 'en'}) language: string;
  @Column({type: 'text', array: true, default: '{}'}) needs: Need[];
  @Column({type: 'boolean', default: false}) secret: boolean;
  @Column({type: 'text'}) toName: string;
  /** An e-mail address, a number, or the lines of an address; none for help. */
  @Column({type: 'text', nullable: true}) toValue: string | null;
  @Column({type: 'text'}) subject: string;
  @Column({type: 'text'}) body: string;
  @Column({type: 'text', default: 'waiting'}) state: DeliveryState;
  @InstantColumn() dueAt: Date;
  @Column({type: 'smallint', default: 0}) attempts: number;
  /** A call to the sending service began then, and its answer is not known: it may have been sent. */
  @InstantColumn({nullable: true}) calledAt: Date | null;
  @Column({type: 'text', nullable: true}) providerId: string | null;
  @Column({type: 'text', nullable: true}) failure: Failure | null;
  /** The one that failed, for which this is another try or another way. */
  @Reference('delivery', {nullable: true}) afterId: string | null;
  @Reference('letter_batch', {nullable: true}) letterBatchId: string | null;
  @CreatedAt() createdAt: Date;
  @InstantColumn({default: () => 'now()'}) changedAt: Date;
  @Reference('person', {nullable: true}) settledBy: string | null;
  @Column({type: 'text', nullable: true}) note: string | null;
}
