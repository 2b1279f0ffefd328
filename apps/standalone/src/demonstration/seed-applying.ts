import {AnswerQuestion, ChangeChannel, NameReferee, RecordEnquiry, type NewEnquiry} from '@app/register';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** What an applicant told the officer on the telephone so far, and whom they named. */
export interface ToldSoFar {
  answers: Readonly<Record<string, string | string[]>>;
  referee: {number: number; name: string; email: string; relationship: 'employer' | 'client' | 'tutor'};
}

/** Written down by the officer for somebody who rang. */
export async function tell({app, councilId, people}: History, id: string, told: ToldSoFar): Promise<void> {
  const officer = somebody(councilId, people.get('officer') ?? '');
  await app.get(ChangeChannel).run(officer, id, 'phone');
  for (const [question, answer] of Object.entries(told.answers)) {
    await app.get(AnswerQuestion).run(officer, id, question, answer);
  }
  await app.get(NameReferee).run(officer, id, 'reference', {...told.referee, knownFor: 'over_3'});
}

/** Made up. Two asked on the page, one at an event. */
const ENQUIRIES: readonly (NewEnquiry & {daysAgo: number; event?: true})[] = [
  {
    name: 'Hazel Marsh',
    email: 'hazel.marsh@people.example',
    wants: 'pa',
    source: 'word_of_mouth',
    note: 'I look after my uncle. Can I be paid by other people too?',
    daysAgo: 2,
  },
  {name: 'Top Valley Gardens', phone: '0115 496 0177', wants: 'business', source: 'search_engine', daysAgo: 4},
  {name: 'Errol Finch', phone: '0115 496 0188', wants: 'pa', source: 'event', daysAgo: 6, event: true},
];

export async function seedEnquiries({app, clock, now, councilId, people}: History): Promise<void> {
  const officer = somebody(councilId, people.get('officer') ?? '');
  for (const {daysAgo, event, ...enquiry} of [...ENQUIRIES].sort((a, b) => b.daysAgo - a.daysAgo)) {
    clock.set(new Date(now.getTime() - daysAgo * 86_400_000));
    if (event) await app.get(RecordEnquiry).byOfficer(officer, enquiry, 'event');
    else await app.get(RecordEnquiry).fromPage(councilId, enquiry);
  }
}
