import {Ledger, OpenLine, SettleLine, type NewLine} from '@app/allocations';
import {AuditTrail, setSignInRules} from '@app/identity';
import {addDays, londonDay, weekday} from '@app/kernel';
import type {Tx} from '@app/platform';
import {DEFAULT_BUSINESS_REQUIREMENTS, registerScheme} from '@app/register';
import {setUpCouncil} from '../set-up-council.js';
import {seedActing} from './seed-acting.js';
import {seedEndedApplications} from './seed-ended.js';
import {addAccounts, addPeople, type People} from './seed-people.js';
import {PA_REQUIREMENTS} from './schemes.js';
import {seedWorkers} from './seed-workers.js';
import {BRIGHTON_PAS, NOTTINGHAMSHIRE_PAS, NOTTINGHAMSHIRE_PROVIDERS} from './workers.js';

const SINCE = '2024-01-01';
const CONTACT = {phone: '0115 496 0123', phoneHours: 'Monday to Friday, 9am to 5pm'};

/** Nottinghamshire, with an accredited register and everybody who can sign in. */
export async function seedNottinghamshire(tx: Tx): Promise<{councilId: string; people: People}> {
  const councilId = await setUpCouncil(tx, SINCE, {
    code: 'nottinghamshire',
    name: 'Nottinghamshire',
    area: 'Nottinghamshire',
    email: 'direct.payments@nottinghamshire.demo.example',
    ...CONTACT,
  });
  await setSignInRules(tx, councilId, {
    ...{roleGroup: 'staff', localAccounts: true, secondFactor: false, startsOn: SINCE},
    source: 'The demonstration’s accounts sign in with a password alone',
  });
  const accounts = await addAccounts(tx, councilId);
  const others = await addPeople(tx, councilId, ['George Whitfield', 'Blessing Adeyemi', 'Irene Castle']);
  const people = new Map([...accounts, ...others]);
  const id = (key: string) => people.get(key) ?? '';
  const scheme = {councilId, name: 'Support with Confidence', kind: 'accredited' as const, startsOn: SINCE};
  const pas = await registerScheme(tx, {...scheme, memberKind: 'pa', requirements: PA_REQUIREMENTS});
  const firms = await registerScheme(tx, {
    ...scheme,
    memberKind: 'business',
    requirements: DEFAULT_BUSINESS_REQUIREMENTS,
  });
  const decided = {officerId: id('officer'), approverId: id('approver')};
  await seedWorkers(tx, {
    councilId,
    kind: 'pa',
    workers: NOTTINGHAMSHIRE_PAS,
    accounts,
    approval: {...decided, versionId: pas.versionId},
  });
  await seedEndedApplications(tx, {councilId, ...decided, versionId: pas.versionId});
  await seedWorkers(tx, {
    councilId,
    kind: 'provider',
    workers: NOTTINGHAMSHIRE_PROVIDERS,
    accounts,
    approval: {...decided, versionId: firms.versionId},
  });
  await seedBudgets(tx, councilId, id);
  await seedActing(tx, councilId, id);
  return {councilId, people};
}

/** Brighton & Hove, whose register only informs. */
export async function seedBrighton(tx: Tx): Promise<void> {
  const councilId = await setUpCouncil(tx, SINCE, {
    code: 'brighton-hove',
    name: 'Brighton & Hove',
    area: 'Brighton & Hove',
    email: 'support@brighton.demo.example',
    ...CONTACT,
  });
  const people = await addPeople(tx, councilId, ['Nina Shaw', 'Leo Hart']);
  const version = await registerScheme(tx, {
    councilId,
    name: 'PA noticeboard',
    kind: 'information',
    memberKind: 'pa',
    startsOn: SINCE,
    requirements: [],
  });
  await seedWorkers(tx, {
    councilId,
    kind: 'pa',
    workers: BRIGHTON_PAS,
    accounts: new Map(),
    approval: {
      versionId: version.versionId,
      officerId: people.get('Nina Shaw') ?? '',
      approverId: people.get('Leo Hart') ?? '',
    },
  });
}

/** Lines from twelve weeks ago, so that there is a past to look at, funded for a year ahead. */
async function seedBudgets(tx: Tx, councilId: string, id: (key: string) => string): Promise<void> {
  const lines = new OpenLine(new SettleLine(new Ledger()), new AuditTrail());
  const today = londonDay(new Date());
  const startsOn = addDays(today, 1 - weekday(today) - 84);
  const line = (more: Partial<NewLine>): NewLine => ({
    deployment: 'direct_payment',
    purpose: 'Support at home and getting out',
    weeklyPence: 36_000,
    contributionWeeklyPence: 0,
    cycle: 'four_weekly',
    cycleAnchor: startsOn,
    startsOn,
    endsOn: null,
    ...more,
  });
  const open = (holder: string, more: Partial<NewLine>, kind: 'adult' | 'carer' = 'adult') =>
    lines.run(tx, {councilId, actorId: id('finance')}, id(holder), line(more), addDays(today, 364), kind);
  await open('holder', {contributionWeeklyPence: 2_450});
  await open('holder2', {deployment: 'managed', purpose: 'Personal care in the mornings', weeklyPence: 28_000});
  await open('holder2', {purpose: 'Days out and seeing friends', weeklyPence: 9_500});
  await open('George Whitfield', {purpose: 'Care at home', weeklyPence: 42_000, contributionWeeklyPence: 6_120});
  await open('Irene Castle', {
    deployment: 'individual_service_fund',
    purpose: 'Days out and company',
    weeklyPence: 21_000,
  });
  await open('carer', {purpose: 'Time off from caring', weeklyPence: 5_000}, 'carer');
}
