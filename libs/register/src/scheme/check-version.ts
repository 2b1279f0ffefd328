import {addMonths, invalid, isDay, type Day, type FieldError} from '@app/kernel';
import {COUNTS_FROM, DBS_LEVELS, MEMBER_KINDS, ON_LAPSE, ONLY_WHEN, RECORDERS} from './requirement-kinds.js';
import {REQUIREMENT_KINDS, SCHEME_KINDS} from './requirement-kinds.js';
import type {PlannedRequirement, PlannedVersion} from './planned-version.js';

const ONE_LINE = /^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u;
const CODE = /^[a-z][a-z0-9_]{1,39}$/;
const FURTHEST_MONTHS = 5 * 12;
const MOST_REQUIREMENTS = 40;
const LONGEST_VALID_MONTHS = 600;
const LONGEST_GRACE_DAYS = 366;

/** Looked at in the original by somebody of the council. */
const SEEN_BY_OFFICERS = ['dbs', 'identity', 'right_to_work'];

/** @throws VALIDATION_FAILED naming every field that is wrong: `requirements.2.title` */
export function checkVersion(planned: PlannedVersion, today: Day): void {
  const {name, kind, memberKind, startsOn, membersFrom, requirements} = planned;
  const wrong: FieldError[] = [];
  const that: That = (holds, field, message) => {
    if (!holds) wrong.push({field, message});
  };
  const furthest = addMonths(today, FURTHEST_MONTHS);
  that(isLine(name, 100), 'scheme', 'Give the register a name of up to 100 characters.');
  that(SCHEME_KINDS.includes(kind), 'kind', 'Choose whether it checks or lists for information.');
  that(MEMBER_KINDS.includes(memberKind), 'member_kind', 'Choose for whom it is.');
  that(isDay(startsOn) && startsOn >= today, 'starts_on', 'It starts today or later: what was asked up to now stands.');
  that(!isDay(startsOn) || startsOn <= furthest, 'starts_on', 'The day it starts is more than five years ahead.');
  if (membersFrom !== null) {
    that(isDay(membersFrom) && membersFrom > today, 'members_from', 'Members move to it tomorrow at the earliest.');
    that(!isDay(membersFrom) || membersFrom >= startsOn, 'members_from', 'Members move to it when it has started.');
    that(!isDay(membersFrom) || membersFrom <= furthest, 'members_from', 'That day is more than five years ahead.');
  }
  that(kind !== 'information' || requirements.length === 0, 'requirements', CHECKS_NOTHING);
  that(kind !== 'accredited' || requirements.length > 0, 'requirements', 'A register that checks asks for something.');
  that(requirements.length <= MOST_REQUIREMENTS, 'requirements', `Ask for no more than ${MOST_REQUIREMENTS} things.`);
  const codes = requirements.flatMap((each) => each.code ?? []);
  that(new Set(codes).size === codes.length, 'requirements', 'Each code is there once.');
  requirements.forEach((each, index) => {
    checkRequirement(each, `requirements.${index}`, that);
    const nobody = each.eachWorker === true && memberKind === 'pa';
    that(!nobody, `requirements.${index}.each_worker`, 'A PA has nobody who works for them.');
  });
  if (wrong.length) throw invalid(wrong);
}

const CHECKS_NOTHING = 'A scheme that lists for information checks nothing, so it asks for nothing.';

type That = (holds: boolean, field: string, message: string) => void;

/** What is wrong with one thing asked for, each by its field: `valid_months`. */
export function requirementErrors(each: PlannedRequirement): FieldError[] {
  const wrong: FieldError[] = [];
  checkRequirement(each, '', (holds, field, message) => {
    if (!holds) wrong.push({field: field.slice(1), message});
  });
  return wrong;
}

function checkRequirement(each: PlannedRequirement, field: string, that: That): void {
  const {kind, validMonths, graceDays, minimumLevel, recordedBy} = each;
  that(each.code === null || CODE.test(each.code), `${field}.code`, 'A code is made of letters, figures and _.');
  that(REQUIREMENT_KINDS.includes(kind), `${field}.kind`, 'Choose what kind of thing it is.');
  that(isLine(each.title, 200), `${field}.title`, 'Say what is asked for, in up to 200 characters.');
  that(isWhole(each.needed, 1, 9), `${field}.needed`, 'Give a number from 1 to 9.');
  that(
    validMonths === null || isWhole(validMonths, 1, LONGEST_VALID_MONTHS),
    `${field}.valid_months`,
    `Give a number of months from 1 to ${LONGEST_VALID_MONTHS}, or none.`,
  );
  that(COUNTS_FROM.includes(each.countsFrom), `${field}.counts_from`, 'Choose from which day it counts.');
  that(ON_LAPSE.includes(each.onLapse), `${field}.on_lapse`, 'Choose what happens when it lapses.');
  that(
    each.onLapse === 'grace' ? isWhole(graceDays, 1, LONGEST_GRACE_DAYS) : graceDays === null,
    `${field}.grace_days`,
    each.onLapse === 'grace'
      ? `Give a number of days from 1 to ${LONGEST_GRACE_DAYS}.`
      : 'Give days of grace where a lapse has a grace, and only there.',
  );
  that(each.onlyWhen === null || ONLY_WHEN.includes(each.onlyWhen), `${field}.only_when`, 'Choose who is asked.');
  const levels: readonly unknown[] = [...DBS_LEVELS, 'by_tasks'];
  that(
    kind === 'dbs' ? levels.includes(minimumLevel) : minimumLevel === null,
    `${field}.minimum_level`,
    kind === 'dbs' ? 'Choose the lowest level that will do.' : 'Only a DBS certificate has a level.',
  );
  that(
    minimumLevel !== 'by_tasks' || each.onlyWhen === null,
    `${field}.only_when`,
    'A level that follows the tasks is asked of everybody.',
  );
  that(
    !each.eachWorker || (kind === 'dbs' && each.needed === 1),
    `${field}.each_worker`,
    'Only one DBS certificate is asked of each person who meets people.',
  );
  checkRecorders(kind, recordedBy, `${field}.recorded_by`, that);
  that(isLine(each.source, 500), `${field}.source`, 'Say where the council takes this from, in up to 500 characters.');
}

function checkRecorders(kind: string, recorders: readonly string[], field: string, that: That): void {
  const known = recorders.length > 0 && recorders.every((each) => (RECORDERS as readonly string[]).includes(each));
  that(known, field, 'Choose who may record it.');
  if (!known) return;
  that(new Set(recorders).size === recorders.length, field, 'Name each only once.');
  that(
    kind === 'reference' || !recorders.includes('referee'),
    field,
    'A referee records a reference and nothing else.',
  );
  that(
    !SEEN_BY_OFFICERS.includes(kind) || recorders.every((each) => each === 'officer'),
    field,
    'Somebody of the council has to see the original, so an officer records it.',
  );
}

function isLine(text: string, longest: number): boolean {
  return ONE_LINE.test(text) && [...text].length <= longest;
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
