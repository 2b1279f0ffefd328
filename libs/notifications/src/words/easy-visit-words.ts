import {formatDay, formatTime, londonDay} from '@app/kernel';
import type {TemplateCode, TemplateData} from '../templates/index.js';
import {counted, paragraphs} from '../templates/letter.js';
import {lineOf} from '../templates/visits-ahead.js';

type Words = {subject: string; body: string};

/** Changes of visits and of agreements, and cover, in easy read. */
export const EASY_VISITS: {readonly [C in TemplateCode]?: (data: TemplateData<C>) => Words} = {
  terms_changed: ({what, other, forName, startsOn}) => ({
    subject: {
      proposed: `${other} wants to change what you agreed`,
      accepted: `You have agreed something new: ${other}`,
      declined: `${other} said no`,
      withdrawn: `Everything stays: ${other}`,
    }[what],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      what === 'proposed' && 'Please read it. You can say yes. You can say no.',
      what === 'accepted' && `It starts on ${formatDay(startsOn)}.`,
      (what === 'declined' || what === 'withdrawn') && 'Everything stays as it was.',
    ),
  }),
  cover_asked: ({holder, startsAt, endsAt, answerBy}) => ({
    subject: `Can you come? ${holder}`,
    body: paragraphs(
      `${holder} needs somebody.`,
      `It is on ${formatDay(londonDay(new Date(startsAt)))}.`,
      `It starts at ${formatTime(new Date(startsAt))} and ends at ${formatTime(new Date(endsAt))}.`,
      `Please tell us by ${formatTime(new Date(answerBy))}.`,
    ),
  }),
  cover_told: ({what, other, forName, name, side, startsAt}) => ({
    subject: {
      started: `We look for somebody else: ${other}`,
      ring: 'Please ring somebody',
      found: `Somebody comes: ${name ?? ''}`,
      nobody: 'We have found nobody yet',
      withdrawn: `Everything stays: ${other}`,
    }[what],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      `It is about ${formatDay(londonDay(new Date(startsAt)))}.`,
      what === 'ring' && name && `Please ring ${name}.`,
      what === 'found' && name && side === 'holder' && `${name} comes to you.`,
      what === 'nobody' && side === 'holder' && 'You can ring us.',
    ),
  }),
  visits_moved: ({what, other, forName, startsAt, endsAt}) => ({
    subject: {
      proposed: `${other} wants another time`,
      accepted: `There is a new time: ${other}`,
      declined: `${other} said no`,
      withdrawn: `The time stays: ${other}`,
      expired: `The time stays: ${other}`,
    }[what],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      ['proposed', 'accepted'].includes(what) &&
        `${what === 'accepted' ? 'The new time is' : 'The new time would be'} ${formatDay(londonDay(new Date(startsAt)))}.`,
      ['proposed', 'accepted'].includes(what) &&
        `It starts at ${formatTime(new Date(startsAt))} and ends at ${formatTime(new Date(endsAt))}.`,
      what === 'proposed' && 'You can say yes. You can say no.',
      ['declined', 'withdrawn', 'expired'].includes(what) && 'Everything stays as it was.',
    ),
  }),
  shared_told: ({what, title, forName, name}) => ({
    subject: {
      asked: `Somebody wants to come too: ${title}`,
      joined: `Somebody comes too: ${title}`,
      leaving: `Somebody does not want to come any more: ${title}`,
      left: `Somebody does not come any more: ${title}`,
      booked: `You asked for it: ${title}`,
      away: `${name ?? ''} does not come: ${title}`,
      back: `${name ?? ''} comes again: ${title}`,
    }[what],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      (what === 'asked' || what === 'leaving') && 'You can say yes. You can say no.',
      what === 'booked' && 'We keep the money for it.',
      !['asked', 'leaving', 'booked'].includes(what) && 'You can see what you pay.',
    ),
  }),
  visits_ahead: ({day, visits}) => ({
    subject: `On ${formatDay(day)}`,
    body: paragraphs(...visits.map(lineOf), 'You do not want this? You can switch it off.'),
  }),
  visits_open: ({worker, holder, visits, firstOn}) => ({
    subject: `Choose who comes: ${holder}`,
    body: paragraphs(
      `${worker} cannot go.`,
      visits === 1 ? `It is the visit on ${formatDay(firstOn)}.` : `It is ${counted(visits, 'visit')}.`,
      visits > 1 && `They start on ${formatDay(firstOn)}.`,
      'Please choose somebody else.',
    ),
  }),
  visits_told: ({what, other, forName, firstOn, side}) => ({
    subject: {
      cancelled_one: `A visit is called off: ${other}`,
      cancelled_following: `Visits are called off: ${other}`,
      missed: `Nobody came: ${other}`,
      nobody_in: `Nobody was in: ${other}`,
      paused: `Visits stop for some time: ${other}`,
      resumed: `Visits go on: ${other}`,
      not_resumed: `Some visits do not go on: ${other}`,
      funded: `There is money for your visits: ${other}`,
      will_not_fit: `There is not enough money: ${other}`,
      unfunded: `There is no money for some visits: ${other}`,
      payers_changed: `Other money pays: ${other}`,
      ending: `The work together ends: ${other}`,
      shared_ending: `Visits are called off: ${other}`,
    }[what],
    body: paragraphs(
      forName && `This is about ${forName}.`,
      what === 'cancelled_one'
        ? `It is the visit on ${formatDay(firstOn)}.`
        : what === 'ending' || what === 'shared_ending'
          ? `The last day is ${formatDay(firstOn)}.`
          : `It starts on ${formatDay(firstOn)}.`,
      what === 'payers_changed' && 'The same person comes at the same time.',
      side === 'holder' && ['will_not_fit', 'unfunded'].includes(what) && 'Please talk to us.',
    ),
  }),
};
