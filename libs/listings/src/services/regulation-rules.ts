import {Injectable} from '@nestjs/common';
import {Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';

export interface RegulationRuleView {
  service: string;
  reason: string;
  source: string;
  sparesSoleTrader: boolean;
  startsOn: Day;
}

/** The rules of the day on regulated care, for anybody: what they ask, since when, and who says it. */
@Injectable()
export class RegulationRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  inForce(councilId: string | null): Promise<RegulationRuleView[]> {
    return this.uow.run(councilId, (tx) =>
      tx.query<RegulationRuleView[]>(
        `SELECT DISTINCT coalesce(s.name, r.service_code) AS service, r.reason, r.source,
                r.spares_sole_trader AS "sparesSoleTrader", r.starts_on AS "startsOn"
         FROM regulation_rule r LEFT JOIN service s ON s.code = r.service_code AND s.council_id IS NULL
         WHERE r.kind = 'provider' AND r.starts_on <= $1 AND (r.ends_on IS NULL OR r.ends_on >= $1) ORDER BY 1, 5`,
        [londonDay(this.clock.now())],
      ),
    );
  }
}
