import type {DataSource} from 'typeorm';

export interface BookingsReport {
  bookings: number;
  visits: number;
  faults: string[];
}

/** Written apart from the code that books, so that it would notice what that code got wrong. */
const CHECKS: readonly string[] = [
  `SELECT 'visits ' || a.id || ' and ' || b.id || ' overlap for one worker' AS fault
   FROM visit a JOIN visit b ON b.worker_id = a.worker_id AND b.lane = a.lane AND b.id > a.id
     AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
   WHERE a.state IN ('requested', 'accepted', 'recorded', 'approved') AND b.state IN ('requested', 'accepted', 'recorded', 'approved')`,
  `SELECT 'visits ' || a.id || ' and ' || b.id || ' want ' || a.named_worker_id || ' in two places' AS fault
   FROM visit a JOIN visit b ON (b.worker_id = a.named_worker_id OR b.named_worker_id = a.named_worker_id) AND b.id <> a.id
     AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
   WHERE a.state IN ('requested', 'accepted', 'recorded', 'approved') AND b.state IN ('requested', 'accepted', 'recorded', 'approved')`,
  `SELECT 'the parts of visit ' || v.id || ' do not add up to its price' AS fault
   FROM visit v LEFT JOIN visit_split s ON s.visit_id = v.id WHERE NOT v.planned
   GROUP BY v.id HAVING coalesce(sum(s.amount_pence), -1) <> v.price_pence`,
  `SELECT 'visit ' || v.id || ' is planned, and takes money all the same' AS fault
   FROM visit v WHERE v.planned AND EXISTS (SELECT FROM visit_split s WHERE s.visit_id = v.id)`,
  `SELECT 'visit ' || v.id || ' is paid from a day that is not its own' AS fault
   FROM visit v JOIN visit_split s ON s.visit_id = v.id JOIN budget_period p ON p.id = s.period_id
   WHERE NOT (v.starts_at AT TIME ZONE 'Europe/London')::date BETWEEN p.starts_on AND p.ends_on`,
  `SELECT 'booking ' || b.id || ' is ' || b.state || ', and a visit of it is still ' || v.state AS fault
   FROM booking b JOIN visit v ON v.booking_id = b.id
   WHERE (b.state IN ('declined', 'expired') AND v.state IN ('requested', 'accepted', 'paused'))
      OR (b.state = 'accepted' AND v.state = 'requested')`,
  `SELECT 'the shares of booking ' || b.id || ' do not add up to a whole' AS fault
   FROM booking b LEFT JOIN booking_split s ON s.booking_id = b.id GROUP BY b.id HAVING coalesce(sum(s.share_bp), 0) <> 10000`,
  `SELECT 'booking ' || b.id || ' has no visit' AS fault
   FROM booking b WHERE NOT EXISTS (SELECT FROM visit v WHERE v.booking_id = b.id)`,
  `SELECT 'period ' || f.period_id || ' holds, commits or spends something else than its visits say' AS fault
   FROM period_balance f LEFT JOIN (
     SELECT s.period_id,
       sum(s.amount_pence) FILTER (WHERE v.state = 'requested') AS held,
       sum(s.amount_pence) FILTER (WHERE v.state IN ('accepted', 'recorded')) AS committed,
       sum(coalesce(s.spent_pence, 0)) AS spent
     FROM visit_split s JOIN visit v ON v.id = s.visit_id GROUP BY s.period_id
   ) t ON t.period_id = f.period_id LEFT JOIN (
     SELECT period_id, sum(line_pence) AS bought FROM purchase WHERE taken_back_at IS NULL GROUP BY period_id
   ) u ON u.period_id = f.period_id
   WHERE (f.held_pence, f.committed_pence, f.spent_pence)
         IS DISTINCT FROM (coalesce(t.held, 0), coalesce(t.committed, 0), coalesce(t.spent, 0) + coalesce(u.bought, 0))`,
  `SELECT 'approved visit ' || v.id || ' did not spend what its hours cost' AS fault
   FROM visit v LEFT JOIN visit_split s ON s.visit_id = v.id WHERE v.state = 'approved'
   GROUP BY v.id HAVING coalesce(sum(s.spent_pence), -1) <> v.actual_pence`,
  `SELECT 'visit ' || v.id || ' says something else than what was last recorded of it' AS fault
   FROM visit v CROSS JOIN LATERAL (
     SELECT started_at, ended_at, work_pence + mileage_pence + expense_pence AS pence FROM hours_record r
     WHERE r.visit_id = v.id ORDER BY recorded_at DESC, id DESC LIMIT 1) r
   WHERE v.state IN ('recorded', 'approved')
     AND (v.started_at, v.ended_at, v.actual_pence) IS DISTINCT FROM (r.started_at, r.ended_at, r.pence)`,
  `SELECT 'the numbers of the invoices of listing ' || listing_id || ' have a gap' AS fault
   FROM invoice GROUP BY listing_id HAVING max(number) <> count(*) OR min(number) <> 1`,
  `SELECT 'invoice ' || i.id || ' is not what its visits come to' AS fault
   FROM invoice i LEFT JOIN invoice_line l ON l.invoice_id = i.id WHERE i.kind = 'invoice'
   GROUP BY i.id HAVING coalesce(sum(l.work_pence + l.mileage_pence + l.expense_pence), 0) <> i.total_pence`,
  `SELECT 'visit ' || visit_id || ' is in a timesheet and in an invoice' AS fault
   FROM timesheet_visit JOIN invoice_line l USING (visit_id) WHERE l.stands`,
];

/**
 * An audit of bookings against money, in SQL of its own.
 * @param owner a connection that sees every council
 */
export async function verifyBookings(owner: DataSource): Promise<BookingsReport> {
  const [counts] = await owner.query<{bookings: number; visits: number}[]>(
    `SELECT (SELECT count(*) FROM booking) AS bookings, (SELECT count(*) FROM visit) AS visits`,
  );
  const faults: string[] = [];
  for (const check of CHECKS) {
    const rows = await owner.query<{fault: string}[]>(`${check} LIMIT 100`);
    faults.push(...rows.map((row) => row.fault));
  }
  return {bookings: counts?.bookings ?? 0, visits: counts?.visits ?? 0, faults};
}
