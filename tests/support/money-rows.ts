import type {TestPerson, World} from './people.js';

interface About {
  line: string;
  listing: string;
  holder: TestPerson;
  finance: TestPerson;
}

/** What a council keeps of somebody's budget beside its lines and the ledger. */
export async function moneyRows(world: World, council: string, {line, listing, holder, finance}: About): Promise<void> {
  const [row] = await world.owner.query<{budget: string; period: string}[]>(
    `SELECT l.budget_id AS budget, (SELECT id FROM budget_period WHERE line_id = l.id LIMIT 1) AS period
     FROM budget_line l WHERE l.id = $1`,
    [line],
  );
  await world.add('budget_figure', {
    ...{council_id: council, budget_id: row?.budget, kind: 'indicative', weekly_pence: 50_000},
    ...{dated_on: '2020-01-01', reasons: 'For a test', recorded_by: finance.personId},
  });
  const taken = await world.add('allocation_import', {
    ...{
      council_id: council,
      digest: 'for a test',
      changes_from: '2020-01-01',
      totals: {},
      prepared_by: finance.personId,
    },
  });
  await world.add('allocation_import_row', {
    ...{council_id: council, import_id: taken, row_number: 2, outcome: 'rejected', content: {name: 'For a test'}},
  });
  await world.add('imported_line', {line_id: line, council_id: council, import_id: taken, content: {}}, 'line_id');
  const exported = await world.add('finance_export', {
    ...{council_id: council, kind: 'actuals', from_day: '2020-01-01', to_day: '2020-01-31', reference: 'For a test'},
    ...{through_entry: 0, rows: 0, total_pence: 0, digest: 'for a test', made_by: finance.personId},
  });
  const purchase = await world.add('purchase', {
    ...{council_id: council, line_id: line, bought_on: '2020-01-01', what: 'Bus', paid_with: 'cash', pence: 100},
    ...{line_pence: 0, own_pence: 100, beyond_pence: 0, form_key: row?.period, recorded_by: holder.personId},
  });
  await world.add('purchase_file', {
    ...{council_id: council, purchase_id: purchase, name: 'bus.png', media_type: 'image/png', bytes: 10},
    uploaded_by: holder.personId,
  });
  await world.add('spending_rule', {
    ...{
      council_id: council,
      large_weeks: 3,
      late_days: 60,
      many_in_day: 4,
      source: 'For a test',
      starts_on: '2020-01-01',
    },
  });
  const own = {council_id: council, recorded_by: finance.personId};
  await world.add('declared_relationship', {
    ...{council_id: council, holder_id: holder.personId, listing_id: listing, relation: 'none'},
    declared_by: holder.personId,
  });
  await world.add('family_exception', {
    ...{...own, holder_id: holder.personId, listing_id: listing, reason: 'For a test', starts_on: '2020-01-01'},
    ends_on: '2020-12-31',
  });
  await world.add('listing_mark', {
    ...{...own, listing_id: listing, kind: 'residential_care', reason: 'For a test'},
    ...{starts_on: '2020-01-01', ends_on: '2020-12-31'},
  });
  await world.add('money_move', {...own, period_id: row?.period, kind: 'roll_over', pence: 1, reason: 'For a test'});
  const version = await world.add('agreement_version', {
    ...{...own, number: 2, starts_on: '2020-01-01', purpose: 'For a test', asked: 'For a test', surplus: 'For a test'},
    ...{easy: 'For a test', source: 'For a test'},
  });
  await world.add('agreement_signature', {
    ...{...own, holder_id: holder.personId, version_id: version, signed_by: holder.personId, way: 'paper'},
    signed_on: '2020-01-02',
  });
  await world.add('payment', {
    ...{
      council_id: council,
      export_id: exported,
      period_id: row?.period,
      state: 'withheld',
      pence: 1,
      why: 'agreement',
    },
  });
  await world.add('finance_code', {
    ...{...own, deployment: 'managed', cost_centre: 'A1', subjective: '2001', starts_on: '2020-01-01'},
  });
  await world.addUnchecked('line_change', {
    ...{council_id: council, line_id: line, kind: 'suspension', from_day: '2099-01-01', kept_bp: 0},
    ...{reason: 'For a test', recorded_by: finance.personId},
  });
  await world.addUnchecked('overdraft', {
    ...{council_id: council, period_id: row?.period, pence: 100, reason: 'For a test', allowed_by: finance.personId},
  });
}
