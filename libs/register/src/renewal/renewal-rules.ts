import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

export interface RenewalTerms {
  /** How many days before a lapse its renewal opens. */
  opensDays: number;
  /** How many days before a lapse people are reminded, the earliest first. */
  remindDays: number[];
  source: string;
}

/** The council's configuration of renewals on a day: its own latest, else what every council starts with. */
@Injectable()
export class RenewalRules {
  async on(tx: Tx, day: Day): Promise<RenewalTerms> {
    const [rule] = await tx.query<RenewalTerms[]>(
      `SELECT opens_days AS "opensDays", remind_days AS "remindDays", source FROM renewal_rule
       WHERE starts_on <= $1 ORDER BY council_id IS NULL, starts_on DESC LIMIT 1`,
      [day],
    );
    const {opensDays = 90, remindDays = [], source = ''} = rule ?? {};
    return {opensDays, remindDays: [...remindDays].sort((a, b) => b - a), source};
  }
}
