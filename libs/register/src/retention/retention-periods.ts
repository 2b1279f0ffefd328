import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {RetentionCategory} from './retention-categories.js';

export interface RetentionPeriod {
  category: RetentionCategory;
  months: number;
  source: string;
}

/** How long a council keeps what, today: what it tells everybody. */
@Injectable()
export class RetentionPeriods {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  of(councilId: string): Promise<RetentionPeriod[]> {
    return this.uow.run(councilId, (tx) =>
      tx.query<RetentionPeriod[]>(
        `SELECT DISTINCT ON (category) category, months, source FROM retention_rule WHERE starts_on <= $1
         ORDER BY category, council_id NULLS LAST, starts_on DESC`,
        [londonDay(this.clock.now())],
      ),
    );
  }
}
