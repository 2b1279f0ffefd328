import {AddApplicant, type Principal} from '@app/identity';
import {londonDay} from '@app/kernel';
import {ChangeProfile, CreateListing, PublishListing, SetAvailability, SetRates, SetServices} from '@app/listings';
import {
  MarkReady,
  OpenApplication,
  ReadApplication,
  RecordEvidence,
  SubmitApplication,
  TrainingCatalogue,
} from '@app/register';
import {APPLICANTS, type Applicant, type ApplicantListing, type Seen} from './applicants.js';
import type {History} from './history.js';
import {tell} from './seed-applying.js';
import {somebody} from './use-cases.js';
import {HOURS} from './workers.js';

const DAY_MS = 86_400_000;

/** Applications at the council's desk, opened and gathered by its officer, so that its approver may decide them. */
export async function seedApplications(history: History): Promise<void> {
  for (const applicant of APPLICANTS) await apply(history, applicant);
}

/** @returns the application's id */
export async function apply(history: History, applicant: Applicant): Promise<string> {
  const {app, councilId, people} = history;
  const officer = somebody(councilId, people.get('officer') ?? '');
  const {name, kind, circumstances} = applicant;
  goTo(history, applicant.opened);
  const isPa = kind === 'pa';
  const subjectId = await app.get(AddApplicant)[isPa ? 'person' : 'organisation'](officer, name);
  const who = isPa ? {personId: subjectId} : {organisationId: subjectId};
  const id = await app.get(OpenApplication).run(officer, {kind, circumstances, ...who});
  if (applicant.listing) {
    const {member} = await app.get(ReadApplication).run(officer, id);
    await write(history, somebody(councilId, subjectId), member.id, applicant.listing);
  }
  if (applicant.told) await tell(history, id, applicant.told);
  if (applicant.handedIn === null) return id;
  goTo(history, applicant.handedIn);
  await app.get(SubmitApplication).run(officer, id);
  for (const each of applicant.seen) await record(history, officer, id, each);
  if (applicant.ready === null) return id;
  goTo(history, applicant.ready);
  await app.get(MarkReady).run(officer, id);
  return id;
}

/** Training is that of the council's catalogue. */
async function courseFor({app}: History, officer: Principal, requirement: string): Promise<object> {
  const [course] = await app.get(TrainingCatalogue).forRequirement(officer, requirement);
  return course ? {course: course.id} : {};
}

async function record(history: History, officer: Principal, id: string, {requirement, ...seen}: Seen): Promise<void> {
  goTo(history, seen.checked);
  const day = (ago: number) => londonDay(new Date(history.now.getTime() - ago * DAY_MS));
  const checkedOn = day(seen.checked);
  await history.app.get(RecordEvidence).run(officer, id, requirement, {
    checkedOn,
    issuedOn: seen.issued === undefined ? undefined : day(seen.issued),
    facts: {
      ...seen.facts,
      ...(requirement.startsWith('dbs') ? {seen_on: checkedOn} : {}),
      ...(await courseFor(history, officer, requirement)),
    },
  });
}

/** The listing as its owner writes it, and says that it may be shown: it is, as soon as the register lists them. */
async function write({app, clock}: History, owner: Principal, memberId: string, text: ApplicantListing): Promise<void> {
  const {postcode, name, summary, about, languages, services, pence, hours} = text;
  const id = await app.get(CreateListing).run(owner, {memberId, name});
  await app.get(ChangeProfile).run(owner, id, {
    ...{name, summary, about, languages, postcode},
    travelKm: 10,
    gender: 'female',
    needs: ['dementia', 'physical'],
    takingOn: 'yes',
    takingOnFrom: null,
    drives: true,
    capacity: 1,
    waysOfPaying: ['direct_payment', 'managed', 'own_money'],
    cqcProviderId: null,
  });
  await app.get(SetServices).run(owner, id, services);
  const startsOn = londonDay(clock.now());
  const bands = {weekday: pence, evening: pence + 150, weekend: pence + 200, bank_holiday: pence * 2};
  const rates = Object.entries(bands).map(([band, ratePence]) => ({
    band: band as keyof typeof bands,
    unit: 'hour' as const,
    ratePence,
  }));
  await app.get(SetRates).run(owner, id, {startsOn, rates});
  const patterns = HOURS[hours].map(([weekday, from, to]) => ({weekday, from, to, startsOn, endsOn: null}));
  await app.get(SetAvailability).run(owner, id, {patterns, exceptions: []});
  await app.get(PublishListing).run(owner, id);
}

function goTo({clock, now}: History, daysAgo: number): void {
  clock.set(new Date(now.getTime() - daysAgo * DAY_MS));
}
