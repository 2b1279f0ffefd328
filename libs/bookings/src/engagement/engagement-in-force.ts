import type {DatedRate} from '@app/listings';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Booking} from '../booking/booking.entity.js';
import type {EngagementStatus} from './engagement.entity.js';

/** What a booking or a visit needs to know of the agreement behind it. */
export interface Terms {
  id: string;
  status: EngagementStatus;
  startsOn: Day;
  endsOn: Day | null;
  noticeHours: number;
  lateCancellationBp: number;
  mileagePence: number | null;
  rates: DatedRate[];
}

/** What stands today: the latest version that both accepted and that has begun, or what was agreed first. */
const termsWith = (status: string) => `
  SELECT e.id, ${status} AS status, e.starts_on AS "startsOn", e.ends_on AS "endsOn",
         coalesce(v.notice_hours, e.notice_hours) AS "noticeHours",
         coalesce(v.late_cancellation_bp, e.late_cancellation_bp) AS "lateCancellationBp",
         CASE WHEN v.id IS NULL THEN e.mileage_pence ELSE v.mileage_pence END AS "mileagePence",
         (SELECT json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                                            'startsOn', r.starts_on, 'endsOn', r.ends_on))
          FROM engagement_rates(e.id) r) AS rates
  FROM engagement e LEFT JOIN engagement_terms v ON v.engagement_id = e.id`;

const TERMS = termsWith('coalesce(v.status, e.status)');

/**
 * The accepted engagement between a holder and a listing, or null. At most one is in force at a time.
 * @param day on which their status is asked for: it may change with a version that is still to come
 */
export async function engagementInForce(
  tx: Tx,
  holderId: string,
  listingId: string,
  engagementId: string | null,
  day: Day | null = null,
): Promise<Terms | null> {
  const [terms] = await tx.query<Terms[]>(
    `${termsWith('CASE WHEN $4::date IS NULL THEN coalesce(v.status, e.status) ELSE engagement_status_on(e.id, $4) END')}
     WHERE e.holder_id = $1 AND e.listing_id = $2 AND e.state = 'accepted' AND ($3::uuid IS NULL OR e.id = $3)`,
    [holderId, listingId, engagementId, day],
  );
  return terms ?? null;
}

/** The terms of an engagement by its id, whatever became of it since. */
export async function termsOf(tx: Tx, engagementId: string): Promise<Terms | null> {
  const [terms] = await tx.query<Terms[]>(`${TERMS} WHERE e.id = $1`, [engagementId]);
  return terms ?? null;
}

/** How somebody is engaged on the day of a visit of `b`, in SQL: null where there is no agreement. */
export const STATUS_ON_ITS_DAY = `engagement_status_on(b.engagement_id, (v.starts_at AT TIME ZONE 'Europe/London')::date)`;

/** Whether they are employed on a day: a version of the terms may have changed it since, or be going to. */
export async function employedOn(tx: Tx, engagementId: string | null, day: Day): Promise<boolean> {
  if (!engagementId) return false;
  const [row] = await tx.query<{status: string | null}[]>(`SELECT engagement_status_on($1, $2) AS status`, [
    engagementId,
    day,
  ]);
  return row?.status === 'employed';
}

/** What calling a visit off costs: as agreed, or as it was on the day of the booking. */
export async function cancellationTermsOf(
  tx: Tx,
  booking: Pick<Booking, 'engagementId' | 'noticeHours' | 'lateCancellationBp'>,
): Promise<Pick<Terms, 'noticeHours' | 'lateCancellationBp'>> {
  return (booking.engagementId ? await termsOf(tx, booking.engagementId) : null) ?? booking;
}

/** What is paid while support pauses: this share of the price, for so many days. */
export interface PauseTerms {
  pauseBp: number;
  pauseDays: number;
}

/** Nothing, unless both agreed on something. */
export async function pauseTermsOf(tx: Tx, engagementId: string | null): Promise<PauseTerms> {
  const [terms] = engagementId
    ? await tx.query<PauseTerms[]>(
        `SELECT pause_bp AS "pauseBp", pause_days AS "pauseDays" FROM engagement_terms WHERE engagement_id = $1`,
        [engagementId],
      )
    : [];
  return terms ?? {pauseBp: 0, pauseDays: 0};
}

/** How it can be ended. */
export interface EndTerms {
  endNoticeDays: number;
  trialUntil: Day | null;
  trialNoticeDays: number;
}

export const STANDARD_END: EndTerms = {endNoticeDays: 28, trialUntil: null, trialNoticeDays: 7};

export async function endTermsOf(tx: Tx, engagementId: string): Promise<EndTerms> {
  const [terms] = await tx.query<EndTerms[]>(
    `SELECT end_notice_days AS "endNoticeDays", trial_until AS "trialUntil", trial_notice_days AS "trialNoticeDays"
     FROM engagement_terms WHERE engagement_id = $1`,
    [engagementId],
  );
  return terms ?? STANDARD_END;
}
