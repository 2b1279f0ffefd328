import {Injectable} from '@nestjs/common';
import {holderFor, mayFor, type Power, type Principal} from '@app/identity';
import {Clock, notFound, type Day, type Pence} from '@app/kernel';
import {ListingOwners} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import type {Side} from '../booking/booking-parties.js';
import {Invoice, type PaymentMethod} from './invoice.entity.js';
import {InvoiceParties} from './invoice-parties.js';
import type {InvoiceState} from './invoice.state.js';
import {toInvoice} from './to-invoice.js';

export interface InvoiceSummary {
  id: string;
  number: number;
  kind: 'invoice' | 'credit_note';
  state: InvoiceState;
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  issuedAt: Date;
  totalPence: Pence;
  paidPence: Pence;
}

export interface InvoiceView extends InvoiceSummary {
  side: Side;
  payTo: string | null;
  reason: string | null;
  queryReason: string | null;
  /** The credit note that took it back, or the invoice that a credit note takes back. */
  other: {id: string; number: number} | null;
  lines: {
    visitId: string;
    startsAt: Date;
    endsAt: Date;
    /** It did not take place. */
    cancelled: boolean;
    workPence: Pence;
    mileagePence: Pence;
    expensePence: Pence;
  }[];
  payments: {id: string; pence: Pence; method: PaymentMethod; paidOn: Day; purpose: string; takenBack: boolean}[];
}

/** What one owes the other: invoices that stand, less what was paid. */
export interface Owed {
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  owedPence: Pence;
  /** Of it, what was not approved yet. */
  waitingPence: Pence;
}

/** Approved hours that no invoice has yet, by who is to pay. */
export interface ToInvoice {
  listing: {id: string; name: string};
  holder: {id: string; name: string};
  visits: number;
  pence: Pence;
}

/** Invoices, from either side. */
@Injectable()
export class ReadInvoices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly owners: ListingOwners,
    private readonly parties: InvoiceParties,
    private readonly clock: Clock,
  ) {}

  /** To the holder, or the person acted for; newest first. */
  ofHolder(principal: Principal, power: Power): Promise<{invoices: InvoiceSummary[]; owed: Owed[]}> {
    const holderId = holderFor(principal, power);
    return this.uow.run(principal.councilId, async (tx) => ({
      invoices: await tx.query<InvoiceSummary[]>(`${SUMMARY} WHERE i.holder_id = $1 ${NEWEST}`, [holderId]),
      owed: await tx.query<Owed[]>(`${OWED} WHERE i.holder_id = $1 ${BY_PAIR}`, [holderId]),
    }));
  }

  /** From the caller's own listings. */
  ofWorker(principal: Principal): Promise<{invoices: InvoiceSummary[]; owed: Owed[]; open: ToInvoice[]}> {
    return this.uow.run(principal.councilId, async (tx) => {
      const listings = await this.owners.listingsOf(tx, principal, 'see_money');
      const ours = 'WHERE i.listing_id = ANY($1::uuid[])';
      const visits = await toInvoice(tx, listings, null, this.clock.now());
      const pairs = new Map<string, {visits: number; pence: Pence}>();
      for (const visit of visits) {
        const key = `${visit.listingId} ${visit.holderId}`;
        const so = pairs.get(key) ?? {visits: 0, pence: 0};
        const pence = so.pence + visit.workPence + visit.mileagePence + visit.expensePence;
        pairs.set(key, {visits: so.visits + 1, pence});
      }
      const names = await tx.query<Pick<ToInvoice, 'listing' | 'holder'>[]>(
        `SELECT json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder
         FROM unnest($1::uuid[], $2::uuid[]) AS p (listing, holder) JOIN listing l ON l.id = p.listing JOIN person h ON h.id = p.holder
         ORDER BY h.name`,
        [[...pairs.keys()].map((key) => key.split(' ')[0]), [...pairs.keys()].map((key) => key.split(' ')[1])],
      );
      return {
        invoices: await tx.query<InvoiceSummary[]>(`${SUMMARY} ${ours} ${NEWEST}`, [listings]),
        owed: await tx.query<Owed[]>(`${OWED} ${ours} ${BY_PAIR}`, [listings]),
        open: names.map((each) => ({
          ...each,
          ...(pairs.get(`${each.listing.id} ${each.holder.id}`) ?? {visits: 0, pence: 0}),
        })),
      };
    });
  }

  /** @throws NOT_FOUND unless the caller is one of its two sides */
  one(principal: Principal, id: string): Promise<InvoiceView> {
    // Whoever approves has to see what; else it is part of the support that they see.
    const power = mayFor(principal, 'approve_hours') ? 'approve_hours' : 'see_support';
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(Invoice, {id});
      const side = found && (await this.parties.sideOf(tx, principal, found, power));
      if (!found || !side) throw notFound('invoice');
      const [summary] = await tx.query<[InvoiceSummary]>(`${SUMMARY} WHERE i.id = $1`, [id]);
      const lineOwner = found.creditsId ?? id;
      const lines = await tx.query<InvoiceView['lines']>(LINES, [lineOwner]);
      const payments = await tx.query<InvoiceView['payments']>(PAYMENTS, [id]);
      const [other] = await tx.query<{id: string; number: number}[]>(
        `SELECT id, number FROM invoice WHERE id = $1 OR credits_id = $2`,
        [found.creditsId, id],
      );
      const {payTo, reason, queryReason} = found;
      return {...summary, side, payTo, reason, queryReason, other: other ?? null, lines, payments};
    });
  }
}

