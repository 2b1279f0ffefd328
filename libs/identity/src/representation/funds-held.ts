import {Injectable} from '@nestjs/common';
import {Clock, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';

/** The lines whose fund somebody holds today, as it was recorded: for what a fund holder does with all of them at once. */
@Injectable()
export class FundsHeld {
  constructor(private readonly clock: Clock) {}

  async of(tx: Tx, personId: string): Promise<string[]> {
    const rows = await tx.query<{id: string}[]>(
      `SELECT DISTINCT l.line_id AS id FROM representation r JOIN representation_line l ON l.representation_id = r.id
       WHERE r.representative_id = $1 AND r.kind = 'fund_holder' AND r.starts_on <= $2 AND (r.ends_on IS NULL OR r.ends_on >= $2)`,
      [personId, londonDay(this.clock.now())],
    );
    return rows.map((row) => row.id);
  }
}
