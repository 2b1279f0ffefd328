import type {TestPerson} from './people.js';
import type {World} from './people.js';

/** What becomes of a booking after it was asked for: a row of each. */
export async function bookingRows(
  world: World,
  council: string,
  {booking, visit, holder}: {booking: string; visit: string; holder: TestPerson},
): Promise<void> {
  const change = await world.add('visit_change', {
    council_id: council,
    booking_id: booking,
    visit_id: visit,
    reach: 'one',
    side: 'holder',
    proposed_by: holder.personId,
  });
  await world.owner.query(
    `INSERT INTO visit_change_time SELECT $1, id, council_id, starts_at, ends_at, price_pence, starts_at + interval '1 hour',
       ends_at + interval '1 hour', price_pence FROM visit WHERE id = $2`,
    [change, visit],
  );
}
