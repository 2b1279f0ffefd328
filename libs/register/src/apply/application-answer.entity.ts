import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, Id, InstantColumn, Reference} from '@app/platform';
import type {Channel} from './channels.js';

/** One answer of an applicant. Only ever added: the latest one to a question holds. */
@Entity()
@Index(['applicationId', 'question', 'id'])
@Check('application_answer_question_check', `question ~ '^[a-z][a-z0-9_]{1,59}$'`)
@Check(
  'application_answer_answer_check',
  `jsonb_typeof(answer) IN ('string', 'array') AND length(answer::text) <= 2000`,
)
@Check('application_answer_channel_check', `channel IN ('online', 'meeting', 'phone', 'paper')`)
@Check(
  'application_answer_born_on_check',
  `question <> 'born_on' OR answer #>> '{}' ~ '^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$'`,
)
export class ApplicationAnswer {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('application') applicationId: string;
  @Column({type: 'text'}) question: string;
  @Column({type: 'jsonb'}) answer: string | string[];
  @Column({type: 'text'}) channel: Channel;
  /** Who wrote it down. */
  @Reference('person') answeredBy: string;
  @InstantColumn({default: () => 'now()'}) answeredAt: Date;
}
