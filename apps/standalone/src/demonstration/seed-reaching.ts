import {
  AnswerAdvert,
  ModerateAdverts,
  PlaceAdvert,
  SendMessage,
  ShareContact,
  StartConversation,
  type AdvertText,
} from '@app/conversations';
import {addDays, londonDay} from '@app/kernel';
import {DevelopEnterprise, DevelopmentDesk} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

const SATURDAYS: Omit<AdvertText, 'closesOn'> = {
  title: 'Company for Saturday football',
  text: 'I follow non-league football and would like somebody to come along, drive, and talk about the match. Two or three hours on Saturdays from August to May. I use a wheelchair and transfer by myself.',
  services: ['going_out', 'transport'],
  near: 'NG9 1PE',
  hoursPerWeek: 3,
};
const MORNINGS: Omit<AdvertText, 'closesOn'> = {
  title: 'Somebody who cooks South Asian food',
  text: 'Twice a week at midday, for my mother and me. She likes to help and to be asked. Vegetarian, no eggs.',
  services: ['meals', 'companionship'],
  near: 'NG7 2QY',
  hoursPerWeek: 4,
};

/** People writing to each other, an advert that was answered and one that waits, and an enterprise on its way. */
export async function seedReaching(history: History): Promise<void> {
  const {app, now, councilId, people, listings} = history;
  const as = (login: string) => somebody(councilId, people.get(login) ?? '');
  const closesOn = addDays(londonDay(now), 28);
  const talk = await app
    .get(StartConversation)
    .run(
      as('holder'),
      listings.get('pa') ?? '',
      'Good morning. Could you help me on Tuesday mornings, and do you mind dogs?',
    );
  await app.get(SendMessage).run(as('pa'), talk, 'I love dogs. Tuesdays suit me from next week. Shall we talk first?');
  await app.get(ShareContact).give(as('pa'), talk, '01632 960147, after 4pm');

  const advert = await app.get(PlaceAdvert).place(as('holder2'), {...SATURDAYS, closesOn});
  await app.get(ModerateAdverts).approve(as('officer'), advert);
  const answer = 'I go to most home games myself, and my car takes a folded chair.';
  await app.get(AnswerAdvert).run(as('pa2'), advert, listings.get('pa2') ?? null, answer);
  await app.get(PlaceAdvert).place(as('carer'), {...MORNINGS, closesOn});

  const officer = as('officer');
  const [gardens] = await app.get(DevelopmentDesk).list(officer, 'new');
  if (!gardens) return;
  const develop = app.get(DevelopEnterprise);
  await develop.begin(officer, gardens.enquiryId);
  await develop.add(officer, gardens.enquiryId, 'note', 'Two brothers, want to start in spring. Both have a van.');
  await develop.add(
    officer,
    gardens.enquiryId,
    'resource',
    'Our guide to insurance, and the safeguarding course in January',
  );
  await develop.move(officer, gardens.enquiryId, 'develop', {reason: null, text: null});
  await develop.task(officer, gardens.enquiryId, 'tax', 'done');
  await develop.facts(officer, gardens.enquiryId, {
    fte: 2,
    peopleSupported: null,
    outcode: 'NG5',
    services: ['gardening', 'handy_person'],
    nextAction: 'Ring about the insurance quotation',
    nextOn: addDays(londonDay(now), 5),
  });
}
