import {Injectable} from '@nestjs/common';
import {EmploymentRates, type HolidayInForce, type MinimumWage} from '@app/allocations';
import {londonDay, type Day, type Pence} from '@app/kernel';
import type {Tx} from '@app/platform';

export interface HoursRuleInForce {
  toleranceBp: number;
  tolerancePence: Pence;
  /** Null where silence approves nothing. */
  silentDays: number | null;
  source: string;
  startsOn: Day;
}

/** By which rules hours are approved, and what the law says of wages, on a day. */
@Injectable()
export class HoursRules {
  constructor(private readonly rates: EmploymentRates) {}

  /** The council's own; until it has one, what every council starts with. */
  async inForce(tx: Tx, councilId: string, day: Day): Promise<HoursRuleInForce> {
    const [rule] = await tx.query<[HoursRuleInForce]>(
      `SELECT tolerance_bp AS "toleranceBp", tolerance_pence AS "tolerancePence", silent_days AS "silentDays", source,
              starts_on AS "startsOn"
       FROM hours_rule WHERE (council_id = $1 OR council_id IS NULL) AND starts_on <= $2
       ORDER BY council_id NULLS LAST, starts_on DESC LIMIT 1`,
      [councilId, day],
    );
    return rule;
  }

  /** What employees have of holiday, by the rates that were in force on the day. */
  holiday(tx: Tx, day: Day): Promise<HolidayInForce | null> {
    return this.rates.holiday(tx, day);
  }

  /** @param age null counts as grown up: where it is not known, the highest rate is the safe one */
  minimumWage(tx: Tx, at: Date, age: number | null): Promise<MinimumWage | null> {
    return this.rates.minimumWage(tx, londonDay(at), age ?? 120);
  }
}
