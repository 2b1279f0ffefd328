import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, CreatedAt, Id, InstantColumn, Reference} from '@app/platform';
import type {ContactWay} from '@app/identity';

/** The two sides of a conversation: a person with a budget, and the PA or provider of a listing. */
export const SIDES = ['holder', 'worker'] as const;
export type Side = (typeof SIDES)[number];

/** What a holder and a listing write to each other: one conversation for each two of them. */
@Entity()
@Unique(['holderId', 'listingId'])
@Index(['listingId'])
@Check('conversation_closed_check', `(closed_at IS NULL) = (closed_by IS NULL)`)
export class Conversation {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') holderId: string;
  @Reference('listing') listingId: string;
  @CreatedAt() createdAt: Date;
  @InstantColumn({default: () => 'now()'}) lastMessageAt: Date;
  /** By the council, after a report: nobody writes here any more. */
  @InstantColumn({nullable: true}) closedAt: Date | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
}

/** Only ever added. */
@Entity()
@Index(['conversationId', 'sentAt'])
@Index('conversation_message_advert_id_idx', ['advertId'], {where: 'advert_id IS NOT NULL'})
@Check('conversation_message_advert_check', `advert_id IS NULL OR side = 'worker'`)
@Check('conversation_message_side_check', `side IN ('holder', 'worker')`)
@Check(
  'conversation_message_written_how_check',
  `written_how IS NULL OR (written_how IN ('phone', 'letter', 'meeting') AND side = 'holder')`,
)
@Check('conversation_message_text_check', `length(btrim(text)) BETWEEN 1 AND 4000`)
export class ConversationMessage {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('conversation') conversationId: string;
  @Column({type: 'text'}) side: Side;
  @Reference('person') writtenBy: string;
  /** How staff who wrote it were told to. */
  @Column({type: 'text', nullable: true}) writtenHow: ContactWay | null;
  @Column({type: 'text'}) text: string;
  @InstantColumn({default: () => 'now()'}) sentAt: Date;
  /** The advert that it answers. */
  @Reference('advert', {nullable: true}) advertId: string | null;
}

/** Up to when somebody has read; what came later from the other side is new to them. */
@Entity()
export class ConversationReading {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Conversation') conversationId: string;
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Person') personId: string;
  @CouncilId() councilId: string;
  @InstantColumn({default: () => 'now()'}) readAt: Date;
}

/** How one side can be reached outside: the other sees it once both have given theirs. */
@Entity()
@Check('conversation_contact_side_check', `side IN ('holder', 'worker')`)
@Check('conversation_contact_details_check', `length(btrim(details)) BETWEEN 1 AND 200`)
export class ConversationContact {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Conversation') conversationId: string;
  @PrimaryColumn({type: 'text'}) side: Side;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) details: string;
  @Reference('person') agreedBy: string;
  @InstantColumn({default: () => 'now()'}) agreedAt: Date;
}
