import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import type {TimeRange} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {TAKES_TIME_SQL} from '../visit/visit.state.js';

/** Somebody who comes at a time already. */
export interface Together {
  startsAt: Date;
  endsAt: Date;
  name: string;
}

/** Who comes to somebody at these times already. Two at once may be meant: it is said, and never refused. */
@Injectable()
export class OwnVisits {
  constructor(private readonly uow: UnitOfWork) {}

  /** The first few of them. */
  at(principal: Principal, times: readonly TimeRange[]): Promise<Together[]> {
    const holderId = holderFor(principal, 'book');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<Together[]>(
        `SELECT v.starts_at AS "startsAt", v.ends_at AS "endsAt", l.name
         FROM booking b JOIN visit v ON v.booking_id = b.id JOIN listing l ON l.id = b.listing_id
         WHERE b.holder_id = $1 AND v.${TAKES_TIME_SQL} AND EXISTS (
           SELECT FROM unnest($2::timestamptz[], $3::timestamptz[]) AS asked (starts_at, ends_at)
           WHERE tstzrange(v.starts_at, v.ends_at) && tstzrange(asked.starts_at, asked.ends_at))
         ORDER BY v.starts_at, v.id LIMIT 5`,
        [holderId, times.map(({startsAt}) => startsAt), times.map(({endsAt}) => endsAt)],
      ),
    );
  }
}
