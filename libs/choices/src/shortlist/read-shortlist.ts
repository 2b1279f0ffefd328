import {Injectable} from '@nestjs/common';
import {holderFor, mayFor, Relations, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {prepared, UnitOfWork, type Tx} from '@app/platform';

export interface ShortlistView {
  id: string;
  listingId: string;
  name: string;
  /** False: it rests or was taken down, and nobody learns which. */
  listed: boolean;
  note: string;
  /** Who put it there, when it was not the person themselves. */
  addedBy: string | null;
  addedAt: Date;
}

/** Somebody who lets the reader see their shortlist. */
export interface SharedWithMe {
  holderId: string;
  holderName: string;
}

/** One's own shortlist, or that of whom one acts for; and those that somebody shares. */
@Injectable()
export class ReadShortlist {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly relations: Relations,
  ) {}

  /** The newest first. @throws FORBIDDEN, REPRESENTATION_ENDED */
  list(principal: Principal): Promise<ShortlistView[]> {
    const holderId = holderFor(principal, 'reach_out');
    return this.uow.run(principal.councilId, (tx) => entries(tx, holderId));
  }

  /** Which listings are on it: of nobody's when whoever asks keeps none. */
  async listings(principal: Principal | null): Promise<ReadonlySet<string>> {
    if (!principal?.permissions.has('shortlist:keep') || !mayFor(principal, 'reach_out')) return new Set();
    const holderId = holderFor(principal, 'reach_out');
    const [rows] = await this.uow.read(principal.councilId, (reader) => [
      prepared<{id: string}[]>(reader, `SELECT listing_id AS id FROM shortlist_entry WHERE holder_id = $1`, [holderId]),
    ]);
    return new Set(rows.map(({id}) => id));
  }

  /** Whose shortlists the reader may see: shared, the relation is in force, and of nobody they have blocked. For oneself alone. */
  sharedWithMe({councilId, personId}: Principal): Promise<SharedWithMe[]> {
    return this.uow.run(councilId, (tx) => this.shared(tx, personId, null));
  }

  /** @throws NOT_FOUND when it is not shared, or no longer */
  async ofHolder(
    {councilId, personId}: Principal,
    holderId: string,
  ): Promise<SharedWithMe & {entries: ShortlistView[]}> {
    return this.uow.run(councilId, async (tx) => {
      const [share] = await this.shared(tx, personId, holderId);
      if (!share) throw notFound('shortlist');
      return {...share, entries: await entries(tx, holderId)};
    });
  }

  private async shared(tx: Tx, personId: string, holderId: string | null): Promise<SharedWithMe[]> {
    const rows = await tx.query<SharedWithMe[]>(
      `SELECT s.holder_id AS "holderId", p.name AS "holderName" FROM shortlist_share s JOIN person p ON p.id = s.holder_id
       WHERE s.supporter_id = $1 AND s.ended_at IS NULL AND ($2::uuid IS NULL OR s.holder_id = $2)
         AND NOT wants_nothing_of($1, s.holder_id) ORDER BY p.name, s.id`,
      [personId, holderId],
    );
    const helps = await Promise.all(
      rows.map(async (row) => {
        const relations = await this.relations.inForce(tx, row.holderId);
        return relations.some((each) => each.personId === personId);
      }),
    );
    return rows.filter((_, index) => helps[index]);
  }
}

function entries(tx: Tx, holderId: string): Promise<ShortlistView[]> {
  return tx.query<ShortlistView[]>(
    `SELECT e.id, e.listing_id AS "listingId", l.name, p.id IS NOT NULL AS listed, e.note,
            CASE WHEN e.added_by <> e.holder_id THEN a.name END AS "addedBy", e.added_at AS "addedAt"
     FROM shortlist_entry e JOIN listing l ON l.id = e.listing_id JOIN person a ON a.id = e.added_by
     LEFT JOIN shown_listing p ON p.id = e.listing_id
       AND (p.audience = ANY (audiences_of($1)) OR knows_listing($1, p.id))
     WHERE e.holder_id = $1 ORDER BY e.added_at DESC, e.id`,
    [holderId],
  );
}
