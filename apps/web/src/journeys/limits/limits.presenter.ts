import type {LimitDays, LimitKind, TimeLimit} from '@app/register';
import {t, words} from '../../words/t.js';

const TITLES = words<Record<LimitKind, string>>({
  submitted: 'Until the checks begin',
  in_checks: 'Until everything is checked',
  ready: 'Until there is a decision',
  appeal: 'Appeals',
  renewal: 'Renewals and reminders',
});

const HINTS = words<Record<LimitKind, string>>({
  submitted: 'From the day on which an application is handed in. The queue shows which have waited longer.',
  in_checks: 'From the first piece of evidence. The queue shows which have waited longer.',
  ready: 'From the day on which nothing is missing. The queue shows which have waited longer.',
  appeal: 'A decision goes by what was in force on its day.',
  renewal: 'Counted back from the day on which something lapses.',
});

/** What stands in the boxes of each kind, as it is now. */
interface Box {
  name: string;
  label: string;
  hint?: string;
  value: string;
}

export function limitsPage(limits: readonly TimeLimit[]) {
  return limits.map(({limit, ...rest}) => ({
    ...rest,
    kind: limit.kind,
    title: TITLES[limit.kind],
    words: limitWords(limit),
  }));
}

export function limitPage(kind: LimitKind, limits: readonly TimeLimit[]) {
  const now = limits.find(({limit, later}) => limit.kind === kind && !later);
  return {
    kind,
    title: TITLES[kind],
    hint: HINTS[kind],
    now,
    words: now && limitWords(now.limit),
    boxes: now ? boxes(now.limit) : [],
  };
}

function limitWords(limit: LimitDays): string {
  if (limit.kind === 'appeal') {
    return t('{{appeal}} to appeal, {{answer}} to answer', {
      appeal: days(limit.daysToAppeal),
      answer: days(limit.daysToAnswer),
    });
  }
  if (limit.kind !== 'renewal') return days(limit.days);
  const opens = days(limit.opensDays);
  const reminders = latestLast(limit.remindDays);
  return reminders
    ? t('Renewals open {{opens}} before; reminders {{reminders}} days before', {opens, reminders})
    : t('Renewals open {{opens}} before; no reminders', {opens});
}

function boxes(limit: LimitDays): Box[] {
  if (limit.kind === 'appeal') {
    return [
      {name: 'appeal', label: t('How many days has somebody to appeal?'), value: String(limit.daysToAppeal)},
      {name: 'answer', label: t('In how many days does the council answer?'), value: String(limit.daysToAnswer)},
    ];
  }
  if (limit.kind !== 'renewal') {
    return [{name: 'days', label: t('In how many days?'), value: String(limit.days)}];
  }
  return [
    {name: 'opens', label: t('How many days before a lapse can it be renewed?'), value: String(limit.opensDays)},
    {
      name: 'remind',
      label: t('How many days before a lapse are people reminded?'),
      hint: t('Up to six, for example 60, 30, 7'),
      value: latestLast(limit.remindDays),
    },
  ];
}

const days = (count: number) => t('{{count}} days', {count});
const latestLast = (all: readonly number[]) => [...all].sort((a, b) => b - a).join(', ');
