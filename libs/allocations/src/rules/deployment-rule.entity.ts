import {Check, Column, Entity, Exclusion} from 'typeorm';
import {CouncilId, DayColumn, Id, Reference} from '@app/platform';
import type {Deployment} from '../budget/budget-line.entity.js';

export const PAYEES = ['employed_pa', 'self_employed_pa', 'provider'] as const;
/** Whom a booking would pay: it depends on the engagement, never on the person alone. */
export type Payee = (typeof PAYEES)[number];

/** What a payee can be beside that: each has a rule of its own, and all of them have to allow it. */
export const SPECIAL_PAYEES = ['partner', 'close_relative', 'council_service', 'residential_care'] as const;
export type SpecialPayee = (typeof SPECIAL_PAYEES)[number];
export type RuledPayee = Payee | SpecialPayee;

/** Whether a deployment may pay a kind of payee: each council's dated configuration, with its source. */
@Entity()
@Check('deployment_rule_pays_check', `pays IN (${[...PAYEES, ...SPECIAL_PAYEES].map((each) => `'${each}'`).join()})`)
@Check('deployment_rule_ends_on_check', `ends_on >= starts_on`)
@Exclusion(
  'deployment_rule_no_overlap',
  `USING gist (council_id WITH =, deployment WITH =, pays WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`,
)
export class DeploymentRule {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Column({type: 'text'}) deployment: Deployment;
  @Column({type: 'text'}) pays: RuledPayee;
  @Column({type: 'boolean'}) allowed: boolean;
  /** What the person is told, and whom to ask. */
  @Column({type: 'text'}) reason: string;
  @Column({type: 'text'}) source: string;
  @DayColumn() startsOn: string;
  @DayColumn({nullable: true}) endsOn: string | null;
  /** Null for what the council started with. */
  @Reference('person', {nullable: true}) recordedBy: string | null;
}
