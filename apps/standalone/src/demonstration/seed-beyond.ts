import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {RecordEvidence, VoidEvidence} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** The last day that their new insurance is good for, from today: some of their booked visits are later. */
const GOOD_FOR_DAYS = 12;

/**
 * Somebody booked for weeks changes to another insurer, whose policy ends before their last visits: both sides see
 * which of them are beyond the listing, and the officer sees what lapses.
 */
export async function seedBeyond({app, clock, now, councilId, people, listings}: History): Promise<void> {
  clock.set(now);
  const today = londonDay(now);
  const officer = somebody(councilId, people.get('officer') ?? '');
  const held = await app.get(UnitOfWork).run(councilId, (tx) =>
    tx.query<{id: string; applicationId: string}[]>(
      `SELECT e.id, e.application_id AS "applicationId" FROM evidence e JOIN listing l ON l.member_id = e.member_id
       WHERE l.id = $1 AND e.requirement = 'insurance'`,
      [listings.get('pa2')],
    ),
  );
  const [old] = held;
  if (!old) throw new Error('the demonstration’s PA has no insurance');
  await app.get(RecordEvidence).run(officer, old.applicationId, 'insurance', {
    number: 1,
    issuedOn: addDays(today, -1),
    checkedOn: today,
    validUntil: addDays(today, GOOD_FOR_DAYS),
    facts: {insurer: 'Short Cover Mutual', cover_pence: 200_000_000},
  });
  for (const {id, applicationId} of held) {
    await app.get(VoidEvidence).run(officer, applicationId, id, {reason: 'ended_early', endedOn: today});
  }
}
