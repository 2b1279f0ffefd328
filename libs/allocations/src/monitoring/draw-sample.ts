import {randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, type Principal} from '@app/identity';
import {Clock, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {RATINGS, type Rating} from './monitoring-rule.entity.js';

/** From what a sample is drawn; the same again gives the same purchases. */
export interface Draw {
  seed: string;
  fromDay: Day;
  toDay: Day;
  percents: Record<Rating, number>;
  drawnAt: Date;
}

/** Purchases to look at, by chance and not by liking: as many of each rating as the rule says. */
@Injectable()
export class DrawSample {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns its id. @throws FORBIDDEN, VALIDATION_FAILED */
  run(principal: Principal, days: {fromDay: Day; toDay: Day}): Promise<string> {
    requirePermission(principal, 'budget:manage');
    const {councilId, personId} = principal;
    const now = this.clock.now();
    requireDays(days, londonDay(now));
    return this.uow.run(councilId, async (tx) => {
      const draw = {
        ...days,
        ...{seed: randomBytes(8).toString('hex'), percents: await percentsOn(tx, councilId, now), drawnAt: now},
      };
      const {population, chosen} = await drawn(tx, draw);
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO purchase_sample (council_id, seed, from_day, to_day, percents, population, drawn_by, drawn_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [councilId, draw.seed, days.fromDay, days.toDay, JSON.stringify(draw.percents), population, personId, now],
      );
      await tx.query(
        `INSERT INTO sampled_purchase (council_id, sample_id, purchase_id) SELECT $1, $2, unnest($3::uuid[])`,
        [councilId, row.id, chosen],
      );
      const subject = {kind: 'purchase_sample', id: row.id};
      const after = {...draw, population, chosen: chosen.length};
      await this.audit.record(tx, {...by(principal), action: 'purchase_sample.drawn', subject, after});
      return row.id;
    });
  }
}

/** What is drawn: each by the number that its id and the seed make, held against the share of its budget's rating then. */
export async function drawn(tx: Tx, draw: Draw): Promise<{population: number; chosen: string[]}> {
  const rows = await tx.query<{id: string; chosen: boolean}[]>(
    `SELECT p.id, ('x' || substr(md5($1 || p.id::text), 1, 8))::bit(32)::bigint < ($5::jsonb ->> coalesce(g.rating, 'green'))::bigint * 42949672.96 AS chosen
     FROM purchase p JOIN budget_line l ON l.id = p.line_id
     LEFT JOIN LATERAL (SELECT r.rating FROM budget_rating r WHERE r.budget_id = l.budget_id AND r.rated_at <= $4
       ORDER BY r.rated_at DESC, r.id DESC LIMIT 1) g ON true
     WHERE p.bought_on BETWEEN $2 AND $3 AND p.recorded_at <= $4 AND (p.taken_back_at IS NULL OR p.taken_back_at > $4)
     ORDER BY p.id`,
    [draw.seed, draw.fromDay, draw.toDay, draw.drawnAt, JSON.stringify(draw.percents)],
  );
  return {population: rows.length, chosen: rows.filter((row) => row.chosen).map((row) => row.id)};
}

async function percentsOn(tx: Tx, councilId: string, now: Date): Promise<Record<Rating, number>> {
  const rows = await tx.query<{rating: Rating; percent: number}[]>(
    `SELECT u.rating, u.sample_percent AS percent FROM unnest($1::text[]) AS r (rating)
     CROSS JOIN LATERAL monitoring_rule_on($2, r.rating, $3) u`,
    [RATINGS, councilId, londonDay(now)],
  );
  return Object.fromEntries(rows.map(({rating, percent}) => [rating, percent])) as Record<Rating, number>;
}

function requireDays({fromDay, toDay}: {fromDay: Day; toDay: Day}, today: Day): void {
  if (!isDay(fromDay)) throw invalid({field: 'from_day', message: 'Give a day, like 2027-03-27.'});
  if (!isDay(toDay) || toDay > today) throw invalid({field: 'to_day', message: 'Give a day that has come.'});
  if (toDay < fromDay) throw invalid({field: 'to_day', message: 'The last day cannot be before the first.'});
}
