import {Check, Column, Entity, Unique} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';

/** Through what a council sends. Without a row, or without a key under its reference, messages wait in the outbox. */
@Entity()
@Unique(['councilId'])
@Check('council_sending_reference_check', `reference ~ '^[a-z][a-z0-9-]{0,40}$'`)
@Check('council_sending_letters_check', `letters IN ('print', 'notify')`)
@Check('council_sending_halted_why_check', `length(halted_why) <= 200`)
export class CouncilSending {
  @Id() id: string;
  @CouncilId() councilId: string;
  /** Under which name the environment holds the key and the token of its receipts. */
  @Column({type: 'text'}) reference: string;
  /** Templates of GOV.UK Notify that hold ((subject)) and ((body)), and ((body)) alone. */
  @Column({type: 'uuid', nullable: true}) emailTemplate: string | null;
  @Column({type: 'uuid', nullable: true}) smsTemplate: string | null;
  @Column({type: 'text', default: 'print'}) letters: 'print' | 'notify';
  /** What was written before is no news any more, and is not sent. */
  @InstantColumn({default: () => 'now()'}) since: Date;
  /** The service refused the key; nothing is tried until somebody has looked. */
  @InstantColumn({nullable: true}) haltedAt: Date | null;
  @Column({type: 'text', nullable: true}) haltedWhy: string | null;
  @Reference('person') recordedBy: string;
}
