import {Check, Column, Entity} from 'typeorm';
import {DayColumn, Id, Reference} from '@app/platform';
import type {DbsLevel} from '../scheme/requirement-kinds.js';

/** Who asks for a certificate: a person about themselves, or an organisation about those who work for it. */
export const DBS_APPLICANTS = ['individual', 'organisation'] as const;
export type DbsApplicant = (typeof DBS_APPLICANTS)[number];

/** The way to a certificate. */
export const DBS_ROUTES = ['themselves', 'umbrella_body', 'organisation'] as const;
export type DbsRoute = (typeof DBS_ROUTES)[number];

/** That a service is regulated activity with adults, from one day to another. Without a council: everywhere. */
@Entity()
@Check('dbs_task_service_code_check', `service_code ~ '^[a-z][a-z0-9_]{1,39}$'`)
@Check('dbs_task_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('dbs_task_ends_on_check', `ends_on >= starts_on`)
export class DbsTask {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) serviceCode: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  @Column({type: 'text'}) source: string;
}

/** Which level the law gives for the tasks, and by which way, from one day to another. */
@Entity()
@Check('dbs_rule_applicant_check', `applicant IN ('individual', 'organisation')`)
@Check('dbs_rule_level_check', `level IN ('basic', 'standard', 'enhanced', 'enhanced_barred')`)
@Check('dbs_rule_route_check', `route IN ('themselves', 'umbrella_body', 'organisation')`)
@Check('dbs_rule_source_check', `length(btrim(source)) BETWEEN 1 AND 500`)
@Check('dbs_rule_ends_on_check', `ends_on >= starts_on`)
export class DbsRule {
  @Id() id: string;
  @Reference('council', {nullable: true}) councilId: string | null;
  @Column({type: 'text'}) applicant: DbsApplicant;
  /** Whether it is about regulated activity. */
  @Column({type: 'boolean'}) regulated: boolean;
  @Column({type: 'text'}) level: DbsLevel;
  @Column({type: 'text'}) route: DbsRoute;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  @Column({type: 'text'}) source: string;
}
