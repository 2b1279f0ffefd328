import type {Day} from '@app/kernel';
import {
  COUNTS_FROM,
  DBS_LEVELS,
  MEMBER_KINDS,
  ON_LAPSE,
  ONLY_WHEN,
  RECORDERS,
  REQUIREMENT_KINDS,
  SCHEME_KINDS,
  type Circumstance,
  type CountsFrom,
  type MemberKind,
  type OnLapse,
  type PlannedLevel,
  type PlannedRequirement,
  type Recorder,
  type RequirementKind,
  type SchemeKind,
} from '@app/register';
import {ChoiceInput, DayInput, ListInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

export class NewSchemeForm {
  @TextInput('Name of the register', {max: 100})
  name: string;

  @ChoiceInput('What the register does', SCHEME_KINDS)
  kind: SchemeKind;

  @ChoiceInput('Who it is for', MEMBER_KINDS)
  memberKind: MemberKind;
}

export class PlanForm {
  @DayInput('Day it starts')
  starts: Day;

  @ChoiceInput('What happens to members approved earlier', ['renewal', 'day'])
  move: 'renewal' | 'day';

  @DayInput('Day on which members move', {optional: true})
  members: Day | null;
}

export class RequirementForm {
  @ChoiceInput('Kind', REQUIREMENT_KINDS)
  kind: RequirementKind;

  @TextInput('What is asked for', {max: 200})
  title: string;

  @NumberInput('How many', {least: 1, most: 9})
  needed: number;

  @NumberInput('How many months it counts', {least: 1, most: 600, optional: true})
  months: number | null;

  @ChoiceInput('From which day it counts', COUNTS_FROM)
  countsFrom: CountsFrom;

  @ChoiceInput('What happens when it lapses', ON_LAPSE)
  onLapse: OnLapse;

  @NumberInput('Days of grace', {least: 1, most: 366, optional: true})
  grace: number | null;

  @ChoiceInput('Who is asked', ['everybody', ...ONLY_WHEN])
  onlyWhen: 'everybody' | Circumstance;

  @ChoiceInput('Lowest DBS level', ['none', 'by_tasks', ...DBS_LEVELS], {optional: true})
  level: 'none' | PlannedLevel | null;

  @ChoiceInput('Of whom it is asked', ['once', 'each'], {optional: true})
  eachWorker: 'once' | 'each' | null;

  @ListInput('Who may record it', RECORDERS)
  recordedBy: Recorder[];

  @TextInput('Where the council takes it from', {max: 500})
  source: string;
}

/** Where on the page each field of the use case was asked for. */
export const REQUIREMENT_BOXES: Record<string, string> = {
  kind: 'kind',
  title: 'title',
  needed: 'needed',
  valid_months: 'months',
  counts_from: 'countsFrom',
  on_lapse: 'onLapse',
  grace_days: 'grace',
  only_when: 'onlyWhen',
  minimum_level: 'level',
  each_worker: 'eachWorker',
  recorded_by: 'recordedBy',
  source: 'source',
};

export const PLAN_FIELDS: Record<string, string> = {
  starts_on: 'starts-day',
  members_from: 'members-day',
  requirements: 'requirements',
  SCHEME_VERSION_EXISTS: 'starts-day',
};

/** What goes with one answer only is left out with the others. Another kind or level is another thing, with a code of its own. */
export function requirementOf(form: RequirementForm, before: PlannedRequirement | undefined): PlannedRequirement {
  const minimumLevel = form.kind === 'dbs' && form.level !== 'none' ? form.level : null;
  const same = before?.kind === form.kind && before.minimumLevel === minimumLevel;
  return {
    code: same ? before.code : null,
    kind: form.kind,
    title: form.title,
    needed: form.needed,
    validMonths: form.months,
    countsFrom: form.countsFrom,
    onLapse: form.onLapse,
    graceDays: form.onLapse === 'grace' ? form.grace : null,
    onlyWhen: form.onlyWhen === 'everybody' ? null : form.onlyWhen,
    minimumLevel,
    eachWorker: form.eachWorker === 'each',
    recordedBy: form.recordedBy,
    source: form.source,
  };
}
