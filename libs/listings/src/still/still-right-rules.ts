import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, isDay, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Checks, isLine, isWhole} from '../checks.js';

export interface StillRightRuleView {
  askDays: number;
  restDays: number;
  source: string;
  startsOn: Day;
  /** False: what every council starts with. */
  own: boolean;
  later: boolean;
}

/** After how long a council asks whether a listing is still right: dated, each rule followed by another, never changed. */
@Injectable()
export class StillRightRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force, then those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<StillRightRuleView[]> {
    requireAdmin(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<StillRightRuleView[]>(
        `SELECT ask_days AS "askDays", rest_days AS "restDays", source, starts_on AS "startsOn",
                council_id IS NOT NULL AS own, starts_on > $1 AS later
         FROM (SELECT *, row_number() OVER (PARTITION BY starts_on > $1 ORDER BY council_id NULLS LAST, starts_on DESC, id DESC) AS place
               FROM still_right_rule) r
         WHERE starts_on > $1 OR place = 1 ORDER BY starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  async add(principal: Principal, rule: Pick<StillRightRuleView, 'askDays' | 'restDays' | 'source' | 'startsOn'>) {
    requireAdmin(principal);
    const check = new Checks();
    check.that(isWhole(rule.askDays, 30, 1_095), 'ask_days', 'Ask after 30 to 1,095 days.');
    check.that(isWhole(rule.restDays, 7, 365), 'rest_days', 'Give people 7 to 365 days to answer.');
    const day = isDay(rule.startsOn) && rule.startsOn >= londonDay(this.clock.now());
    check.that(day, 'starts_on', 'Let it begin today or later: what has begun goes on as it was.');
    check.that(isLine(rule.source, 500), 'source', 'Say where this is written.');
    check.done();
    await this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO still_right_rule (council_id, ask_days, rest_days, source, starts_on) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [principal.councilId, rule.askDays, rule.restDays, rule.source.trim(), rule.startsOn],
      );
      const subject = {kind: 'still_right_rule', id: row.id};
      await this.audit.record(tx, {...by(principal), action: 'still_right_rule.added', subject, after: {...rule}});
    });
  }
}

function requireAdmin(principal: Principal): void {
  if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}
