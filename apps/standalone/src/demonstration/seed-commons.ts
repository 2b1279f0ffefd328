import {
  KeepArea,
  KeepCommunity,
  PriceArea,
  SendCommunity,
  TakePlace,
  WaitForCourse,
  type CommunityText,
} from '@app/directory';
import {addDays, londonDay, londonInstant} from '@app/kernel';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** Made up, at real postcodes: sort, name, postcode, services, needs, times, place, cost, how to turn up, summary. */
const ENTRIES = `
club | Beeston Memory Café | NG9 3PW | groups companionship | dementia | Every Tuesday, 10.30am to noon | Middle Street Hall, Beeston | Free, donations for cake | Just come along, with whoever cares for you. Jo meets newcomers at the door. | Songs, games and talk for people who live with dementia and those beside them.
preventive | Forest Fields Handy Scheme | NG5 1BB | handy_person | physical | Weekdays, 9am to 4pm | It comes to you | Free for people over 60; you pay for parts | Ring and say what needs doing. Two volunteers come within a week. | Grab rails, light bulbs, loose carpets: the small things that make a home safer.
peer_support | Quiet Room Peers | NG2 3HR | peer_support companionship | mental_health | Mondays and Thursdays, 6pm to 8pm | The back room of the Bridgford library | Free | Come as you are; you need not say anything the first time. | People who have been through a mental health crisis, for people who are in one or near one.
advocacy | Speak Up Nottinghamshire | NG3 4FR | advocacy information | learning_disability autism | Weekdays, 10am to 3pm, by appointment | St Ann’s Valley Centre, or where you are | Free, and independent of the council | Ring or write. You can bring anybody, and nobody decides for you. | Independent advocates who help you to say what you want, in reviews, plans and complaints.
club | Arnold Men’s Shed | NG5 5BB | groups | physical | Wednesdays and Fridays, 9.30am to 1pm | Behind the old fire station, Arnold | £2 a session, tea included | Drop in. Bring nothing, take home a bird box. | Wood, tools and company; benches at wheelchair height.
preventive | County Telecare Response | NG18 6BJ | telecare information | physical dementia | Day and night | All over the county | First six weeks free after a fall | Ask your doctor, a social worker, or ring yourself. | Pendant alarms and sensors, and somebody who comes when they go off.
group | Newark Carers’ Coffee | NG24 4HT | groups peer_support | - | First Saturday of the month, 10am | The Buttermarket, upstairs (there is a lift) | Buy your own coffee | Look for the yellow tablecloth. | For anybody who looks after somebody: an hour with people who know.
`;

function entry(line: string, at: number): CommunityText {
  const [
    sort = '',
    name = '',
    postcode = '',
    services = '',
    needs = '',
    times = '',
    place = '',
    cost = '',
    how = '',
    summary = '',
  ] = line.split('|').map((cell) => cell.trim());
  return {
    ...{sort: sort as CommunityText['sort'], name, summary, about: '', times, place, cost, postcode, howToJoin: how},
    services: services.split(' '),
    needs: needs === '-' ? [] : needs.split(' '),
    languages: ['en'],
    reachKm: sort === 'club' || sort === 'group' ? 12 : 40,
    phone: `01632 9602${String(at).padStart(2, '0')}`,
    ...{email: null, website: null, contactPublic: true},
  };
}

/** What is not for sale, something that waits to be looked at, and what members of the register find. */
export async function seedCommons({app, now, councilId, people}: History): Promise<void> {
  const officer = somebody(councilId, people.get('officer') ?? '');
  const keep = app.get(KeepCommunity);
  const ids: string[] = [];
  for (const [at, line] of ENTRIES.trim().split('\n').entries()) ids.push(await keep.list(officer, entry(line, at)));
  const checked = {
    what: 'Public liability insurance, a safeguarding policy, and DBS checks of its volunteers',
    on: addDays(londonDay(now), -40),
  };
  await keep.check(officer, ids[1] ?? '', checked);
  const choir =
    'group | Meadows Sing for Breath | NG2 1QA | groups mobility | physical | Thursdays, 2pm | The Meadows Embankment pavilion | £1 | Come ten minutes early, the kettle is on. | A choir for people with lung conditions. No audition, nobody sings alone.';
  await app
    .get(SendCommunity)
    .run(councilId, entry(choir, 90), {name: 'Pauline Frost', email: 'pauline@choir.example'});

  const area = app.get(KeepArea);
  const text =
    'From January the council pays for the enhanced DBS check of every PA who is paid from a direct payment. Ask us for the form.';
  await area.add(officer, {
    kind: 'notice',
    title: 'Your DBS check is paid for',
    text,
    link: null,
    throughOn: addDays(londonDay(now), 60),
  });
  const policy = 'A page to copy: who knows where you are, when you ring, and what happens when you do not.';
  await area.add(officer, {kind: 'model_policy', title: 'Lone working', text: policy, link: null, throughOn: null});
  const guide = 'Forty pages from the first idea to the first invoice, with a cash-flow sheet. Printed and bound.';
  const starting = {kind: 'guide' as const, title: 'Starting a micro-enterprise', text: guide, link: null};
  const workbook = await area.add(officer, {...starting, throughOn: null});
  const price = {pricePence: 1_200, startsOn: londonDay(now)};
  await app.get(PriceArea).run(officer, 'resource', workbook, price);
  const nhs = 'https://www.skillsforcare.org.uk/Employing-your-own-care-and-support/Home.aspx';
  await area.add(officer, {
    kind: 'link',
    title: 'Skills for Care: information for PAs',
    text: '',
    link: nhs,
    throughOn: null,
  });
  const day = addDays(londonDay(now), 21);
  await area.offer(officer, {
    ...{
      title: 'Safeguarding adults and the Mental Capacity Act',
      text: 'What to look for, what to say, whom to ring.',
      place: 'County Hall, West Bridgford',
    },
    ...{startsAt: londonInstant(day, '09:30'), endsAt: londonInstant(day, '12:30'), places: 16, pricePence: 0},
  });
  const firstAid = await area.offer(officer, {
    ...{
      title: 'Emergency first aid',
      text: 'One morning, with a certificate for three years.',
      place: 'Beeston Library',
    },
    ...{startsAt: londonInstant(addDays(day, 7), '09:30'), endsAt: londonInstant(addDays(day, 7), '13:00')},
    ...{places: 12, pricePence: 3_500},
  });
  const [amina, tom, grace] = ['pa', 'pa2', 'provider'].map((login) => somebody(councilId, people.get(login) ?? ''));
  if (!amina || !tom || !grace) return;
  await app.get(TakePlace).take(amina, firstAid);
  const hoists = await area.offer(officer, {
    ...{title: 'Hoists and slide sheets', text: 'Hands on, two to a trainer.', place: 'Mansfield Library'},
    ...{startsAt: londonInstant(addDays(day, 2), '14:00'), endsAt: londonInstant(addDays(day, 2), '16:00')},
    ...{places: 2, pricePence: 0},
  });
  for (const who of [amina, tom]) await app.get(TakePlace).take(who, hoists);
  await app.get(WaitForCourse).join(grace, hoists);
}
