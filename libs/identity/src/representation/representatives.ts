import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';
import {POWERS_OF, REPRESENTATION_KINDS, type Power} from './powers.js';

/** Who acts for a holder: for libs and apps that tell them what the holder is told. */
@Injectable()
export class Representatives {
  constructor(private readonly clock: Clock) {}

  /** Those whose representation is in force today and reaches so far. */
  async of(tx: Tx, holderId: string, power: Power): Promise<string[]> {
    const kinds = REPRESENTATION_KINDS.filter((kind) => POWERS_OF[kind].includes(power));
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT representative_id AS id FROM representation
       WHERE holder_id = $1 AND kind = ANY($2) AND starts_on <= $3 AND (ends_on IS NULL OR ends_on >= $3)`,
      [holderId, kinds, londonDay(this.clock.now())],
    );
    return rows.map((row) => row.id);
  }
}
