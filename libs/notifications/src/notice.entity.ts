import {Check, Column, Entity, Index, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';

export const NOTICE_STATES = ['told', 'waiting', 'ended'] as const;
/** `told`: stands in somebody's messages. `waiting`: an e-mail that was not sent. `ended`: no longer to be sent, and emptied. */
export type NoticeState = (typeof NOTICE_STATES)[number];

/** Something somebody was told, in the words in which they were told it; or an e-mail that waits to be sent. */
@Entity()
@Unique(['councilId', 'key'])
@Index('notice_person_id_idx', ['personId', 'createdAt'])
@Index('notice_unread_idx', ['personId'], {where: `read_at IS NULL AND state = 'told'`})
@Index('notice_waiting_idx', ['councilId', 'createdAt'], {where: `state = 'waiting'`})
@Check('notice_channel_check', `channel IN ('inside', 'email')`)
@Check('notice_state_check', `state IN ('told', 'waiting', 'ended')`)
@Check('notice_inside_check', `channel <> 'inside' OR (person_id IS NOT NULL AND email IS NULL AND state <> 'waiting')`)
@Check('notice_email_check', `channel <> 'email' OR (email IS NOT NULL AND name IS NOT NULL) = (state <> 'ended')`)
@Check('notice_subject_check', `length(subject) BETWEEN 1 AND 200`)
@Check('notice_body_check', `length(body) <= 10500`)
@Check('notice_path_check', `path ~ '^/[^/]' AND length(path) <= 200`)
@Check('notice_key_check', `length(key) BETWEEN 1 AND 200`)
export class Notice {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** Whom it is for: somebody with an account here, */
  @Reference('person', {nullable: true}) personId: string | null;
  /** or somebody without, at this address under this name. */
  @Column({type: 'citext', nullable: true}) email: string | null;
  @Column({type: 'text', nullable: true}) name: string | null;
  @Column({type: 'text'}) channel: 'inside' | 'email';
  @Column({type: 'text'}) template: string;
  /** What the words were made of: no more than the template asks for. */
  @Column({type: 'jsonb'}) data: object;
  @Column({type: 'text'}) subject: string;
  @Column({type: 'text'}) body: string;
  /** The page that it is about; null when there is nothing to do. */
  @Column({type: 'text', nullable: true}) path: string | null;
  /** The same key is told once only, however often a job runs. */
  @Column({type: 'text'}) key: string;
  @Column({type: 'text'}) state: NoticeState;
  /** Shown to nobody, and emptied once it was sent. */
  @Column({type: 'boolean', default: false}) secret: boolean;
  /** Whom it is about, when it is told to somebody beside them. */
  @Reference('person', {nullable: true}) aboutId: string | null;
  @CreatedAt() createdAt: Date;
  @InstantColumn({nullable: true}) readAt: Date | null;
}
