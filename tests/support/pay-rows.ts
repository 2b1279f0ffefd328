import {randomBytes} from 'node:crypto';
import type {TestPerson, World} from './people.js';

interface About {
  visit: string;
  engagement: string;
  listing: string;
  holder: TestPerson;
  line: string;
  worker: TestPerson;
}

/** What a council keeps of hours and pay beside its visits. */
export async function payRows(
  world: World,
  council: string,
  {visit, engagement, listing, holder, line, worker}: About,
): Promise<void> {
  await world.add('hours_rule', {
    ...{
      council_id: council,
      tolerance_bp: 1_000,
      tolerance_pence: 1_000,
      source: 'For a test',
      starts_on: '2020-01-01',
    },
  });
  await world.addUnchecked('hours_record', {
    ...{council_id: council, visit_id: visit, kind: 'recorded', work_pence: 0, mileage_pence: 0, expense_pence: 0},
    ...{started_at: '2020-01-01T09:00:00Z', ended_at: '2020-01-01T10:00:00Z', parts: '[]'},
    recorded_by: worker.personId,
  });
  const expense = await world.addUnchecked('visit_expense', {
    ...{council_id: council, visit_id: visit, what: 'Parking', pence: 100, form_key: 'for a test'},
    recorded_by: worker.personId,
  });
  await world.add('expense_file', {
    ...{council_id: council, expense_id: expense, name: 'ticket.png', media_type: 'image/png', bytes: 10},
    uploaded_by: worker.personId,
  });
  await world.addUnchecked('pay_arrangement', {
    ...{
      council_id: council,
      engagement_id: engagement,
      hours_kind: 'irregular',
      cycle: 'monthly',
      starts_on: '2020-01-01',
    },
    recorded_by: worker.personId,
  });
  const timesheet = await world.add('timesheet', {
    ...{council_id: council, engagement_id: engagement, starts_on: '2020-01-01', ends_on: '2020-01-31', totals: '{}'},
    ...{closed_by: worker.personId, closed_at: '2020-02-01T00:00:00Z'},
  });
  await world.owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(`INSERT INTO timesheet_visit (visit_id, timesheet_id, council_id) VALUES ($1, $2, $3)`, [
      ...[visit, timesheet, council],
    ]);
  });
  const invoice = await world.add('invoice', {
    ...{
      council_id: council,
      listing_id: listing,
      holder_id: holder.personId,
      number: 1,
      kind: 'invoice',
      total_pence: 100,
    },
    ...{issued_by: worker.personId, issued_at: '2020-02-01T00:00:00Z'},
  });
  await world.add('invoice_number', {listing_id: listing, council_id: council, last: 1}, 'listing_id');
  await world.addUnchecked('invoice_line', {
    ...{council_id: council, invoice_id: invoice, visit_id: visit, work_pence: 100, mileage_pence: 0, expense_pence: 0},
  });
  await world.add('invoice_payment', {
    ...{council_id: council, invoice_id: invoice, line_id: line, method: 'cash', pence: 100, paid_on: '2020-02-02'},
    ...{marked_by: holder.personId, marked_at: '2020-02-02T00:00:00Z'},
  });
  const [session] = await world.owner.query<{id: string}[]>(
    `SELECT id FROM offer_session WHERE council_id = $1 LIMIT 1`,
    [council],
  );
  if (session) {
    await world.add('group_waiting', {
      ...{council_id: council, session_id: session.id, holder_id: holder.personId, asked_by: holder.personId},
      asked_at: '2020-01-01T00:00:00Z',
    });
  }
  await sharedRows(world, council, {visit, listing, holder, line});
}

async function sharedRows(
  world: World,
  council: string,
  {visit, listing, holder, line}: Pick<About, 'visit' | 'listing' | 'holder' | 'line'>,
): Promise<void> {
  const shared = await world.add('shared_support', {
    ...{council_id: council, listing_id: listing, organiser_id: holder.personId, title: 'Lake', share_by: 'equal'},
    ...{starts_at: '2020-01-01T09:00:00Z', ends_at: '2020-01-01T10:00:00Z', absence: 'absent_pays'},
    code_hash: randomBytes(32),
  });
  const member = await world.add('shared_member', {
    ...{council_id: council, shared_id: shared, person_id: holder.personId, line_id: line, weight: 1, state: 'agreed'},
    asked_by: holder.personId,
  });
  await world.owner.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`);
    await tx.query(
      `INSERT INTO shared_yes (member_id, about, person_id, council_id, said_by) VALUES ($1, 'join', $2, $3, $2)`,
      [...[member, holder.personId, council]],
    );
    await tx.query(`INSERT INTO shared_absence (visit_id, member_id, council_id, noted_by) VALUES ($1, $2, $3, $4)`, [
      ...[visit, member, council, holder.personId],
    ]);
  });
}
