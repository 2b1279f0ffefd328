import {invalid, type FieldError, type Pence} from '@app/kernel';
import {isClockTime, type ClockTime} from '@app/listings';

/** What may help: people, places, what is paid for, things, and what costs nothing. */
export const HELP_KINDS = ['people', 'community', 'service', 'equipment', 'unpaid'] as const;
export type HelpKind = (typeof HELP_KINDS)[number];
export type ItemKind = 'outcome' | HelpKind | 'risk';

export interface Outcome {
  text: string;
  note: string | null;
}

export interface Help extends Outcome {
  kind: HelpKind;
}

/** A risk that is worth taking: what could happen, what is done about it, and who talked it through and agreed. */
export interface Risk {
  text: string;
  note: string;
  agreedWith: string;
}

export interface WeekTime {
  /** 1 is Monday, 7 is Sunday. */
  weekdays: number[];
  from: ClockTime;
  /** No later than `from`: on the next day. */
  to: ClockTime;
  service: string | null;
  text: string | null;
  /** About how much an hour; null costs nothing. */
  ratePence: Pence | null;
}

/** All that somebody writes in a plan. */
export interface PlanContent {
  about: string | null;
  backup: string | null;
  helpedBy: string | null;
  indicativePence: Pence | null;
  outcomes: Outcome[];
  help: Help[];
  risks: Risk[];
  times: WeekTime[];
}

export const EMPTY_PLAN: PlanContent = {
  ...{about: null, backup: null, helpedBy: null, indicativePence: null},
  ...{outcomes: [], help: [], risks: [], times: []},
};

const MOST = 20;
const SERVICE = /^[a-z][a-z0-9_]{1,39}$/;

/**
 * What was written, with blanks around it taken away. The tables hold to the same.
 * @throws VALIDATION_FAILED naming each field that is wrong
 */
export function checkContent(given: PlanContent): PlanContent {
  const errors: FieldError[] = [];
  const text = (field: string, value: string | null, longest: number): string | null => {
    const written = value?.normalize('NFC').trim() ?? '';
    if (written.length > longest) errors.push({field, message: `Write it in ${longest} characters or fewer.`});
    return written === '' ? null : written;
  };
  const needed = (field: string, value: string | null, longest: number, message: string): string => {
    const written = text(field, value, longest);
    if (written === null) errors.push({field, message});
    return written ?? '';
  };
  for (const field of ['outcomes', 'help', 'risks', 'times'] as const) {
    if (given[field].length > MOST) errors.push({field, message: `Write down ${MOST} at most.`});
  }
  const content: PlanContent = {
    about: text('about', given.about, 4_000),
    backup: text('backup', given.backup, 2_000),
    helpedBy: text('helped_by', given.helpedBy, 200),
    indicativePence: given.indicativePence,
    outcomes: given.outcomes.map((each, index) => ({
      text: needed(`outcomes.${index}.text`, each.text, 1_000, 'Say what they want.'),
      note: text(`outcomes.${index}.note`, each.note, 1_000),
    })),
    help: given.help.map((each, index) => ({
      kind: each.kind,
      text: needed(`help.${index}.text`, each.text, 1_000, 'Say what will help.'),
      note: text(`help.${index}.note`, each.note, 1_000),
    })),
    risks: given.risks.map((each, index) => ({
      text: needed(`risks.${index}.text`, each.text, 1_000, 'Say what could happen.'),
      note: needed(`risks.${index}.note`, each.note, 1_000, 'Say what is done about it.'),
      agreedWith: needed(`risks.${index}.agreed_with`, each.agreedWith, 200, 'Say who talked it through and agreed.'),
    })),
    times: given.times.map((each, index) => ({...each, text: text(`times.${index}.text`, each.text, 200)})),
  };
  if (given.indicativePence !== null && !isSum(given.indicativePence, 0, 10_000_000)) {
    errors.push({field: 'indicative_pence', message: 'Give a weekly sum from nought to £100,000.'});
  }
  content.times.forEach((time, index) => errors.push(...timeErrors(time, `times.${index}`)));
  if (errors.length) throw invalid(errors);
  return content;
}

function timeErrors({weekdays, from, to, service, text, ratePence}: WeekTime, at: string): FieldError[] {
  const errors: FieldError[] = [];
  const days = new Set(weekdays);
  if (days.size === 0 || days.size !== weekdays.length || weekdays.some((day) => ![1, 2, 3, 4, 5, 6, 7].includes(day)))
    errors.push({field: `${at}.weekdays`, message: 'Choose the days of the week.'});
  if (!isClockTime(from) || from === '24:00') errors.push({field: `${at}.from`, message: 'Give a time, like 09:00.'});
  if (!isClockTime(to) || to === '24:00') errors.push({field: `${at}.to`, message: 'Give a time, like 11:00.'});
  else if (from === to) errors.push({field: `${at}.to`, message: 'It must end at another time than it begins.'});
  if (service !== null && !SERVICE.test(service))
    errors.push({field: `${at}.service`, message: 'Choose one of the kinds of help.'});
  if (service === null && text === null) errors.push({field: `${at}.service`, message: 'Say what it is for.'});
  if (ratePence !== null && !isSum(ratePence, 1, 1_000_000))
    errors.push({field: `${at}.rate_pence`, message: 'Give a rate from 1p to £10,000.'});
  return errors;
}

function isSum(pence: number, least: number, most: number): boolean {
  return Number.isInteger(pence) && pence >= least && pence <= most;
}
