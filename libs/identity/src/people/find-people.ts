import {Injectable} from '@nestjs/common';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {requirePermission} from '../representation/requires.js';

export interface FoundPerson {
  id: string;
  name: string;
  /** Their number in the council’s systems, to tell two of one name apart. */
  reference: string | null;
}

const MOST = 20;
const SHORTEST = 2;

/** Looks for people by name or number, for staff who write down who acts for whom, write to them or call them. */
@Injectable()
export class FindPeople {
  constructor(private readonly uow: UnitOfWork) {}

  /**
   * Every word typed is part of the name, or all of it is the number.
   * @throws FORBIDDEN, VALIDATION_FAILED for next to nothing
   */
  async run(principal: Principal, name: string): Promise<{people: FoundPerson[]; more: boolean}> {
    requirePermission(principal, 'representation:record', 'behalf:act', 'contact:manage');
    const words = name.normalize('NFC').trim().split(/\s+/).filter(Boolean);
    if (words.join('').length < SHORTEST || name.length > 200) {
      throw invalid({field: 'name', message: `Enter at least ${SHORTEST} letters of the name.`});
    }
    const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.uow.run(principal.councilId, async (tx) => {
      const people = await tx.query<FoundPerson[]>(
        `SELECT id, name, council_reference AS reference FROM person
         WHERE name ILIKE ALL ($1) OR council_reference = $2 ORDER BY name, id LIMIT ${MOST + 1}`,
        [patterns, name.trim()],
      );
      return {people: people.slice(0, MOST), more: people.length > MOST};
    });
  }

  /** The organisation of exactly this name. @throws VALIDATION_FAILED when there is none, or several */
  organisation(principal: Principal, name: string): Promise<string> {
    requirePermission(principal, 'representation:record');
    return this.uow.run(principal.councilId, async (tx) => {
      const [first, ...others] = await tx.query<{id: string}[]>(
        `SELECT id FROM organisation WHERE lower(name) = lower($1) LIMIT 2`,
        [name.normalize('NFC').trim()],
      );
      if (first && others.length === 0) return first.id;
      throw invalid({field: 'organisation_id', message: 'We know no organisation of exactly this name.'});
    });
  }
}
