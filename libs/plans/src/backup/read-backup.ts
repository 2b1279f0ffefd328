import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, Names, type Principal} from '@app/identity';
import {forbidden, invalid, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {BackupKind} from './backup.entity.js';

export interface BackupView {
  kind: BackupKind;
  listingId: string | null;
  name: string;
  phone: string;
  note: string | null;
}

export interface Backup {
  person: {id: string; name: string};
  contacts: BackupView[];
  /** Whether the duty officer may read it. */
  shared: boolean;
}

const MOST_FOUND = 20;

/** Back-up contacts: for the person and who acts for them; and, where the person said so, for the duty officer. */
@Injectable()
export class ReadBackup {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN */
  mine(principal: Principal): Promise<Backup> {
    const personId = holderFor(principal, 'see_backup');
    return this.uow.run(principal.councilId, (tx) => this.read(tx, personId));
  }

  /** Of those alone who said that it may be read out of hours. @throws FORBIDDEN, VALIDATION_FAILED for next to nothing */
  find(principal: Principal, name: string): Promise<{id: string; name: string}[]> {
    requireDuty(principal);
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < 2 || name.length > 200)
      throw invalid({field: 'name', message: 'Enter at least 2 letters of the name.'});
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<{id: string; name: string}[]>(
        `SELECT p.id, p.name FROM person p
         WHERE p.name ILIKE ALL ($1) AND EXISTS (SELECT FROM backup_contact c WHERE c.person_id = p.id) AND backup_shared(p.id)
         ORDER BY p.name, p.id LIMIT ${MOST_FOUND}`,
        [patterns],
      ),
    );
  }

  /** Each reading is on record. @throws FORBIDDEN, NOT_FOUND also where the person did not consent */
  onDuty(principal: Principal, personId: string): Promise<Backup> {
    requireDuty(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const backup = await this.read(tx, personId);
      if (!backup.shared || backup.contacts.length === 0) throw notFound('person');
      await this.audit.record(tx, {...by(principal), action: 'backup.read', subject: {kind: 'person', id: personId}});
      return backup;
    });
  }

  private async read(tx: Tx, personId: string): Promise<Backup> {
    const contacts = await tx.query<BackupView[]>(
      `SELECT kind, listing_id AS "listingId", name, phone, note FROM backup_contact WHERE person_id = $1 ORDER BY position`,
      [personId],
    );
    const name = (await this.names.of(tx, [personId])).get(personId) ?? '';
    return {person: {id: personId, name}, contacts, shared: await shared(tx, personId)};
  }
}

export async function shared(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.query<{shared: boolean}[]>(`SELECT backup_shared($1) AS shared`, [personId]);
  return row?.shared ?? false;
}

function requireDuty(principal: Principal): void {
  if (!principal.permissions.has('backup:duty')) throw forbidden('You do not have permission to do this.');
}
