import {Injectable} from '@nestjs/common';
import {holderFor, type Principal} from '@app/identity';
import {notFound, type Day, type Rate} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Engagement, EngagementStatus} from './engagement.entity.js';
import type {EngagementState} from './engagement.state.js';

export interface EngagementView {
  id: string;
  state: EngagementState;
  status: EngagementStatus;
  /** Whether they are, were or are going to be employed: by first terms or by a version that both accepted. */
  everEmployed: boolean;
  /** The check of employment status; null where none is on record. */
  statusReference: string | null;
  statusCheckedOn: Day | null;
  startsOn: Day;
  endsOn: Day | null;
  listing: {id: string; name: string; kind: 'pa' | 'provider'};
  holder: {id: string; name: string};
  noticeHours: number;
  /** How much of the price a cancellation with less notice costs, in basis points. */
  lateCancellationBp: number;
  /** Paid for each mile driven for the holder; null when mileage is not paid. */
  mileagePence: number | null;
  rates: Rate[];
  declineReason: string | null;
  /** A change of the terms that waits for an answer. */
  proposedVersion: string | null;
  /** Who offered the terms, and how staff were told to; the holder themselves, or somebody for them. */
  proposedBy: {id: string; name: string};
  proposedHow: Engagement['proposedHow'];
  createdAt: Date;
}

/** Agreements, from either side. */
@Injectable()
export class ReadEngagements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
  ) {}

  /** Those of the holder, or of the person acted for. */
  ofHolder(principal: Principal): Promise<EngagementView[]> {
    const holderId = holderFor(principal, 'see_support');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<EngagementView[]>(`${VIEW} WHERE e.holder_id = $1 ${NEWEST}`, [holderId]),
    );
  }

  /** Those with the PA's or provider's own listings. */
  ofWorker(principal: Principal): Promise<EngagementView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal);
      return tx.query<EngagementView[]>(`${VIEW} WHERE e.listing_id = ANY($1::uuid[]) ${NEWEST}`, [listings]);
    });
  }

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  one(principal: Principal, id: string): Promise<EngagementView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const [view] = await tx.query<EngagementView[]>(`${VIEW} WHERE e.id = $1`, [id]);
      if (!view || !(await this.isParty(tx, principal, view))) throw notFound('agreement');
      return view;
    });
  }

  private async isParty(tx: Tx, principal: Principal, view: EngagementView): Promise<boolean> {
    if (view.holder.id === (principal.actingFor?.personId ?? principal.personId))
      return Boolean(holderFor(principal, 'see_support'));
    return this.owners.mayAnswer(tx, principal, view.listing.id);
  }
}

/** Of the agreement `e`. */
export const EVER_EMPLOYED = `
  (e.status = 'employed' OR EXISTS (SELECT FROM engagement_version ev
     WHERE ev.engagement_id = e.id AND ev.state = 'accepted' AND ev.status = 'employed'))`;

const VIEW = `
  SELECT e.id, e.state, coalesce(v.status, e.status) AS status, ${EVER_EMPLOYED} AS "everEmployed",
         CASE WHEN v.id IS NULL THEN e.status_reference ELSE v.status_reference END AS "statusReference",
         CASE WHEN v.id IS NULL THEN e.status_checked_on ELSE v.status_checked_on END AS "statusCheckedOn", e.starts_on AS "startsOn", e.ends_on AS "endsOn",
         coalesce(v.notice_hours, e.notice_hours) AS "noticeHours",
         coalesce(v.late_cancellation_bp, e.late_cancellation_bp) AS "lateCancellationBp",
         CASE WHEN v.id IS NULL THEN e.mileage_pence ELSE v.mileage_pence END AS "mileagePence",
         e.decline_reason AS "declineReason", e.created_at AS "createdAt",
         json_build_object('id', l.id, 'name', l.name, 'kind', l.kind) AS listing,
         json_build_object('id', h.id, 'name', h.name) AS holder, e.proposed_how AS "proposedHow",
         json_build_object('id', pb.id, 'name', pb.name) AS "proposedBy",
         coalesce(
           (SELECT json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence))
            FROM engagement_rates(e.id) r
            WHERE d.today BETWEEN r.starts_on AND coalesce(r.ends_on, 'infinity')),
           (SELECT json_agg(json_build_object('band', r.band, 'unit', r.unit, 'ratePence', r.rate_pence))
            FROM engagement_rate r WHERE r.engagement_id = e.id), '[]') AS rates,
         (SELECT w.id FROM engagement_version w WHERE w.engagement_id = e.id AND w.state = 'proposed') AS "proposedVersion"
  FROM engagement e CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE 'Europe/London')::date AS today) d
  LEFT JOIN engagement_terms v ON v.engagement_id = e.id JOIN listing l ON l.id = e.listing_id JOIN person h ON h.id = e.holder_id
  JOIN person pb ON pb.id = e.proposed_by`;

const NEWEST = `ORDER BY e.created_at DESC, e.id DESC LIMIT 200`;
