import type {DatedRate} from '@app/listings';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
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

const TERMS = `
  SELECT e.id, e.status, e.starts_on AS "startsOn", e.ends_on AS "endsOn", e.notice_hours AS "noticeHours",
         e.late_cancellation_bp AS "lateCancellationBp", e.mileage_pence AS "mileagePence",
         (SELECT json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence,
                                            'startsOn', r.starts_on, 'endsOn', r.ends_on))
          FROM engagement_rate r WHERE r.engagement_id = e.id) AS rates
  FROM engagement e`;

/** The accepted engagement between a holder and a listing, or null. At most one is in force at a time. */
export async function engagementInForce(
  tx: Tx,
  holderId: string,
  listingId: string,
  engagementId: string | null,
): Promise<Terms | null> {
  const [terms] = await tx.query<Terms[]>(
    `${TERMS} WHERE e.holder_id = $1 AND e.listing_id = $2 AND e.state = 'accepted' AND ($3::uuid IS NULL OR e.id = $3)`,
    [holderId, listingId, engagementId],
  );
  return terms ?? null;
}

/** The terms of an engagement by its id, whatever became of it since. */
export async function termsOf(tx: Tx, engagementId: string): Promise<Terms | null> {
  const [terms] = await tx.query<Terms[]>(`${TERMS} WHERE e.id = $1`, [engagementId]);
  return terms ?? null;
}
