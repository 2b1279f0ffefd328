import type {Tx} from '@app/platform';
import {IsNull, Not} from 'typeorm';
import {SecondFactor} from './second-factor.entity.js';

/** What an account can show beside its password, oldest first. */
export function confirmedFactors(tx: Tx, accountId: string): Promise<SecondFactor[]> {
  return tx.find(SecondFactor, {
    where: {accountId, confirmedAt: Not(IsNull()), removedAt: IsNull()},
    order: {createdAt: 'ASC', id: 'ASC'},
  });
}
