import {usualOf, type Power, type RepresentationKind} from '@app/identity';
import {addDays, londonDay} from '@app/kernel';
import type {Tx} from '@app/platform';

const SINCE = '2024-01-01';

interface Acting {
  holderId: string;
  representativeId: string;
  kind: RepresentationKind;
  evidence: object;
  powers?: readonly Power[];
  organisationId?: string;
  endsOn?: string;
  lines?: readonly string[];
}

/** Who acts for whom in the demonstration, each with what it rests on. */
export async function seedActing(tx: Tx, councilId: string, id: (key: string) => string): Promise<void> {
  const today = londonDay(new Date());
  const officer = id('officer');
  const add = (acting: Acting) => addRepresentation(tx, councilId, officer, addDays(today, 60), acting);
  await add({
    holderId: id('holder'),
    representativeId: id('nominated'),
    kind: 'nominated',
    evidence: {asked_on: SINCE, asked_how: 'meeting', has_capacity: true, agrees: true, manages: true},
  });
  await addCapacity(tx, councilId, officer, id('George Whitfield'), addDays(today, 60));
  await add({
    holderId: id('George Whitfield'),
    representativeId: id('authorised'),
    kind: 'authorised',
    evidence: {relationship: 'close_family', suitable_on: SINCE, suitable: true},
  });
  await add({
    holderId: id('Blessing Adeyemi'),
    representativeId: id('carer'),
    kind: 'carer',
    powers: ['see_support', 'see_plan', 'see_backup'],
    evidence: {consent_on: SINCE, consent_how: 'meeting'},
  });
  await add({
    holderId: id('holder2'),
    representativeId: id('broker'),
    kind: 'broker',
    powers: ['see_budget', 'see_support', 'see_plan', 'write_plan', 'propose'],
    organisationId: await organisation(tx, councilId, 'Trent Planning Together', id('broker')),
    evidence: {consent_on: addDays(today, -30), consent_how: 'meeting'},
    endsOn: addDays(today, 180),
  });
  const lines = await tx.query<{id: string}[]>(
    `SELECT l.id FROM budget_line l JOIN budget b ON b.id = l.budget_id
     WHERE b.holder_id = $1 AND l.deployment = 'individual_service_fund'`,
    [id('Irene Castle')],
  );
  await add({
    holderId: id('Irene Castle'),
    representativeId: id('isf'),
    kind: 'fund_holder',
    organisationId: await organisation(tx, councilId, 'Trent Fund Holders', id('isf')),
    evidence: {agreed_on: SINCE, agreement: 'ISF-0042'},
    lines: lines.map((line) => line.id),
  });
}

async function addRepresentation(tx: Tx, councilId: string, officer: string, reviewOn: string, acting: Acting) {
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO representation (council_id, holder_id, representative_id, kind, powers, organisation_id, evidence,
                                 starts_on, ends_on, review_on, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
    [
      councilId,
      acting.holderId,
      acting.representativeId,
      acting.kind,
      acting.powers ?? usualOf(acting.kind),
      acting.organisationId ?? null,
      acting.evidence,
      SINCE,
      acting.endsOn ?? null,
      reviewOn,
      officer,
    ],
  );
  await tx.query(
    `INSERT INTO representation_line (representation_id, line_id, council_id) SELECT $1, unnest($2::uuid[]), $3`,
    [row?.id, acting.lines ?? [], councilId],
  );
}

/** Two kinds of decision that somebody cannot make now, assessed apart. */
async function addCapacity(tx: Tx, councilId: string, officer: string, personId: string, reviewOn: string) {
  for (const [area, decision] of [
    ['money', 'How to use and look after his direct payment'],
    ['welfare', 'Which support he has, from whom and when'],
  ]) {
    await tx.query(
      `INSERT INTO capacity_record (council_id, person_id, area, decision, assessed_on, assessed_by, outcome, review_on, recorded_by)
       VALUES ($1, $2, $3, $4, $5, 'Jean Porter, social worker', 'lacks', $6, $7)`,
      [councilId, personId, area, decision, SINCE, reviewOn, officer],
    );
  }
}

async function organisation(tx: Tx, councilId: string, name: string, member: string): Promise<string> {
  const [row] = await tx.query<{id: string}[]>(
    `INSERT INTO organisation (council_id, name) VALUES ($1, $2) RETURNING id`,
    [councilId, name],
  );
  await tx.query(`INSERT INTO organisation_member (council_id, organisation_id, person_id) VALUES ($1, $2, $3)`, [
    councilId,
    row?.id,
    member,
  ]);
  return row?.id ?? '';
}
