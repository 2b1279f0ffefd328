import {Check, Column, Entity, Index} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';

export const REQUEST_KINDS = ['access', 'correction', 'erasure'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export const REQUEST_CHANNELS = ['online', 'phone', 'meeting', 'paper', 'email'] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const REQUEST_OUTCOMES = ['done', 'part', 'refused'] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

export type PartChoice = 'released' | 'withheld' | 'erased' | 'kept';

/** What somebody asks of their own information, to be answered within a month. */
@Entity()
@Index(['personId'])
@Index('data_request_open_access_key', ['personId'], {unique: true, where: `kind = 'access' AND closed_at IS NULL`})
@Check('data_request_kind_check', `kind IN ('access', 'correction', 'erasure')`)
@Check('data_request_channel_check', `channel IN ('online', 'phone', 'meeting', 'paper', 'email')`)
@Check('data_request_said_check', `length(btrim(said)) BETWEEN 1 AND 2000`)
@Check('data_request_outcome_check', `outcome IN ('done', 'part', 'refused')`)
@Check('data_request_answer_check', `length(btrim(answer)) BETWEEN 1 AND 4000`)
@Check('data_request_told_check', `length(btrim(told)) BETWEEN 1 AND 500`)
@Check('data_request_said_needed_check', `kind <> 'correction' OR said IS NOT NULL`)
@Check('data_request_searched_at_check', `num_nonnulls(searched_by, searched_at, found) IN (0, 3)`)
@Check(
  'data_request_closed_at_check',
  `num_nonnulls(outcome, closed_by, closed_at) IN (0, 3) AND (outcome IS NULL OR outcome = 'done' OR answer IS NOT NULL)
   AND (outcome IS NULL OR kind <> 'access' OR searched_at IS NOT NULL)`,
)
export class DataRequest {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('person') personId: string;
  @Column({type: 'text'}) kind: RequestKind;
  @Column({type: 'text'}) channel: RequestChannel;
  /** The code of the category that it is about; null for all. */
  @Column({type: 'text', nullable: true}) category: string | null;
  /** What is wrong and what is right, or why it should go. */
  @Column({type: 'text', nullable: true}) said: string | null;
  @Reference('person') askedBy: string;
  @InstantColumn({default: () => 'now()'}) askedAt: Date;
  @DayColumn() dueOn: string;
  @Reference('person', {nullable: true}) searchedBy: string | null;
  @InstantColumn({nullable: true}) searchedAt: Date | null;
  /** How many records of each table were found. */
  @Column({type: 'jsonb', nullable: true}) found: Record<string, number> | null;
  @Column({type: 'text', nullable: true}) outcome: RequestOutcome | null;
  @Column({type: 'text', nullable: true}) answer: string | null;
  /** Who else had the wrong information and was told. */
  @Column({type: 'text', nullable: true}) told: string | null;
  @Reference('person', {nullable: true}) closedBy: string | null;
  @InstantColumn({nullable: true}) closedAt: Date | null;
}

/** What is decided about one part of somebody's record; the latest for a part holds. */
@Entity()
@Index(['requestId'])
@Check('data_request_choice_part_check', `part ~ '^[a-z][a-z_.]{1,80}$'`)
@Check('data_request_choice_choice_check', `choice IN ('released', 'withheld', 'erased', 'kept')`)
@Check('data_request_choice_reason_check', `length(btrim(reason)) BETWEEN 1 AND 1000`)
@Check('data_request_choice_why_check', `choice IN ('released', 'erased') OR reason IS NOT NULL`)
export class DataRequestChoice {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('data_request') requestId: string;
  /** Table and column, or a category: `visit.query_reason`, `messages`. */
  @Column({type: 'text'}) part: string;
  @Column({type: 'text'}) choice: PartChoice;
  @Column({type: 'text', nullable: true}) reason: string | null;
  @Reference('person') chosenBy: string;
  @InstantColumn({default: () => 'now()'}) chosenAt: Date;
}
