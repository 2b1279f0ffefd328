import {AddApplicant} from '@app/identity';
import {
  DEFAULT_PA_REQUIREMENTS,
  registerScheme,
  SubmitApplication,
  type MemberKind,
  type RequirementTerms,
} from '@app/register';
import {addDays, londonDay, type Day} from '@app/kernel';
import {somebody} from '../../apps/standalone/src/demonstration/use-cases.js';
import type {TestApi} from './app.js';
import type {TestPerson, World} from './people.js';

/** A council with a scheme, two officers, an approver, and somebody who wants to be on the register. */
export interface Desk {
  councilId: string;
  officer: TestPerson;
  otherOfficer: TestPerson;
  approver: TestPerson;
  pa: TestPerson;
}

export const TODAY: Day = londonDay(new Date());

export const daysAgo = (days: number): Day => addDays(TODAY, -days);

export async function openDesk(
  world: World,
  code: string,
  requirements: readonly RequirementTerms[] = DEFAULT_PA_REQUIREMENTS,
): Promise<Desk> {
  const councilId = await world.council(code);
  await addScheme(world, councilId, requirements);
  return {
    councilId,
    officer: await world.person(councilId, 'Olu Officer', ['officer']),
    otherOfficer: await world.person(councilId, 'Oona Officer', ['officer', 'approver']),
    approver: await world.person(councilId, 'Ash Approver', ['approver']),
    pa: await world.person(councilId, 'Pat Worker', ['pa']),
  };
}

export function addScheme(
  world: World,
  councilId: string,
  requirements: readonly RequirementTerms[],
  memberKind: MemberKind = 'pa',
): Promise<unknown> {
  return world.owner.transaction((tx) =>
    registerScheme(tx, {
      councilId,
      name: 'Support with Confidence',
      kind: requirements.length ? 'accredited' : 'information',
      memberKind,
      startsOn: '2020-01-01',
      requirements,
    }),
  );
}

export interface Sent {
  requirement: string;
  body: {number?: number; issued_on?: Day; checked_on: Day; valid_until?: Day; facts: Record<string, unknown>};
}

/** All that the default scheme asks of somebody who is not self-employed, checked lately. */
export const GOOD_EVIDENCE: readonly Sent[] = [
  {requirement: 'identity', body: {checked_on: daysAgo(20), facts: {document: 'passport'}}},
  {requirement: 'right_to_work', body: {checked_on: daysAgo(20), facts: {method: 'online_share_code'}}},
  {requirement: 'dbs', body: dbs(daysAgo(30), daysAgo(20))},
  {requirement: 'reference', body: {number: 1, checked_on: daysAgo(15), facts: reference('Ruth Referee')}},
  {requirement: 'reference', body: {number: 2, checked_on: daysAgo(14), facts: reference('Ravi Referee')}},
  {requirement: 'safeguarding', body: training(daysAgo(200))},
  {requirement: 'mental_capacity', body: training(daysAgo(100))},
  {requirement: 'code_of_conduct', body: {checked_on: daysAgo(10), facts: {signed: 'paper'}}},
];

export function dbs(issuedOn: Day, seenOn: Day, facts: Record<string, unknown> = {}): Sent['body'] {
  return {
    issued_on: issuedOn,
    checked_on: seenOn,
    facts: {
      level: 'enhanced',
      workforce: 'adult',
      certificate_number: '001234567890',
      seen_on: seenOn,
      ...facts,
    },
  };
}

export function reference(name: string): Record<string, unknown> {
  return {referee_name: name, relationship: 'employer', method: 'letter'};
}

export function training(issuedOn: Day): Sent['body'] {
  return {issued_on: issuedOn, checked_on: daysAgo(12), facts: {provider: 'County Training'}};
}

export const APPROVE = {outcome: 'approved', reasons: 'All that the scheme asks for was seen.'};

/** Opened by the PA, and handed in as it stands by a clerk who has no other part: what is filled in is other tests' matter. */
export async function submitted(api: TestApi, pa: TestPerson, circumstances: string[] = []): Promise<string> {
  const opened = await api.call('post', '/applications', pa.token, {kind: 'pa', circumstances}).expect(201);
  const {id} = opened.body as {id: string};
  await handedInByClerk(api, pa, id);
  return id;
}

/** Somebody of the council, in no other role, hands in what the PA has opened. */
export async function handedInByClerk(api: TestApi, pa: TestPerson, id: string): Promise<void> {
  const staff = somebody(pa.councilId ?? '', pa.personId);
  const personId = await api.app.get(AddApplicant).person(staff, 'Clem Clerk');
  await api.app.get(SubmitApplication).run({...staff, personId}, id);
}

export async function record(api: TestApi, by: TestPerson, id: string, sent: readonly Sent[] = GOOD_EVIDENCE) {
  for (const {requirement, body} of sent) {
    await api.call('put', `/applications/${id}/evidence/${requirement}`, by.token, body).expect(200);
  }
}

/** An application with all its evidence, waiting for a decision. */
export async function ready(api: TestApi, desk: Desk, pa: TestPerson = desk.pa): Promise<string> {
  const id = await submitted(api, pa);
  await record(api, desk.officer, id);
  await api.call('post', `/applications/${id}/ready`, desk.officer.token).expect(200);
  return id;
}

/** Approved and listed. @returns the application's id and the member's */
export async function approved(
  api: TestApi,
  desk: Desk,
  pa: TestPerson = desk.pa,
): Promise<{id: string; memberId: string}> {
  const id = await ready(api, desk, pa);
  const body: unknown = (
    await api.call('post', `/applications/${id}/decision`, desk.approver.token, APPROVE).expect(200)
  ).body;
  return {id, memberId: (body as {member: {id: string}}).member.id};
}
