import {ReadArea, SendResource} from '@app/directory';
import {addDays, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {
  DEVELOPMENT_TASKS,
  DevelopEnterprise,
  DevelopmentDesk,
  Enquiries,
  RecordEnquiry,
  type DevelopmentAction,
  type DevelopmentReason,
  type EnquiryChannel,
  type EnquirySource,
} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** Made up: name, telephone, how they asked, where they had heard of it, days ago, steps and how many days ago, outward code, services, size, what comes next, in days. */
const ENTERPRISES = `
Sherwood Days | 0115 496 0140 | meeting | council_website | 430 | talk@424 develop@406 meet_standards@349 list@340 | NG5 | day_opportunities going_out | 5 | 24 | Look at their new insurance | 20
Bake Together | 0115 496 0151 | event | event | 41 | talk@38 develop@24 | NG7 | day_opportunities meals | 1.5 | - | Visit the kitchen with environmental health | -2
Dee’s Hair at Home | 0115 496 0152 | phone | word_of_mouth | 33 | talk@29 pause@12 | NG9 | personal_care | 1 | - | - | -
Trent Valley Sitters | 0115 496 0153 | phone | leaflet | 26 | talk@25 decline@17 | NG12 | companionship | 11 | - | - | -
Forest Walks | 0115 496 0154 | event | event | 15 | talk@8 | NG21 | going_out | - | - | Ring about public liability insurance | 3
Mansfield Menders | 0115 496 0155 | phone | job_centre | 1 | new | - | - | - | - | - | -`;

const DAY_MS = 86_400_000;

const WHY: Partial<Record<DevelopmentAction, DevelopmentReason>> = {pause: 'own_wish', decline: 'too_large'};

/** Micro-enterprises at every step: written down from a call or an event, talked with, developed, listed, stopped. */
export async function seedEnterprises(history: History): Promise<void> {
  const {app, clock, now, councilId, people} = history;
  const officer = somebody(councilId, people.get('officer') ?? '');
  for (const line of ENTERPRISES.trim().split('\n')) {
    const cells = line.split('|').map((cell) => cell.trim());
    const [name = '', phone = '', channel, source, daysAgo, steps = '', outcode, services = ''] = cells;
    const at = (days: string | number) => clock.set(new Date(now.getTime() - Number(days) * DAY_MS));
    at(daysAgo ?? 0);
    const asked = {name, phone, wants: 'business' as const, source: source as EnquirySource};
    const id = await app.get(RecordEnquiry).byOfficer(officer, asked, channel as EnquiryChannel);
    const [begun, ...later] = steps.split(' ').map((step) => step.split('@'));
    if (!begun?.[1]) continue;
    at(begun[1]);
    await app.get(DevelopEnterprise).begin(officer, id);
    const [fte, supported, next, inDays] = cells.slice(8).map((cell) => (cell === '-' ? null : cell));
    await app.get(DevelopEnterprise).facts(officer, id, {
      ...{fte: numberOf(fte), peopleSupported: numberOf(supported), outcode: outcode ?? null},
      ...{services: services.split(' '), nextAction: next ?? null, nextBy: null},
      nextOn: inDays ? addDays(londonDay(now), Number(inDays)) : null,
    });
    for (const [step = '', days = 0] of later) {
      at(days);
      if (step === 'meet_standards') await readyToList(history, id);
      const action = step as DevelopmentAction;
      await app.get(DevelopEnterprise).move(officer, id, action, {reason: WHY[action] ?? null, text: null});
    }
  }
  clock.set(now);
  await gardens(history);
}

const numberOf = (cell: string | null | undefined) => (cell ? Number(cell) : null);

/** It has brought everything, and its application is the one on the register. */
async function readyToList({app, councilId, people, listings}: History, id: string): Promise<void> {
  const officer = somebody(councilId, people.get('officer') ?? '');
  for (const task of DEVELOPMENT_TASKS) await app.get(DevelopEnterprise).task(officer, id, task, 'done');
  const [row] = await app
    .get(UnitOfWork)
    .run(councilId, (tx) =>
      tx.query<{id: string}[]>(
        `SELECT a.id FROM application a JOIN listing l ON l.member_id = a.member_id WHERE l.id = $1`,
        [listings.get('provider')],
      ),
    );
  if (row) await app.get(Enquiries).became(officer, id, row.id);
}

/** Two brothers who asked on the page, with a note, what was sent to them, and what comes next. */
async function gardens({app, clock, now, councilId, people}: History): Promise<void> {
  const officer = somebody(councilId, people.get('officer') ?? '');
  const all = await app.get(DevelopmentDesk).list(officer, 'new');
  const id = all.find(({name}) => name === 'Top Valley Gardens')?.enquiryId;
  if (!id) return;
  const develop = app.get(DevelopEnterprise);
  const daysAgo = (days: number) => clock.set(new Date(now.getTime() - days * DAY_MS));
  daysAgo(3);
  await develop.begin(officer, id);
  await develop.add(officer, id, 'note', 'Two brothers, want to start in spring. Both have a van.');
  const [policy] = (await app.get(ReadArea).forManager(officer)).resources.filter(({kind}) => kind === 'model_policy');
  if (policy)
    await app.get(SendResource).run(officer, id, policy.id, 'By e-mail, with the dates of the safeguarding course.');
  daysAgo(1);
  await develop.move(officer, id, 'develop', {reason: null, text: null});
  clock.set(now);
  await develop.task(officer, id, 'tax', 'done');
  await develop.facts(officer, id, {
    ...{fte: 2, peopleSupported: null, outcode: 'NG5', services: ['gardening', 'handy_person']},
    ...{nextAction: 'Ring about the insurance quotation', nextOn: addDays(londonDay(now), 5), nextBy: null},
  });
}
