import type {Pence} from '@app/kernel';
import type {Tx} from '@app/platform';
import {STATUS_ON_ITS_DAY} from '../engagement/engagement-in-force.js';

/** A visit that was approved, called off too late or paid while support paused, and what of it is asked to be paid. */
export interface InvoicedVisit {
  visitId: string;
  holderId: string;
  listingId: string;
  startsAt: Date;
  endsAt: Date;
  /** It did not take place. */
  cancelled: boolean;
  workPence: Pence;
  mileagePence: Pence;
  expensePence: Pence;
}

/** What is in no invoice that stands: of everybody who was not employed on the day. The oldest first. */
export function toInvoice(
  tx: Tx,
  listingIds: readonly string[],
  holderId: string | null,
  now: Date,
): Promise<InvoicedVisit[]> {
  return tx.query<InvoicedVisit[]>(
    `SELECT v.id AS "visitId", b.holder_id AS "holderId", b.listing_id AS "listingId",
            coalesce(v.started_at, v.starts_at) AS "startsAt", coalesce(v.ended_at, v.ends_at) AS "endsAt",
            v.state <> 'approved' AS cancelled,
            (v.actual_pence - coalesce(r.mileage_pence, 0) - coalesce(r.expense_pence, 0))::bigint AS "workPence",
            coalesce(r.mileage_pence, 0) AS "mileagePence", coalesce(r.expense_pence, 0) AS "expensePence"
     FROM booking b JOIN visit v ON v.booking_id = b.id
     LEFT JOIN LATERAL (
       SELECT mileage_pence, expense_pence FROM hours_record
       WHERE visit_id = v.id AND v.state = 'approved' ORDER BY recorded_at DESC, id DESC LIMIT 1) r ON true
     WHERE b.listing_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR b.holder_id = $2)
       AND (v.state IN ('approved', 'cancelled') OR ${OVER_WHILE_PAUSED}) AND v.actual_pence > 0
       AND ${STATUS_ON_ITS_DAY} IS DISTINCT FROM 'employed'
       AND NOT EXISTS (SELECT FROM invoice_line l WHERE l.visit_id = v.id AND l.stands)
       AND NOT EXISTS (SELECT FROM timesheet_visit t WHERE t.visit_id = v.id)
     ORDER BY v.starts_at, v.id LIMIT 5000`,
    [listingIds, holderId, now],
  );
}

/** Until it is over it may take place after all, and what was paid for it is counted towards it. */
const OVER_WHILE_PAUSED = `v.state = 'paused' AND v.ends_at <= $3`;
