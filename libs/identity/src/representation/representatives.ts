import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Power} from './powers.js';
import {reachOf, type ActingGrant} from './reach.js';

/** Who acts for a holder: for libs and apps that tell them what the holder is told. */
@Injectable()
export class Representatives {
  constructor(private readonly clock: Clock) {}

  /** Those whose representation is in force today and reaches so far. */
  async of(tx: Tx, holderId: string, power: Power): Promise<string[]> {
    const grants = await tx.query<(ActingGrant & {representative_id: string})[]>(
      `SELECT * FROM acting_grants($1, $2)`,
      [holderId, londonDay(this.clock.now())],
    );
    const people = [...new Set(grants.map((grant) => grant.representative_id))];
    return people.filter((id) => reachOf(grants.filter((grant) => grant.representative_id === id)).has(power));
  }
}
