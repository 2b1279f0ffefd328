import type {Scenario, TestListing} from './scenario.js';

/** A booking that its worker has said yes to, and whose hours wait for approval. */
export async function acceptedAndRecorded(scenario: Scenario, worker: TestListing, booking: string): Promise<void> {
  await scenario.call(worker.person, 'post', `/bookings/${booking}/accept`).expect(200);
  await scenario.world.owner.query(
    `UPDATE visit SET state = 'recorded', started_at = starts_at, ended_at = ends_at, actual_pence = price_pence,
       recorded_by = $2 WHERE booking_id = $1`,
    [booking, worker.person.personId],
  );
}
