import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {LETTERS, type SurplusView} from './read-surplus.js';

/** What is to be told of a letter about money left over. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class SurplusFacts {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, id: string): Promise<SurplusView | null> {
    const [fact] = await tx.query<SurplusView[]>(`${LETTERS} WHERE s.id = $2`, [londonDay(this.clock.now()), id]);
    return fact ?? null;
  }
}
