import {addDays, londonDay} from '@app/kernel';
import {
  AskApplicant,
  DecideApplication,
  MakeAppeal,
  ReadApplication,
  RecordConcern,
  type Circumstance,
  type NewDecision,
} from '@app/register';
import type {Applicant, Seen} from './applicants.js';
import type {History} from './history.js';
import {apply} from './seed-applications.js';
import {somebody} from './use-cases.js';

const TRAINING = {provider: 'Alongside Training', delivery: 'online'};
const NOT_REGULATED: Circumstance[] = ['no_regulated_activity'];

const ALL_SEEN: readonly Seen[] = [
  {requirement: 'identity', checked: 15, facts: {document: 'passport'}},
  {requirement: 'right_to_work', checked: 15, facts: {method: 'original_document'}},
  {requirement: 'code_of_conduct', checked: 15, facts: {signed: 'paper'}},
  {requirement: 'safeguarding', checked: 14, issued: 90, facts: TRAINING},
  {requirement: 'mental_capacity', checked: 14, issued: 90, facts: TRAINING},
  {requirement: 'reference', checked: 9, facts: {referee_name: 'Lou Marsh', relationship: 'client', method: 'letter'}},
  {requirement: 'reference', checked: 8, facts: {referee_name: 'Kit Moss', relationship: 'employer', method: 'letter'}},
  {
    requirement: 'dbs_basic',
    checked: 7,
    issued: 20,
    facts: {level: 'basic', workforce: 'adult', certificate_number: '001700000077'},
  },
];

const applicant = (name: string, more: Partial<Applicant>): Applicant => ({
  ...{name, kind: 'pa', circumstances: NOT_REGULATED, listing: null},
  ...{opened: 20, handedIn: 18, seen: [], ready: null},
  ...more,
});

/**
 * What else waits at a council's desk: an application that was put off, an appeal, a condition to be met, a concern that
 * only its readers see, and a question to an applicant.
 */
export async function seedDesk(history: History): Promise<void> {
  const {app, clock, now, councilId, people} = history;
  const who = (login: string) => somebody(councilId, people.get(login) ?? '');
  const [officer, approver] = [who('officer'), who('approver')];
  const ready = {seen: ALL_SEEN, ready: 5};
  const nadia = await apply(history, applicant('Nadia Osei', ready));
  const ewa = await apply(history, applicant('Ewa Nowak', ready));
  const ravi = await apply(history, applicant('Ravi Shah', {seen: ALL_SEEN.slice(0, 1)}));
  const mo = await apply(history, applicant('Mo Farrell', {handedIn: 9, seen: ALL_SEEN.slice(0, 2)}));
  clock.set(now);
  const today = londonDay(now);
  const decide = (id: string, decision: NewDecision) => app.get(DecideApplication).run(approver, id, decision);
  await decide(nadia, {
    outcome: 'deferred',
    reasons: 'She moves house and sends the new insurance then.',
    explanation: 'You told us that you are moving. We look again when you have moved.',
    deferredUntil: addDays(today, 21),
  });
  await decide(ewa, {
    outcome: 'approved_with_conditions',
    reasons: 'All that the scheme asks for was seen; new to moving and handling.',
    explanation: 'Welcome to the register. One thing is left to do.',
    conditions: [
      {
        text: 'Do a course in moving and handling, and show us the certificate.',
        dueOn: addDays(today, 30),
        publiclyVisible: true,
      },
    ],
  });
  await decide(ravi, {
    outcome: 'declined',
    reasonCode: 'incomplete',
    reasons: 'Did not answer two letters.',
    explanation: 'We wrote to you twice and heard nothing.',
  });
  await app.get(MakeAppeal).run(officer, {
    ...{against: 'decline', subjectId: ravi, channel: 'letter', receivedOn: today},
    grounds: 'I was in hospital when your letters came. I can send everything now.',
  });
  const text = 'Your certificate of insurance has no date on it. Please send us the page that has.';
  await app.get(AskApplicant).run(officer, mo, {text});
  const {member} = await app.get(ReadApplication).run(officer, ewa);
  const concern = {text: 'A neighbour rang: shouting was heard on a visit. Nothing else is known yet.', suspend: false};
  await app.get(RecordConcern).run(who('safeguarding'), member.id, concern);
}
