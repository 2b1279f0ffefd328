import {addDays, londonDay} from '@app/kernel';
import {PrepareImport} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

const HEADINGS =
  'Ref,Name,Email,Postcode,Personal care,Approved on,Identity checked,Right to work checked,DBS issued,DBS checked,DBS level,Reference 1,Reference 2,Safeguarding issued,Mental capacity issued,Code of conduct';

/** How many days ago they were approved, and their DBS certificate was issued. */
const LINES = [
  ['SWC-101', 'Nadia Kowalczyk', 'NG9 2DB', 400, 420],
  ['SWC-102', 'Peter Achterberg', 'NG5 1BB', 720, 740],
  ['SWC-103', 'Siân Prosser', 'NG7 2NR', 150, 170],
  ['SWC-104', 'Marcus Odukoya', 'NG2 5GS', 1_060, 1_130],
] as const;

/** A spreadsheet of the years before, prepared by the officer: the approver may look at it and confirm. */
export async function seedFormerRegister({app, clock, now, councilId, people}: History): Promise<void> {
  clock.set(now);
  const today = londonDay(now);
  const ago = (days: number) => addDays(today, -days);
  const rows = LINES.map(([reference, name, postcode, approved, issued]) => {
    const email = `${reference.toLowerCase()}@former.demo.example`;
    const checks = [approved + 12, approved + 12].map(ago);
    const later = [approved + 9, approved + 8].map(ago);
    const training = [approved + 30, approved + 29].map(ago);
    return [
      reference,
      name,
      email,
      postcode,
      'yes',
      ago(approved),
      ...checks,
      ago(issued),
      ago(approved + 11),
      'Enhanced with barred lists',
      ...later,
      ...training,
      ago(approved),
    ];
  });
  const csv = [HEADINGS, ...rows.map((each) => each.join(','))].join('\n');
  const officer = somebody(councilId, people.get('officer') ?? '');
  await app.get(PrepareImport).run(officer, {csv, kind: 'pa', dryRun: false});
}
