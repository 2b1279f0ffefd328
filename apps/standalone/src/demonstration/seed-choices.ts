import {GiveFeedback, KeepShortlist, ModerateFeedback, ReplyToFeedback} from '@app/choices';
import type {History} from './history.js';
import {somebody} from './use-cases.js';

/** Whom somebody thinks of choosing, and what was said after visits and answered. */
export async function seedChoices({app, councilId, people, listings}: History): Promise<void> {
  const as = (login: string) => somebody(councilId, people.get(login) ?? '');
  const keeps = app.get(KeepShortlist);
  const notes = {
    pa: 'Laughs easily. Knows Mum’s road.',
    pa2: 'Has a car; ask about Sundays.',
    provider: 'Their Thursday workshop, with lunch. Go and see first.',
  };
  for (const [login, note] of Object.entries(notes)) {
    await keeps.add(as('holder'), listings.get(login) ?? '', note);
  }
  const feedback = app.get(GiveFeedback);
  const [visited] = await feedback.list(as('holder'));
  if (!visited) return;
  await feedback.give(as('holder'), visited.listingId, {
    wentWell: ['kind', 'on_time', 'listened'],
    again: 'yes',
    text: 'Always on time, and never in a hurry. We planned the week together.',
  });
  const desk = app.get(ModerateFeedback);
  const [waiting] = await desk.list(as('officer'));
  if (!waiting) return;
  await desk.decide(as('officer'), waiting.id, null);
  const login = [...listings].find(([, id]) => id === visited.listingId)?.[0];
  if (login) await app.get(ReplyToFeedback).reply(as(login), waiting.id, 'Thank you. I look forward to Tuesdays too.');
}
