import {Injectable} from '@nestjs/common';
import {AuditTrail, by, grantOf, MayAct, type Principal} from '@app/identity';
import {forbidden, invalid, notFound, type FieldError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {insertRow} from '../insert-row.js';
import {BACKUP_KINDS, BackupContact, type BackupKind} from './backup.entity.js';
import {shared} from './read-backup.js';

export interface NewBackup {
  kind: BackupKind;
  listingId: string | null;
  name: string;
  phone: string;
  note: string | null;
}

const MOST = 3;

/** Who is rung when somebody cannot come, in this order; and whether the duty officer may read it. */
@Injectable()
export class SetBackup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * All of them at once.
   * @throws FORBIDDEN, REPRESENTATION_ENDED, VALIDATION_FAILED, NOT_FOUND for a listing that is not there
   */
  contacts(principal: Principal, given: readonly NewBackup[]): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const personId = await this.mayAct.require(tx, principal, 'write_backup');
      const contacts = check(given);
      await requireListings(tx, contacts);
      await tx.delete(BackupContact, {personId});
      for (const [index, {kind, listingId, name, phone, note}] of contacts.entries()) {
        await insertRow(tx, 'backup_contact', {
          ...{council_id: principal.councilId, person_id: personId, position: index + 1, kind, name, phone, note},
          listing_id: listingId,
          recorded_by: principal.personId,
        });
      }
      const after = {contacts: contacts.length};
      await this.audit.record(tx, {...by(principal), action: 'backup.written', subject: personOf(personId), after});
    });
  }

  /** The person's own to say, or of who decides for them. @throws FORBIDDEN, REPRESENTATION_ENDED */
  share(principal: Principal, consents: boolean): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const personId = await this.mayAct.require(tx, principal, 'write_backup');
      const {actingFor} = principal;
      if (actingFor?.kind && grantOf(actingFor.kind, 'write_backup') !== 'yes') {
        throw forbidden(`${actingFor.name}, or who decides for them, says whether this is shared.`);
      }
      if ((await shared(tx, personId)) === consents) return;
      const row = {council_id: principal.councilId, person_id: personId, consents, recorded_by: principal.personId};
      await insertRow(tx, 'backup_consent', row);
      const action = consents ? 'backup.shared' : 'backup.kept_private';
      await this.audit.record(tx, {...by(principal), action, subject: personOf(personId)});
    });
  }
}

const personOf = (id: string) => ({kind: 'person', id});

function check(given: readonly NewBackup[]): NewBackup[] {
  const errors: FieldError[] = [];
  if (given.length > MOST) errors.push({field: 'contacts', message: 'Name three at most.'});
  const contacts = given.map(({kind, listingId, ...words}, index) => {
    const field = (name: string) => `contacts.${index}.${name}`;
    const name = words.name.normalize('NFC').trim();
    const phone = words.phone.normalize('NFC').trim();
    const note = words.note?.normalize('NFC').trim() || null;
    if (!BACKUP_KINDS.includes(kind)) errors.push({field: field('kind'), message: 'Say who it is.'});
    if (!name || name.length > 200) errors.push({field: field('name'), message: 'Enter their name.'});
    if (!/^\+?[\d ()-]{5,39}$/.test(phone)) errors.push({field: field('phone'), message: 'Enter a phone number.'});
    if (note && note.length > 500) errors.push({field: field('note'), message: 'Use 500 characters or fewer.'});
    if (kind === 'friend' && listingId) errors.push({field: field('listing_id'), message: 'A friend has no listing.'});
    return {kind, listingId, name, phone, note};
  });
  if (errors.length) throw invalid(errors);
  return contacts;
}

async function requireListings(tx: Tx, contacts: readonly NewBackup[]): Promise<void> {
  const ids = [...new Set(contacts.flatMap(({listingId}) => listingId ?? []))];
  const found = await tx.query<unknown[]>(`SELECT FROM listing WHERE id = ANY ($1::uuid[])`, [ids]);
  if (found.length !== ids.length) throw notFound('listing');
}
