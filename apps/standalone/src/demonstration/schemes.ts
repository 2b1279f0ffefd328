import {addDays, londonDay} from '@app/kernel';
import {DEFAULT_PA_REQUIREMENTS, PlanVersion, type RequirementTerms} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

const BY_TASKS = {
  kind: 'dbs',
  needed: 1,
  validMonths: 36,
  countsFrom: 'issued',
  onLapse: 'delist',
  graceDays: null,
  recordedBy: ['officer'],
  source:
    'Police Act 1997, sections 112 to 113BB; a certificate has no expiry in law: three years is council policy (Isle of Wight: 36 months)',
} satisfies Partial<RequirementTerms>;

/** What Nottinghamshire asks of PAs: the DBS level follows the tasks. */
export const PA_REQUIREMENTS: readonly RequirementTerms[] = [
  ...DEFAULT_PA_REQUIREMENTS.filter((each) => each.kind !== 'dbs'),
  {
    ...BY_TASKS,
    code: 'dbs_enhanced_barred',
    title: 'DBS certificate: enhanced with barred lists',
    onlyWhen: 'regulated_activity',
    minimumLevel: 'enhanced_barred',
  },
  {
    ...BY_TASKS,
    code: 'dbs_basic',
    title: 'DBS certificate: basic',
    onlyWhen: 'no_regulated_activity',
    minimumLevel: 'basic',
  },
];

const STARTS_IN_DAYS = 14;
const MEMBERS_MOVE_IN_DAYS = 75;

/** A stricter version that is planned and has not started: some members have a course to do before they move to it. */
export async function planStricterVersion({app, clock, councilId, people}: History): Promise<void> {
  const today = londonDay(clock.now());
  const source = 'Adult Social Care and Public Health Select Committee: training is renewed each year';
  await app.get(PlanVersion).run(somebody(councilId, people.get('admin') ?? ''), {
    name: 'Support with Confidence',
    kind: 'accredited',
    memberKind: 'pa',
    startsOn: addDays(today, STARTS_IN_DAYS),
    membersFrom: addDays(today, MEMBERS_MOVE_IN_DAYS),
    requirements: [
      ...PA_REQUIREMENTS.map((each) => (each.code === 'safeguarding' ? {...each, validMonths: 12, source} : each)),
      {
        code: 'first_aid',
        kind: 'training',
        title: 'Training: emergency first aid',
        needed: 1,
        validMonths: 36,
        countsFrom: 'awarded',
        onLapse: 'warn',
        graceDays: null,
        onlyWhen: null,
        minimumLevel: null,
        recordedBy: ['officer', 'applicant'],
        source: 'East Sussex Support with Confidence: training checklist',
      },
    ],
  });
}
