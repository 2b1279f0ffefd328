import {Injectable} from '@nestjs/common';
import {addDays, startOfDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {ApplicationState} from '../applications/application.state.js';
import type {DeclineReason} from '../applications/decision.entity.js';
import type {EnquirySource} from '../enquiries/enquiry.entity.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';

/** Days, of those that ended in the period. */
export interface Duration {
  count: number;
  median: number;
  ninetieth: number;
}

/** Numbers about a council's register. They name nobody, and small ones are still in them: whoever shows them suppresses. */
@Injectable()
export class RegisterFigures {
  /** Of those received in the period, by where they had heard of the register; and how many have led to an application. */
  enquiries(tx: Tx, from: Day, to: Day): Promise<{source: EnquirySource; count: number; applied: number}[]> {
    return tx.query(
      `SELECT source, count(*)::integer AS count, count(application_id)::integer AS applied FROM enquiry
       WHERE received_at >= $1 AND received_at < $2 GROUP BY source`,
      period(from, to),
    );
  }

  /** Applications open now, by state and by days since they were handed in, or opened while they are drafts. */
  openByAge(
    tx: Tx,
    now: Date,
    bounds: readonly number[],
  ): Promise<{state: ApplicationState; age: number; count: number}[]> {
    return tx.query(
      `SELECT a.state, width_bucket(extract(epoch FROM $1::timestamptz - coalesce(a.submitted_at, a.opened_at)) / 86400, $2::float[]) AS age,
              count(*)::integer AS count
       FROM application a WHERE a.closed_at IS NULL GROUP BY 1, 2`,
      [now, bounds],
    );
  }

  /** How long applications stayed in each state that they left in the period. */
  async stageDays(tx: Tx, from: Day, to: Day): Promise<(Duration & {state: ApplicationState})[]> {
    return tx.query(
      `SELECT s.state, ${duration('s.left_at - s.at')}
       FROM (SELECT g.state, g.at, lead(g.at) OVER (PARTITION BY g.application_id ORDER BY g.at, g.id) AS left_at
             FROM application_stage g JOIN application a ON a.id = g.application_id AND a.register_import_id IS NULL
             WHERE g.application_id IN (SELECT application_id FROM application_stage WHERE at >= $1 AND at < $2)) s
       WHERE s.left_at >= $1 AND s.left_at < $2 GROUP BY s.state`,
      period(from, to),
    );
  }

  /** From being handed in to each outcome in the period; what was taken over from a former register took no time here. */
  async decidedDays(tx: Tx, from: Day, to: Day): Promise<(Duration & {state: ApplicationState})[]> {
    return tx.query(
      `SELECT a.state, ${duration('a.closed_at - a.submitted_at')} FROM application a
       WHERE a.closed_at >= $1 AND a.closed_at < $2 AND a.submitted_at IS NOT NULL AND a.register_import_id IS NULL
       GROUP BY a.state`,
      period(from, to),
    );
  }

  declines(tx: Tx, from: Day, to: Day): Promise<{reason: DeclineReason; count: number}[]> {
    return tx.query(
      `SELECT reason_code AS reason, count(*)::integer AS count FROM decision
       WHERE outcome = 'declined' AND decided_at >= $1 AND decided_at < $2 GROUP BY 1`,
      period(from, to),
    );
  }

  /** Members who are listed today, by kind; and how many of them stop being so within so many days if nothing is renewed. */
  listed(
    tx: Tx,
    today: Day,
    within: readonly number[],
  ): Promise<{kind: MemberKind; count: number; lapsing: number[]}[]> {
    return tx.query(
      `SELECT l.kind, l.count, ARRAY(
         SELECT (SELECT count(*)::integer FROM unnest(l.lapses) AS day WHERE day <= $1::date + d)
         FROM unnest($2::integer[]) WITH ORDINALITY AS w (d, n) ORDER BY n) AS lapsing
       FROM (SELECT m.kind, count(*)::integer AS count, array_agg(s.lapses_on) AS lapses
             FROM member_standing(NULL, $1) s JOIN member m ON m.id = s.member_id WHERE s.listed GROUP BY m.kind) l`,
      [today, within],
    );
  }

  async suspensions(tx: Tx, from: Day, to: Day): Promise<{begun: number; inForce: number}> {
    const [row] = await tx.query<[{begun: number; inForce: number}]>(
      `SELECT (count(*) FILTER (WHERE starts_at >= $1 AND starts_at < $2))::integer AS begun,
              (count(*) FILTER (WHERE ends_at IS NULL))::integer AS "inForce" FROM suspension`,
      period(from, to),
    );
    return row;
  }
}

/** Both days belong to it. */
const period = (from: Day, to: Day) => [startOfDay(from), startOfDay(addDays(to, 1))];

const days = (interval: string) => `greatest(extract(epoch FROM ${interval}) / 86400, 0)`;

const duration = (interval: string) => `
  count(*)::integer AS count,
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${days(interval)})::numeric, 1)::float AS median,
  round(percentile_cont(0.9) WITHIN GROUP (ORDER BY ${days(interval)})::numeric, 1)::float AS ninetieth`;
