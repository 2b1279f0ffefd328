import {addDays, type Day} from '@app/kernel';
import type {WorkerLine, WorkersView} from '@app/register';
import {DayInput, TextInput} from '../../forms/inputs.js';
import {formatDay} from '../../words/figures.js';
import {t} from '../../words/t.js';

export class FromForm {
  @DayInput('First day')
  from_on: Day;
}

export class NewWorkerForm extends FromForm {
  @TextInput('Their name', {max: 200})
  name: string;
}

/** Where the fields of the use cases were asked for. */
export const WORKER_BOXES = {
  ...{from_on: 'from_on-day', issued_on: 'issued_on-day', checked_on: 'checked_on-day'},
  consented_on: 'consented_on-day',
};

export type WorkersPage = ReturnType<typeof workersPage>;

/** Everybody of an organisation, those first who meet people and have nothing that counts. */
export function workersPage({organisation, asked: now, askedFrom, people}: WorkersView, today: Day) {
  // What is to come can be prepared: it is shown as it would be.
  const asked = now || askedFrom !== null;
  const lines = people.map((each) => ({
    ...each,
    words: standsHow(each, asked, today),
    missing: isMissing(each, asked),
  }));
  return {
    organisation,
    asked,
    askedFrom,
    people: [...lines].sort((a, b) => Number(b.missing) - Number(a.missing)),
    nobody: asked && people.every(({fromOn}) => fromOn === null),
    uncovered: lines.filter(({missing}) => missing).map(({name}) => name),
  };
}

const isMissing = ({fromOn, covered}: WorkerLine, asked: boolean) => asked && fromOn !== null && !covered;

function standsHow({fromOn, covered, lapsesOn}: WorkerLine, asked: boolean, today: Day): string[] {
  if (fromOn === null) return [t('Does not meet people.')];
  const day = formatDay(fromOn, {});
  const since = fromOn > today ? t('Meets people from {{day}}.', {day}) : t('Meets people.');
  if (!asked) return [since];
  if (!covered) return [since, t('The council has not seen a DBS certificate that counts.')];
  if (lapsesOn === null) return [since, t('DBS certificate seen.')];
  return [since, t('DBS certificate seen; it counts until {{day}}.', {day: formatDay(addDays(lapsesOn, -1), {})})];
}
