import {reachOf, usualOf, type Principal} from '@app/identity';
import {addDays, londonDay, londonInstant, weekday} from '@app/kernel';
import {
  AgreePlan,
  DecidePlan,
  MakeProposal,
  ReadPlans,
  SetBackup,
  StartPlan,
  WritePlan,
  type PlanContent,
} from '@app/plans';
import type {INestApplicationContext} from '@nestjs/common';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

const MARGARET: PlanContent = {
  about:
    'I taught for thirty years and still like to know what the young ones are up to. My knees are bad and my memory is not what it was. A good day is one on which I have been out.',
  backup: 'Helen rings round. If nobody can come, Mrs Dale from number 12 looks in, and the shopping waits a day.',
  helpedBy: 'Helen, my daughter',
  indicativePence: null,
  outcomes: [
    {text: 'To get out of the house twice a week and meet people.', note: 'I have been to the coffee morning again.'},
    {text: 'To go on cooking my own dinner.', note: null},
  ],
  help: [
    {kind: 'people', text: 'Helen comes on Saturdays and rings every evening.', note: null},
    {kind: 'community', text: 'The coffee morning at the library, on Thursdays.', note: 'It costs nothing.'},
    {kind: 'service', text: 'Somebody to go out with me, and to cook beside me.', note: null},
    {kind: 'equipment', text: 'A perching stool for the kitchen.', note: 'Asked for in May.'},
  ],
  risks: [
    {
      text: 'I might fall when I walk to the library alone.',
      note: 'I take my stick and my phone, and Helen knows when I set out. I would rather go than stay in.',
      agreedWith: 'Helen, and Jean Porter from the council',
    },
  ],
  times: [
    {
      ...{weekdays: [2, 4], from: '14:00', to: '16:00'},
      ...{service: 'going_out', text: 'library and shops', ratePence: 1_500},
    },
    {weekdays: [6], from: '10:00', to: '12:00', service: null, text: 'Helen: washing and a walk', ratePence: null},
  ],
};

const DANIEL: PlanContent = {
  about: 'I like to be outside, and I like to be asked rather than told.',
  backup: 'My brother Will can come in the evening. The garden can wait.',
  helpedBy: null,
  indicativePence: null,
  outcomes: [{text: 'To grow vegetables again, with somebody to talk to.', note: 'Something of mine is on the table.'}],
  help: [{kind: 'unpaid', text: 'The allotment society meets on Sundays, and anybody may come.', note: null}],
  risks: [],
  times: [
    {
      ...{weekdays: [3], from: '13:00', to: '15:00'},
      ...{service: 'gardening', text: 'the raised beds', ratePence: 1_800},
    },
  ],
};

/** A plan that the council accepted; another that a broker wrote, and what she proposes, which wait for a yes. */
export async function seedPlans({app, now, councilId, people, listings}: History): Promise<void> {
  const principal = (key: string) => somebody(councilId, people.get(key) ?? '');
  const holder = principal('holder');
  const own = await write(app, holder, MARGARET);
  await app.get(AgreePlan).agree(holder, own);
  const reasons = 'It says what matters to you and how it will help. We look at it together in six months.';
  await app.get(DecidePlan).run(principal('approver'), own, {outcome: 'accepted', reasons});
  await app.get(SetBackup).contacts(holder, [
    {kind: 'friend', listingId: null, name: 'Helen Oakley', phone: '0115 496 0101', note: 'Daughter. Has a key.'},
    {kind: 'pa', listingId: listings.get('pa') ?? null, name: 'Amina K.', phone: '0115 496 0102', note: null},
  ]);
  await app.get(SetBackup).share(holder, true);

  const broker = actingFor(principal('broker'), {id: people.get('holder2') ?? '', name: 'Daniel Priestley'});
  await app.get(AgreePlan).offer(broker, await write(app, broker, DANIEL));
  const today = londonDay(now);
  const wednesday = addDays(today, 17 - weekday(today));
  await app.get(MakeProposal).run(broker, {
    kind: 'visits',
    note: 'They have raised beds at another garden and bring their own tools. Two people, so somebody always comes.',
    visits: {
      listingId: listings.get('provider') ?? '',
      startsAt: londonInstant(wednesday, '13:00'),
      endsAt: londonInstant(wednesday, '15:00'),
      rrule: 'FREQ=WEEKLY;BYDAY=WE;COUNT=4',
      lineId: null,
    },
  });
}

async function write(app: INestApplicationContext, principal: Principal, content: PlanContent): Promise<string> {
  const id = await app.get(StartPlan).run(principal);
  const {revision} = await app.get(ReadPlans).one(principal, id);
  await app.get(WritePlan).run(principal, id, revision, content);
  return id;
}

function actingFor(broker: Principal, person: {id: string; name: string}): Principal {
  const powers = [...usualOf('broker'), 'see_plan', 'write_plan', 'propose'] as const;
  const reach = reachOf([{kind: 'broker', powers, areas: ['money', 'welfare'], lines: []}]);
  return {...broker, actingFor: {personId: person.id, name: person.name, kind: 'broker', reach, contact: null}};
}