const PAID = `coalesce((SELECT sum(p.pence) FROM invoice_payment p WHERE p.invoice_id = i.id AND p.taken_back_at IS NULL), 0)::bigint`;

const SUMMARY = `
  SELECT i.id, i.number, i.kind, i.state, i.issued_at AS "issuedAt", i.total_pence AS "totalPence", ${PAID} AS "paidPence",
         json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder
  FROM invoice i JOIN listing l ON l.id = i.listing_id JOIN person h ON h.id = i.holder_id`;

const NEWEST = `ORDER BY i.issued_at DESC, i.number DESC LIMIT 500`;

const OWED = `
  SELECT json_build_object('id', l.id, 'name', l.name) AS listing, json_build_object('id', h.id, 'name', h.name) AS holder,
         sum(i.total_pence - ${PAID})::bigint AS "owedPence",
         coalesce(sum(i.total_pence) FILTER (WHERE i.state IN ('issued', 'queried')), 0)::bigint AS "waitingPence"
  FROM invoice i JOIN listing l ON l.id = i.listing_id JOIN person h ON h.id = i.holder_id`;

const BY_PAIR = `
  AND i.kind = 'invoice' AND i.state IN ('issued', 'queried', 'approved') GROUP BY l.id, l.name, h.id, h.name
  ORDER BY h.name, l.name`;

const LINES = `
  SELECT n.visit_id AS "visitId", coalesce(v.started_at, v.starts_at) AS "startsAt", coalesce(v.ended_at, v.ends_at) AS "endsAt",
         v.state <> 'approved' AS cancelled, n.work_pence AS "workPence", n.mileage_pence AS "mileagePence",
         n.expense_pence AS "expensePence"
  FROM invoice_line n JOIN visit v ON v.id = n.visit_id WHERE n.invoice_id = $1 ORDER BY v.starts_at, v.id`;

const PAYMENTS = `
  SELECT p.id, p.pence, p.method, p.paid_on AS "paidOn", b.purpose, p.taken_back_at IS NOT NULL AS "takenBack"
  FROM invoice_payment p JOIN budget_line b ON b.id = p.line_id WHERE p.invoice_id = $1 ORDER BY p.marked_at, p.id`;
