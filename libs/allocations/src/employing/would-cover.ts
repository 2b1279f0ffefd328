import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import type {Day, Pence} from '@app/kernel';
import type {Deployment} from '../budget/budget-line.entity.js';
import {entitlement} from '../budget/periods.js';
import {WeeklyFunds} from '../budget/weekly-funds.js';

export interface CoveredPeriod {
  startsOn: Day;
  endsOn: Day;
  costPence: Pence;
  availablePence: Pence;
  /** Below nought where it is too little. */
  leftPence: Pence;
}

export interface Covered {
  purpose: string;
  deployment: Deployment;
  periods: CoveredPeriod[];
  /** Why this line may not pay a PA whom one employs; null where it may. */
  mayNot: string | null;
}

/** Half a year of four-weekly periods: beyond it much changes. */
const MOST = 7;

/** Whether a line would pay something that costs so much a week, period by period, from a day on. */
@Injectable()
export class WouldCover {
  constructor(private readonly funds: WeeklyFunds) {}

  /** @throws NOT_FOUND when the line is not the caller's own or that of the person they act for */
  async run(principal: Principal, lineId: string, weekPence: Pence, from: Day): Promise<Covered> {
    const {purpose, deployment, periods, pays} = await this.funds.line(principal, lineId);
    const rule = pays.employed_pa;
    return {
      ...{purpose, deployment},
      mayNot: rule?.allowed ? null : (rule?.reason ?? 'Ask the council whether this line may pay for it.'),
      periods: periods
        .filter(({endsOn}) => endsOn >= from)
        .slice(0, MOST)
        .map(({startsOn, endsOn, availablePence}) => {
          const span = {startsOn: startsOn < from ? from : startsOn, endsOn};
          const costPence = entitlement(weekPence, from, span);
          return {startsOn: span.startsOn, endsOn, costPence, availablePence, leftPence: availablePence - costPence};
        }),
    };
  }
}
