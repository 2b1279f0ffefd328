import type {Day} from '@app/kernel';
import type {LimitDays, LimitKind} from '@app/register';
import {DayInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';
import {textIn, typedInput, UnreadInput} from '../../forms/typed-input.js';

const MOST = 366;

abstract class LimitForm {
  @DayInput('First day')
  starts: Day;

  @TextInput('Source', {max: 500})
  source: string;

  abstract limit(kind: LimitKind): LimitDays;
}

class StageForm extends LimitForm {
  @NumberInput('How many days', {least: 1, most: 365})
  days: number;

  override limit(kind: LimitKind): LimitDays {
    return {kind: kind as 'submitted', days: this.days};
  }
}

class AppealForm extends LimitForm {
  @NumberInput('Days to appeal', {least: 7, most: 365})
  appeal: number;

  @NumberInput('Days to answer', {least: 1, most: 365})
  answer: number;

  override limit(): LimitDays {
    return {kind: 'appeal', daysToAppeal: this.appeal, daysToAnswer: this.answer};
  }
}

class RenewalForm extends LimitForm {
  @NumberInput('When renewals open', {least: 1, most: MOST})
  opens: number;

  @DaysListInput()
  remind: number[];

  override limit(): LimitDays {
    return {kind: 'renewal', opensDays: this.opens, remindDays: this.remind};
  }
}

/** `60, 30 and 7`: whole numbers of days with anything between them; nothing typed is no reminder. */
function DaysListInput(): PropertyDecorator {
  return typedInput((typed, field) => {
    const text = textIn(typed, field);
    const parts = text.split(/\s*(?:,|\band\b|\s)\s*/).filter(Boolean);
    if (parts.every((part) => /^\d{1,3}$/.test(part))) return [...new Set(parts.map(Number))].sort((a, b) => b - a);
    return new UnreadInput(field, 'Reminders must be numbers of days, like 60, 30, 7');
  });
}

export function formOf(kind: LimitKind): new () => LimitForm {
  if (kind === 'appeal') return AppealForm;
  return kind === 'renewal' ? RenewalForm : StageForm;
}

/** Where a field of the use case was asked for on the page. */
export const LIMIT_BOXES = {
  days: 'days',
  days_to_appeal: 'appeal',
  days_to_answer: 'answer',
  opens_days: 'opens',
  remind_days: 'remind',
  starts_on: 'starts-day',
  LIMIT_EXISTS: 'starts-day',
};
