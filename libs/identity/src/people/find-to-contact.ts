import {Injectable} from '@nestjs/common';
import {forbidden, invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';

export interface FoundPerson {
  id: string;
  name: string;
  /** Their number in the council’s systems, to tell two of one name apart. */
  reference: string | null;
}

const MOST = 20;
const SHORTEST = 2;

/** Looks for people by name, for staff who write to them and call them. */
@Injectable()
export class FindToContact {
  constructor(private readonly uow: UnitOfWork) {}

  /** Every word typed is part of the name; a few, by name. @throws FORBIDDEN, VALIDATION_FAILED */
  async named(principal: Principal, name: string): Promise<FoundPerson[]> {
    if (!principal.permissions.has('contact:manage')) throw forbidden('You do not have permission to do this.');
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < SHORTEST || name.length > 200) {
      throw invalid({field: 'name', message: `Enter at least ${SHORTEST} letters of the name.`});
    }
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<FoundPerson[]>(
        `SELECT id, name, council_reference AS reference FROM person WHERE name ILIKE ALL ($1) ORDER BY name, id LIMIT ${MOST}`,
        [patterns],
      ),
    );
  }
}
