import type {LimitDays, LimitKind, TimeLimit} from '@app/register';

const TITLES: Record<LimitKind, string> = {
  submitted: 'Until the checks begin',
  in_checks: 'Until everything is checked',
  ready: 'Until there is a decision',
  appeal: 'Appeals',
  renewal: 'Renewals and reminders',
};

const HINTS: Record<LimitKind, string> = {
  submitted: 'From the day on which an application is handed in. The queue shows which have waited longer.',
  in_checks: 'From the first piece of evidence. The queue shows which have waited longer.',
  ready: 'From the day on which nothing is missing. The queue shows which have waited longer.',
  appeal: 'A decision goes by what was in force on its day.',
  renewal: 'Counted back from the day on which something lapses.',
};

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
    words: words(limit),
  }));
}

export function limitPage(kind: LimitKind, limits: readonly TimeLimit[]) {
  const now = limits.find(({limit, later}) => limit.kind === kind && !later);
  return {
    kind,
    title: TITLES[kind],
    hint: HINTS[kind],
    now,
    words: now && words(now.limit),
    boxes: now ? boxes(now.limit) : [],
  };
}

function words(limit: LimitDays): string {
  if (limit.kind === 'appeal') return `${days(limit.daysToAppeal)} to appeal, ${days(limit.daysToAnswer)} to answer`;
  if (limit.kind !== 'renewal') return days(limit.days);
  const {opensDays, remindDays} = limit;
  const reminders = [...remindDays].sort((a, b) => b - a).join(', ');
  return `Renewals open ${days(opensDays)} before; ${reminders ? `reminders ${reminders} days before` : 'no reminders'}`;
}

function boxes(limit: LimitDays): Box[] {
  if (limit.kind === 'appeal') {
    return [
      {name: 'appeal', label: 'How many days has somebody to appeal?', value: String(limit.daysToAppeal)},
      {name: 'answer', label: 'In how many days does the council answer?', value: String(limit.daysToAnswer)},
    ];
  }
  if (limit.kind !== 'renewal') {
    return [{name: 'days', label: 'In how many days?', value: String(limit.days)}];
  }
  return [
    {name: 'opens', label: 'How many days before a lapse can it be renewed?', value: String(limit.opensDays)},
    {
      name: 'remind',
      label: 'How many days before a lapse are people reminded?',
      hint: 'Up to six, for example 60, 30, 7',
      value: [...limit.remindDays].sort((a, b) => b - a).join(', '),
    },
  ];
}

const days = (number: number) => (number === 1 ? '1 day' : `${number} days`);
