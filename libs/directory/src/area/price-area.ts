import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, isDay, londonDay, notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {priceErrors} from './check-area.js';
import {requireManager} from './members-only.js';

export type Priced = 'resource' | 'course';

/** What a resource or a course costs from a day on. Who took it before owes what it cost then. */
@Injectable()
export class PriceArea {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async run(
    principal: Principal,
    what: Priced,
    id: string,
    {pricePence, startsOn}: {pricePence: Pence; startsOn: Day},
  ): Promise<void> {
    requireManager(principal);
    const errors = priceErrors(pricePence);
    if (!isDay(startsOn) || startsOn < londonDay(this.clock.now())) {
      errors.push({field: 'starts_on', message: 'Enter today or a day that is still to come.'});
    }
    if (errors.length > 0) throw invalid(errors);
    const table = what === 'resource' ? 'member_resource' : 'member_course';
    await this.uow.run(principal.councilId, async (tx) => {
      const [found] = await tx.query<object[]>(
        `SELECT FROM ${table} WHERE id = $1 AND ${what === 'resource' ? 'removed_at' : 'cancelled_at'} IS NULL`,
        [id],
      );
      if (!found) throw notFound(what);
      await tx.query(
        `INSERT INTO area_price (council_id, ${table}_id, price_pence, starts_on, recorded_by) VALUES ($1, $2, $3, $4, $5)`,
        [principal.councilId, id, pricePence, startsOn, principal.personId],
      );
      const subject = {kind: table, id};
      await this.audit.record(tx, {
        ...by(principal),
        action: `${table}.priced`,
        subject,
        after: {pricePence, startsOn},
      });
    });
  }
}
