import {Injectable} from '@nestjs/common';
import {addDays, Clock, invalid, isDay, londonDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Checks, isLine} from '../checks.js';
import {isClockTime, minuteOf} from '../time/clock-time.js';
import type {BandRule} from './bands.js';
import {RateBandRule} from './rate.entity.js';

export interface NewBandRule extends Pick<BandRule, 'band' | 'weekdays' | 'from' | 'to'> {
  /** Where it is written: a council's policy, a contract. */
  source: string;
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const PLAIN_SOURCE = 'The hours this service starts with; the council sets its own';

/** What a council starts with: evenings from 8pm to 7am, weekends from Saturday's first minute to Sunday's last. */
export const DEFAULT_BANDS: readonly NewBandRule[] = [
  {band: 'evening', weekdays: EVERY_DAY, from: '20:00', to: '24:00', source: PLAIN_SOURCE},
  {band: 'evening', weekdays: EVERY_DAY, from: '00:00', to: '07:00', source: PLAIN_SOURCE},
  {band: 'weekend', weekdays: [6, 7], from: '00:00', to: '24:00', source: PLAIN_SOURCE},
];

/** Which hours a council counts as evening or weekend. */
@Injectable()
export class RateBands {
  constructor(private readonly clock: Clock) {}

  /**
   * All of a council's rules from a day on; those in force end the day before. What counted up to yesterday stands:
   * only a council that has none yet may say what counted in the past.
   * @throws VALIDATION_FAILED
   */
  async set(tx: Tx, councilId: string, startsOn: Day, rules: readonly NewBandRule[]): Promise<void> {
    check(startsOn, rules);
    const first = !(await tx.existsBy(RateBandRule, {councilId}));
    if (!first && startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'New hours count from today or later.'});
    }
    await tx.query(`DELETE FROM rate_band_rule WHERE council_id = $1 AND starts_on >= $2`, [councilId, startsOn]);
    await tx.query(
      `UPDATE rate_band_rule SET ends_on = $3 WHERE council_id = $1 AND (ends_on IS NULL OR ends_on >= $2)`,
      [councilId, startsOn, addDays(startsOn, -1)],
    );
    if (rules.length === 0) return;
    await tx.insert(
      RateBandRule,
      rules.map(({from: fromTime, to: toTime, weekdays, ...rule}) => ({
        ...rule,
        councilId,
        weekdays: [...weekdays],
        fromTime,
        toTime,
        startsOn,
      })),
    );
  }
}

function check(startsOn: Day, rules: readonly NewBandRule[]): void {
  const checks = new Checks();
  checks.that(isDay(startsOn), 'starts_on', 'Enter the day from which this counts.');
  rules.forEach(({weekdays, from, to, source}, index) => {
    const field = `rules.${index}`;
    checks.that(
      weekdays.length > 0 && weekdays.every((each) => EVERY_DAY.includes(each)),
      `${field}.weekdays`,
      'Name weekdays from 1 (Monday) to 7 (Sunday).',
    );
    const times = isClockTime(from) && isClockTime(to);
    checks.that(times && minuteOf(from) < minuteOf(to), `${field}.to`, 'The end must be after the start.');
    checks.that(isLine(source, 500), `${field}.source`, 'Say where this is written.');
  });
  checks.done();
}
