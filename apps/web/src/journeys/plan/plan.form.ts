import {HELP_KINDS, type HelpKind, type PlanContent} from '@app/plans';
import type {Pence} from '@app/kernel';
import {ChoiceInput, ListInput, PoundsInput, TextInput, TimeInput} from '../../forms/inputs.js';

const optional = {optional: true};

export const PLAN_PARTS = ['about', 'outcomes', 'help', 'week', 'risks', 'backup'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** What each page of the plan asks for, and how it goes into the plan. */
export interface PartForm {
  into(content: PlanContent): PlanContent;
}

class AboutForm implements PartForm {
  @TextInput('What matters to you', {max: 4_000, optional: true}) about: string | null;
  @TextInput('Who helped', optional) helped_by: string | null;
  @PoundsInput('Weekly sum', {optional: true, most: 10_000_000}) indicative: Pence | null;

  into(content: PlanContent): PlanContent {
    return {...content, about: this.about, helpedBy: this.helped_by, indicativePence: this.indicative};
  }
}

class OutcomeForm implements PartForm {
  @TextInput('What you want', {max: 1_000}) text: string;
  @TextInput('How you will know', {max: 1_000, optional: true}) note: string | null;

  into(content: PlanContent): PlanContent {
    return {...content, outcomes: [...content.outcomes, {text: this.text, note: this.note}]};
  }
}

class HelpForm implements PartForm {
  @ChoiceInput('Kind of help', HELP_KINDS) kind: HelpKind;
  @TextInput('What will help', {max: 1_000}) text: string;
  @TextInput('Anything to add', {max: 1_000, optional: true}) note: string | null;

  into(content: PlanContent): PlanContent {
    return {...content, help: [...content.help, {kind: this.kind, text: this.text, note: this.note}]};
  }
}

class WeekForm implements PartForm {
  @ListInput('Days of the week', ['1', '2', '3', '4', '5', '6', '7']) days: string[];
  @TimeInput('Start time') starts: string;
  @TimeInput('End time') ends: string;
  @TextInput('Kind of help', optional) service: string | null;
  @TextInput('What for', optional) text: string | null;
  @PoundsInput('Rate an hour', {optional: true, least: 1, most: 1_000_000}) rate: Pence | null;

  into(content: PlanContent): PlanContent {
    const time = {
      weekdays: this.days.map(Number).sort(),
      from: this.starts,
      to: this.ends,
      service: this.service,
      text: this.text,
      ratePence: this.rate,
    };
    return {...content, times: [...content.times, time]};
  }
}

class RiskForm implements PartForm {
  @TextInput('What could happen', {max: 1_000}) text: string;
  @TextInput('What you do about it', {max: 1_000}) note: string;
  @TextInput('Who talked it through and agreed') agreed_with: string;

  into(content: PlanContent): PlanContent {
    const risk = {text: this.text, note: this.note, agreedWith: this.agreed_with};
    return {...content, risks: [...content.risks, risk]};
  }
}

class BackupForm implements PartForm {
  @TextInput('Back-up idea', {max: 2_000, optional: true}) backup: string | null;

  into(content: PlanContent): PlanContent {
    return {...content, backup: this.backup};
  }
}

export const PART_FORMS: Record<PlanPart, new () => PartForm> = {
  about: AboutForm,
  outcomes: OutcomeForm,
  help: HelpForm,
  week: WeekForm,
  risks: RiskForm,
  backup: BackupForm,
};

/** Parts that are lists, and what they are called in the plan. */
export const LISTS = {outcomes: 'outcomes', help: 'help', week: 'times', risks: 'risks'} as const;
export const isList = (part: PlanPart): part is keyof typeof LISTS => part in LISTS;

/** Which box a field of the use case was asked for in: `times.2.to` is the last one, which was added. */
export function planBoxes(content: PlanContent): Record<string, string> {
  const [outcome, help, risk, time] = (['outcomes', 'help', 'risks', 'times'] as const).map(
    (part) => content[part].length,
  );
  return {
    indicative_pence: 'indicative',
    [`outcomes.${outcome}.text`]: 'text',
    [`help.${help}.text`]: 'text',
    [`risks.${risk}.text`]: 'text',
    [`times.${time}.weekdays`]: 'days',
    [`times.${time}.from`]: 'starts',
    [`times.${time}.to`]: 'ends',
    [`times.${time}.service`]: 'service',
    [`times.${time}.text`]: 'text',
    [`times.${time}.rate_pence`]: 'rate',
  };
}
