import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {invalid, notFound} from '@app/kernel';
import {PublicListings} from '@app/listings';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {notListed, shortlistFull} from './shortlist.errors.js';

export const LONGEST_NOTE = 1_000;
/** Control characters, but for tabs and line ends. */
const UNSEEN = /[^\P{Cc}\t\n\r]/u;

/** Puts a listing on somebody's shortlist, writes a note to it, and takes it off again. */
@Injectable()
export class KeepShortlist {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly listings: PublicListings,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Once, however often it is asked.
   * @returns the entry's id
   * @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND for what nobody of this council can find, SHORTLIST_FULL
   */
  async add(principal: Principal, listingId: string, note = ''): Promise<string> {
    const text = requireNote(note);
    const profile = await this.listings.profile(listingId, principal);
    if (profile?.councilId !== principal.councilId) throw notFound('listing');
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const holderId = await this.mayAct.require(tx, principal, 'reach_out');
        const [made] = await tx.query<{id: string}[]>(
          `INSERT INTO shortlist_entry (council_id, holder_id, listing_id, note, added_by) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (holder_id, listing_id) DO NOTHING RETURNING id`,
          [principal.councilId, holderId, listingId, text, principal.personId],
        );
        if (made) await this.record(tx, principal, 'shortlist.added', made.id, listingId);
        return made?.id ?? (await this.known(tx, holderId, listingId));
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'shortlist_full') throw shortlistFull();
      if (constraint === 'shortlist_listed') throw notListed();
      throw error;
    }
  }

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND, VALIDATION_FAILED */
  async note(principal: Principal, id: string, note: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const listingId = await this.own(tx, holderId, id);
      await tx.query(`UPDATE shortlist_entry SET note = $2 WHERE id = $1`, [id, requireNote(note)]);
      await this.record(tx, principal, 'shortlist.noted', id, listingId);
    });
  }

  /** @throws FORBIDDEN, REPRESENTATION_ENDED, NOT_FOUND */
  async remove(principal: Principal, id: string): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const holderId = await this.mayAct.require(tx, principal, 'reach_out');
      const listingId = await this.own(tx, holderId, id);
      await tx.query(`DELETE FROM shortlist_entry WHERE id = $1`, [id]);
      await this.record(tx, principal, 'shortlist.removed', id, listingId);
    });
  }

  private async own(tx: Tx, holderId: string, id: string): Promise<string> {
    const [found] = await tx.query<{listing: string}[]>(
      `SELECT listing_id AS listing FROM shortlist_entry WHERE id = $1 AND holder_id = $2 FOR UPDATE`,
      [id, holderId],
    );
    if (!found) throw notFound('entry of the shortlist');
    return found.listing;
  }

  private async known(tx: Tx, holderId: string, listingId: string): Promise<string> {
    const [row] = await tx.query<{id: string}[]>(
      `SELECT id FROM shortlist_entry WHERE holder_id = $1 AND listing_id = $2`,
      [holderId, listingId],
    );
    return (row as {id: string}).id;
  }

  private record(tx: Tx, principal: Principal, action: string, id: string, listingId: string): Promise<void> {
    const subject = {kind: 'shortlist_entry', id};
    return this.audit.record(tx, {...by(principal), action, subject, after: {listing_id: listingId}});
  }
}

/** @throws VALIDATION_FAILED */
function requireNote(note: string): string {
  const text = note.normalize('NFC').trim();
  if ([...text].length > LONGEST_NOTE) throw invalid({field: 'note', message: 'Use 1,000 characters or fewer.'});
  if (UNSEEN.test(text)) throw invalid({field: 'note', message: 'Take out the characters that cannot be seen.'});
  return text;
}
