import {Injectable} from '@nestjs/common';
import {ReadCover, ReadVisit, StartCover, type CoverContact} from '@app/bookings';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {BackupKind} from './backup.entity.js';
import {shared} from './read-backup.js';

/** Who would be asked, in this order, with whether they are listed on the day of the visit. */
export interface PossibleCover {
  kind: BackupKind;
  name: string;
  /** Null for whoever is not on the register. */
  listed: boolean | null;
}

/**
 * "My PA cannot come": the contacts that somebody named beforehand are asked, in their order. By either side of the
 * visit, or by the duty officer where the person said that they may read who is named.
 */
@Injectable()
export class AskForCover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly starts: StartCover,
    private readonly visits: ReadVisit,
    private readonly cover: ReadCover,
    private readonly audit: AuditTrail,
  ) {}

  /** Before they are asked. The PA or provider sees how many there are and how they stand, and no names. @throws NOT_FOUND */
  async who(principal: Principal, visitId: string): Promise<PossibleCover[]> {
    const visit = await this.visits.one(principal, visitId);
    return this.uow.run(principal.councilId, async (tx) => {
      const contacts = await contactsOf(tx, visit.holder.id);
      const all: PossibleCover[] = [];
      for (const {kind, listingId, name} of contacts.filter((each) => each.listingId !== visit.listing.id)) {
        const listed = listingId ? await this.cover.isListed(tx, listingId, visit.startsAt) : null;
        all.push({kind, listed, name: visit.side === 'holder' ? name : ''});
      }
      return all;
    });
  }

  /** @returns the id of the request @throws NOT_FOUND, ILLEGAL_TRANSITION, COVER_ASKED, NO_CONTACTS */
  run(principal: Principal, visitId: string): Promise<string> {
    return this.starts.run(principal, visitId, false, (tx, {holderId}) => contactsOf(tx, holderId));
  }

  /** @throws FORBIDDEN, NOT_FOUND also where the person did not consent */
  onDuty(principal: Principal, visitId: string): Promise<string> {
    if (!principal.permissions.has('backup:duty')) throw forbidden('You do not have permission to do this.');
    return this.starts.run(principal, visitId, true, async (tx, {holderId}) => {
      if (!(await shared(tx, holderId))) throw notFound('visit');
      const subject = {kind: 'person', id: holderId};
      await this.audit.record(tx, {...by(principal), action: 'backup.read', subject, reason: 'Asked for cover'});
      return contactsOf(tx, holderId);
    });
  }
}

function contactsOf(tx: Tx, personId: string): Promise<(CoverContact & {kind: BackupKind})[]> {
  return tx.query<(CoverContact & {kind: BackupKind})[]>(
    `SELECT kind, listing_id AS "listingId", name, phone FROM backup_contact WHERE person_id = $1 ORDER BY position`,
    [personId],
  );
}
