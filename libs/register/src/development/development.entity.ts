import {Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, Reference} from '@app/platform';
import type {DevelopmentState} from './development.state.js';

/** What an enterprise has to bring before it is listed; the council's rule says which of them. */
export const DEVELOPMENT_TASKS = [
  'training',
  'dbs',
  'policies',
  'insurance',
  'regulation',
  'tax',
  'court_judgments',
  'car',
] as const;
export type DevelopmentTaskCode = (typeof DEVELOPMENT_TASKS)[number];

export const TASK_OUTCOMES = ['to_do', 'done', 'not_needed'] as const;
export type TaskOutcome = (typeof TASK_OUTCOMES)[number];

/** Why it does not go on. */
export const DEVELOPMENT_REASONS = [
  'no_answer',
  'changed_mind',
  'other_work',
  'moved_away',
  'not_viable',
  'stopped_trading',
  'too_large',
  'standards_not_met',
  'outside_area',
  'own_wish',
  'other',
] as const;
export type DevelopmentReason = (typeof DEVELOPMENT_REASONS)[number];

/** How large an enterprise may be, what it has to bring, how often it is looked at again: dated, with the source. */
@Entity()
@Index(['councilId', 'startsOn'])
@Check('development_rule_most_fte_check', `most_fte BETWEEN 0.1 AND 250`)
@Check('development_rule_check_months_check', `check_months BETWEEN 1 AND 60`)
@Check(
  'development_rule_tasks_check',
  `tasks <@ '{training,dbs,policies,insurance,regulation,tax,court_judgments,car}' AND cardinality(tasks) > 0`,
)
@Check('development_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
export class DevelopmentRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'numeric', precision: 5, scale: 1}) mostFte: string;
  @Column({type: 'integer'}) checkMonths: number;
  @Column({type: 'text', array: true}) tasks: DevelopmentTaskCode[];
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
}

/** A micro-enterprise on its way from an enquiry to a listing. */
@Entity()
@Unique(['enquiryId'])
@Index(['councilId', 'state'])
@Check(
  'development_state_check',
  `state IN ('talking', 'developing', 'ready', 'listed', 'checking', 'paused', 'closed', 'declined')`,
)
@Check('development_reason_check', `reason IN ('${DEVELOPMENT_REASONS.join(`', '`)}')`)
@Check('development_next_action_check', `length(btrim(next_action)) BETWEEN 1 AND 200`)
@Check('development_fte_check', `fte BETWEEN 0.1 AND 250`)
@Check('development_people_supported_check', `people_supported BETWEEN 0 AND 10000`)
@Check('development_outcode_check', `outcode ~ '^[A-Z]{1,2}[0-9][0-9A-Z]?$'`)
@Check('development_services_check', `cardinality(services) <= 20`)
@Check('development_reason_given_check', `(reason IS NOT NULL) = (state IN ('paused', 'closed', 'declined'))`)
@Check('development_next_by_check', `(next_by IS NULL) = (next_action IS NULL)`)
@Check('development_next_check', `(next_action IS NULL) = (next_on IS NULL)`)
export class Development {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('enquiry') enquiryId: string;
  @Column({type: 'text', default: 'talking'}) state: DevelopmentState;
  @Column({type: 'text', nullable: true}) reason: DevelopmentReason | null;
  @Column({type: 'text', nullable: true}) nextAction: string | null;
  @DayColumn({nullable: true}) nextOn: string | null;
  /** Of the council, whose it is to do. */
  @Reference('person', {nullable: true}) nextBy: string | null;
  /** Full-time equivalents, paid or not. */
  @Column({type: 'numeric', precision: 5, scale: 1, nullable: true}) fte: string | null;
  @Column({type: 'integer', nullable: true}) peopleSupported: number | null;
  @Column({type: 'text', nullable: true}) outcode: string | null;
  /** Codes of the services it means to offer. */
  @Column({type: 'text', array: true, default: '{}'}) services: string[];
  @DayColumn({nullable: true}) checkDueOn: string | null;
  @Reference('person') begunBy: string;
  @InstantColumn({default: () => 'now()'}) begunAt: Date;
}

@Entity()
@Check('development_task_task_check', `task IN ('${DEVELOPMENT_TASKS.join(`', '`)}')`)
@Check('development_task_outcome_check', `outcome IN ('to_do', 'done', 'not_needed')`)
@Check('development_task_changed_check', `outcome = 'to_do' OR (changed_by IS NOT NULL AND changed_on IS NOT NULL)`)
export class DevelopmentTask {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('Development') developmentId: string;
  @PrimaryColumn({type: 'text'}) task: DevelopmentTaskCode;
  @CouncilId() councilId: string;
  @Column({type: 'text', default: 'to_do'}) outcome: TaskOutcome;
  @Reference('person', {nullable: true}) changedBy: string | null;
  @DayColumn({nullable: true}) changedOn: string | null;
}

/** What was said, sent and decided: only ever added. */
@Entity()
@Index(['developmentId'])
@Index(['memberResourceId'])
@Check('development_event_resource_check', `member_resource_id IS NULL OR kind = 'resource'`)
@Check('development_event_kind_check', `kind IN ('moved', 'note', 'resource')`)
@Check('development_event_text_check', `length(btrim(text)) BETWEEN 1 AND 2000`)
@Check(
  'development_event_said_check',
  `(kind = 'moved') = (to_state IS NOT NULL) AND (kind = 'moved' OR text IS NOT NULL)`,
)
export class DevelopmentEvent {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('development') developmentId: string;
  @Column({type: 'text'}) kind: 'moved' | 'note' | 'resource';
  @Column({type: 'text', nullable: true}) toState: DevelopmentState | null;
  @Column({type: 'text', nullable: true}) text: string | null;
  /** What of the members' area was sent; the text keeps what it was called then. */
  @Reference('member_resource', {nullable: true}) memberResourceId: string | null;
  @Reference('person') recordedBy: string;
  @InstantColumn({default: () => 'now()'}) recordedAt: Date;
}
