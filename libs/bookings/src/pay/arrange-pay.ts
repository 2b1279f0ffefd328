import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {addMonths, Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {Engagement} from '../engagement/engagement.entity.js';
import {EVER_EMPLOYED} from '../engagement/read-engagements.js';
import type {PayArrangement} from './pay-arrangement.entity.js';
import {PAY_CYCLES} from './pay-periods.js';

export type NewArrangement = Pick<
  PayArrangement,
  'hoursKind' | 'weeklyMinutes' | 'cycle' | 'rolledUp' | 'bornOn' | 'startsOn'
>;

const MOST_WEEKLY_MINUTES = 7 * 24 * 60;
const UNIQUE_VIOLATION = '23505';

/** Whoever employs a PA says how they are paid, from a day on. What counted before stands. */
@Injectable()
export class ArrangePay {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws VALIDATION_FAILED, NOT_FOUND, NOT_EMPLOYED, PAY_ARRANGED when another begins on that day */
  async run(principal: Principal, engagementId: string, pay: NewArrangement): Promise<void> {
    holderFor(principal, 'agree_terms');
    requireSensible(pay, londonDay(this.clock.now()));
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'agree_terms');
        const engagement = await tx.findOneBy(Engagement, {id: engagementId, holderId});
        if (!engagement) throw notFound('agreement');
        if (engagement.state === 'proposed' || !(await everEmployed(tx, engagementId))) throw notEmployed();
        if (pay.startsOn < engagement.startsOn) {
          throw invalid({field: 'starts_on', message: 'Choose a day on or after the first day of the agreement.'});
        }
        await tx.query(
          `INSERT INTO pay_arrangement (council_id, engagement_id, hours_kind, weekly_minutes, cycle, rolled_up, born_on,
             starts_on, recorded_by, recorded_how) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            ...[principal.councilId, engagementId, pay.hoursKind, pay.weeklyMinutes, pay.cycle, pay.rolledUp],
            ...[pay.bornOn, pay.startsOn, principal.personId, principal.actingFor?.contact?.how ?? null],
          ],
        );
        const {hoursKind, weeklyMinutes, cycle, rolledUp, startsOn} = pay;
        const said = {hoursKind, weeklyMinutes, cycle, rolledUp, startsOn};
        const subject = {kind: 'engagement', id: engagementId};
        await this.audit.record(tx, {...by(principal), action: 'engagement.pay_arranged', subject, after: said});
      });
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError(
        'conflict',
        'PAY_ARRANGED',
        'How they are paid from that day on is written down already. Choose another day.',
      );
    }
  }
}

/** By the first terms, or by a version that both accepted, from whichever day. */
async function everEmployed(tx: Tx, engagementId: string): Promise<boolean> {
  const [row] = await tx.query<{ever: boolean}[]>(`SELECT ${EVER_EMPLOYED} AS ever FROM engagement e WHERE e.id = $1`, [
    engagementId,
  ]);
  return row?.ever ?? false;
}

function requireSensible({hoursKind, weeklyMinutes, cycle, rolledUp, bornOn, startsOn}: NewArrangement, today: Day) {
  if (hoursKind !== 'regular' && hoursKind !== 'irregular') {
    throw invalid({field: 'hours_kind', message: 'Say whether the hours are the same each week.'});
  }
  const fits = weeklyMinutes === null || (Number.isInteger(weeklyMinutes) && weeklyMinutes >= 1);
  if (!fits || (weeklyMinutes ?? 0) > MOST_WEEKLY_MINUTES || (hoursKind === 'regular' && weeklyMinutes === null)) {
    throw invalid({field: 'weekly_minutes', message: 'Say how many hours a week are agreed.'});
  }
  if (!PAY_CYCLES.includes(cycle)) throw invalid({field: 'cycle', message: 'Say how often they are paid.'});
  if (rolledUp && hoursKind === 'regular') {
    throw invalid({field: 'rolled_up', message: 'Holiday pay may be paid with each wage for irregular hours only.'});
  }
  if (!isDay(startsOn)) throw invalid({field: 'starts_on', message: 'Give a day, like 2027-03-27.'});
  if (
    bornOn !== null &&
    (!isDay(bornOn) || bornOn > addMonths(today, -13 * 12) || bornOn < addMonths(today, -100 * 12))
  ) {
    throw invalid({field: 'born_on', message: 'Check the year of the date of birth.'});
  }
}

export function notEmployed(): DomainError {
  return new DomainError(
    'refused',
    'NOT_EMPLOYED',
    'Only somebody who is employed is paid by a timesheet. Self-employed people and enterprises send invoices.',
  );
}
