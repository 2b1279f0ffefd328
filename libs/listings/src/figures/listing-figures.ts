import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

/** Numbers about a council's listings. They name nobody. */
@Injectable()
export class ListingFigures {
  /** What anybody finds today, and who of them takes on more work. */
  live(tx: Tx, today: Day): Promise<{kind: 'pa' | 'provider'; live: number; available: number}[]> {
    return tx.query(
      `SELECT l.kind, count(*)::integer AS live,
              (count(*) FILTER (WHERE l.taking_on = 'yes' OR l.taking_on = 'from' AND l.taking_on_from <= $1))::integer AS available
       FROM listing l JOIN public_standing s ON s.member_id = l.member_id AND s.listed
       WHERE l.state = 'live' AND l.council_id = current_council() GROUP BY l.kind`,
      [today],
    );
  }
}
