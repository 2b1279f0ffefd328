import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {DevelopmentTaskCode} from './development.entity.js';

export interface DevelopmentRuleOfDay {
  mostFte: string;
  checkMonths: number;
  tasks: DevelopmentTaskCode[];
  source: string;
}

/** The council's own rule of the day, or the general one. */
export async function ruleOn(tx: Tx, day: Day): Promise<DevelopmentRuleOfDay> {
  const [rule] = await tx.query<DevelopmentRuleOfDay[]>(
    `SELECT trim_scale(most_fte)::text AS "mostFte", check_months AS "checkMonths", tasks, source FROM development_rule
     WHERE starts_on <= $1 ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
    [day],
  );
  if (!rule) throw new Error('there is no rule for micro-enterprises');
  return rule;
}
