import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, isDay, londonDay, WHOLE_BP, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Checks, isLine, isWhole} from '../checks.js';

/** A visit called off with less notice costs this share of its price. */
export interface CancellationTerms {
  noticeHours: number;
  lateCancellationBp: number;
}

export interface CancellationRuleView extends CancellationTerms {
  source: string;
  startsOn: Day;
  /** False: what every council starts with. */
  own: boolean;
  later: boolean;
}

const LONGEST_NOTICE = 720;

/** The council's standard terms of calling off: dated, each rule followed by another, never changed. */
@Injectable()
export class CancellationRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force, then those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<CancellationRuleView[]> {
    requireAdmin(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<CancellationRuleView[]>(
        `SELECT notice_hours AS "noticeHours", late_cancellation_bp AS "lateCancellationBp", source,
                starts_on AS "startsOn", council_id IS NOT NULL AS own, starts_on > $1 AS later
         FROM (SELECT *, row_number() OVER (PARTITION BY starts_on > $1 ORDER BY council_id NULLS LAST, starts_on DESC, id DESC) AS place
               FROM cancellation_rule) r
         WHERE starts_on > $1 OR place = 1 ORDER BY starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** What is booked or agreed from that day on goes by it; what was before stays. @throws FORBIDDEN, VALIDATION_FAILED */
  async add(principal: Principal, rule: CancellationTerms & Pick<CancellationRuleView, 'source' | 'startsOn'>) {
    requireAdmin(principal);
    const {noticeHours, lateCancellationBp, startsOn, source} = rule;
    const check = new Checks();
    check.that(
      isWhole(noticeHours, 0, LONGEST_NOTICE),
      'notice_hours',
      `Enter the notice in hours: 0 to ${LONGEST_NOTICE}.`,
    );
    check.that(
      isWhole(lateCancellationBp, 0, WHOLE_BP),
      'late_cancellation_bp',
      'Enter how much of the price is due, from 0 to 10,000 hundredths of a percent.',
    );
    const day = isDay(startsOn) && startsOn >= londonDay(this.clock.now());
    check.that(day, 'starts_on', 'Let it begin today or later: what has begun goes on as it was.');
    check.that(isLine(source, 500), 'source', 'Say where this is written.');
    check.done();
    await this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO cancellation_rule (council_id, notice_hours, late_cancellation_bp, source, starts_on)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [principal.councilId, noticeHours, lateCancellationBp, source.trim(), startsOn],
      );
      const subject = {kind: 'cancellation_rule', id: row.id};
      await this.audit.record(tx, {...by(principal), action: 'cancellation_rule.added', subject, after: {...rule}});
    });
  }
}

function requireAdmin(principal: Principal): void {
  if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}

/** The rule of today for the council of a row that has its `council_id`, as JSON. */
export const STANDARD_TERMS = `(SELECT json_build_object('noticeHours', r.notice_hours, 'lateCancellationBp', r.late_cancellation_bp)
  FROM public_cancellation_rule(council_id, (now() AT TIME ZONE 'Europe/London')::date) r)`;

/** What holds for whoever books or agrees today: what the listing says, or else the council's rule. */
export function cancellationTerms(listing: {
  noticeHours: number | null;
  lateCancellationBp: number | null;
  standardTerms: CancellationTerms;
}): CancellationTerms {
  const {noticeHours, lateCancellationBp, standardTerms} = listing;
  return noticeHours === null || lateCancellationBp === null ? standardTerms : {noticeHours, lateCancellationBp};
}
