import {DomainError, invalid} from '@app/kernel';
import {databaseError, type Tx} from '@app/platform';
import {isEmail} from 'class-validator';
import type {Council} from './council.entity.js';

const UNIQUE_VIOLATION = '23505';

export type NewCouncil = Pick<Council, 'code' | 'name' | 'area' | 'email' | 'phone' | 'phoneHours'>;

/**
 * A new tenant. Only the owner of the tables may: the serving role cannot make councils.
 * @param tx of a connection as the owner
 * @returns its id
 * @throws VALIDATION_FAILED, COUNCIL_EXISTS
 */
export async function addCouncil(tx: Tx, council: NewCouncil): Promise<string> {
  if (!/^[a-z][a-z0-9-]{1,40}$/.test(council.code)) {
    throw invalid({field: 'code', message: 'Use a short code in lower case, like nottinghamshire.'});
  }
  for (const field of ['name', 'area', 'phone', 'phoneHours'] as const) {
    if (!council[field].trim()) throw invalid({field, message: `Give the council’s ${field}.`});
  }
  if (!isEmail(council.email)) throw invalid({field: 'email', message: 'Give the e-mail address people write to.'});
  try {
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO council (code, name, area, email, phone, phone_hours) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
      [council.code, council.name, council.area, council.email, council.phone, council.phoneHours],
    );
    return (row as {id: string}).id;
  } catch (error) {
    if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('conflict', 'COUNCIL_EXISTS', `There is already a council with the code ${council.code}.`);
  }
}
