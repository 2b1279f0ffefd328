import {Injectable} from '@nestjs/common';
import {holderFor, linesFor, requirePermission, type Principal} from '@app/identity';
import {notFound, type Day, type Pence} from '@app/kernel';
import {UnitOfWork, type MediaType, type Tx} from '@app/platform';
import type {ReceiptState} from './purchase-file.entity.js';
import type {PaidWith, Unusual} from './purchase.entity.js';

export interface ReceiptView {
  id: string;
  name: string;
  mediaType: MediaType;
  bytes: number;
  state: ReceiptState;
}

export interface PurchaseView {
  id: string;
  lineId: string;
  purpose: string;
  boughtOn: Day;
  what: string;
  paidWith: PaidWith;
  pence: Pence;
  linePence: Pence;
  ownPence: Pence;
  beyondPence: Pence;
  unusual: Unusual[];
  recordedBy: string;
  takenBackWhy: string | null;
  talkedNote: string | null;
  files: ReceiptView[];
}

export interface UnusualPurchase extends PurchaseView {
  holderName: string;
  budgetId: string;
}

/** What somebody bought, newest first; and what the council should have a conversation about, the oldest first. */
@Injectable()
export class ReadPurchases {
  constructor(private readonly uow: UnitOfWork) {}

  own(principal: Principal): Promise<PurchaseView[]> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, (tx) => this.of(tx, holderId, linesFor(principal, 'see_budget')));
  }

  of(tx: Tx, holderId: string, only: readonly string[] | null): Promise<PurchaseView[]> {
    return tx.query<PurchaseView[]>(`${PURCHASES} WHERE ${THEIRS} ORDER BY p.bought_on DESC, p.id DESC LIMIT 200`, [
      holderId,
      only,
    ]);
  }

  /** Those of these ids that are theirs. */
  some(principal: Principal, ids: readonly string[]): Promise<PurchaseView[]> {
    const holderId = holderFor(principal, 'see_budget');
    const only = linesFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<PurchaseView[]>(
        `${PURCHASES} WHERE ${THEIRS} AND p.id = ANY ($3) ORDER BY p.bought_on DESC, p.id DESC`,
        [...[holderId, only, ids]],
      ),
    );
  }

  /** @throws NOT_FOUND */
  async one(principal: Principal, id: string): Promise<PurchaseView> {
    const [found] = await this.some(principal, [id]);
    if (!found) throw notFound('purchase');
    return found;
  }

  /** @throws FORBIDDEN */
  toTalkAbout(principal: Principal): Promise<UnusualPurchase[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<UnusualPurchase[]>(
        `${PURCHASES} WHERE p.unusual <> '{}' AND p.talked_at IS NULL AND p.taken_back_at IS NULL
         ORDER BY p.bought_on, p.id LIMIT 200`,
      ),
    );
  }
}

const THEIRS = `b.holder_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY ($2))`;

const PURCHASES = `
  SELECT p.id, p.line_id AS "lineId", l.purpose, p.bought_on AS "boughtOn", p.what, p.paid_with AS "paidWith", p.pence,
         p.line_pence AS "linePence", p.own_pence AS "ownPence", p.beyond_pence AS "beyondPence", p.unusual,
         r.name AS "recordedBy", p.taken_back_why AS "takenBackWhy", p.talked_note AS "talkedNote",
         h.name AS "holderName", b.id AS "budgetId",
         coalesce((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type,
                     'bytes', f.bytes, 'state', f.state) ORDER BY f.id)
                   FROM purchase_file f WHERE f.purchase_id = p.id), '[]') AS files
  FROM purchase p JOIN budget_line l ON l.id = p.line_id JOIN budget b ON b.id = l.budget_id
  JOIN person h ON h.id = b.holder_id JOIN person r ON r.id = p.recorded_by`;
