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

const EVENINGS: Omit<AdvertText, 'closesOn'> = {
  title: 'Company on Wednesday evenings',
  text: 'My choir sings on Wednesdays from seven to nine, five minutes away. I would like to go with somebody who does not mind singing along, and to be home by half past nine.',
  services: ['companionship', 'going_out'],
  near: 'NG1 5DT',
  hoursPerWeek: 3,
};
const ALLOTMENT: Omit<AdvertText, 'closesOn'> = {
  title: 'A hand on the allotment',
  text: 'Digging and carrying, which I cannot do any more. I know what to plant and where.',
  services: ['gardening'],
  near: 'NG9 1PE',
  hoursPerWeek: 2,
};
const SAY_WHICH_DAYS = 'Please say which days suit you, and whether there is a toilet nearby. People ask.';

/** People writing to each other; adverts that were answered, show, wait, and were sent back. */
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
  const evenings = await app.get(PlaceAdvert).place(as('holder'), {...EVENINGS, closesOn});
  await app.get(ModerateAdverts).approve(as('officer'), evenings);
  const gone = await app.get(PlaceAdvert).place(as('holder2'), {...ALLOTMENT, closesOn});
  await app.get(ModerateAdverts).refuse(as('officer'), gone, SAY_WHICH_DAYS);
}
