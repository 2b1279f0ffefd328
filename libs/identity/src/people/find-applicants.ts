import {Injectable} from '@nestjs/common';
import {forbidden, invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';

export interface Found {
  people: {id: string; name: string}[];
  organisations: {id: string; name: string}[];
  /** There are more than are shown: the name has to say more. */
  more: boolean;
}

const MOST = 20;
const SHORTEST = 2;

/** Looks for whoever applies, so that nobody is written down twice. Names only: it says nothing of who they are otherwise. */
@Injectable()
export class FindApplicants {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Every word typed is part of the name.
   * @throws FORBIDDEN unless the caller gathers evidence for the council, VALIDATION_FAILED for next to nothing
   */
  async run(principal: Principal, name: string): Promise<Found> {
    requireOfficer(principal);
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < SHORTEST || name.length > 200) {
      throw invalid({field: 'name', message: `Enter at least ${SHORTEST} letters of the name.`});
    }
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, async (tx) => {
      const find = (table: 'person' | 'organisation') =>
        tx.query<{id: string; name: string}[]>(
          `SELECT id, name FROM ${table} WHERE name ILIKE ALL ($1) ORDER BY name, id LIMIT ${MOST + 1}`,
          [patterns],
        );
      const [people, organisations] = [await find('person'), await find('organisation')];
      return {
        people: people.slice(0, MOST),
        organisations: organisations.slice(0, MOST),
        more: people.length > MOST || organisations.length > MOST,
      };
    });
  }
}

/** @throws FORBIDDEN */
export function requireOfficer(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}
