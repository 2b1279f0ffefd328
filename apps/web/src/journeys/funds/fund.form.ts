import type {Day, Pence} from '@app/kernel';
import {DayInput, PoundsInput, TextInput} from '../../forms/inputs.js';
import {NumberInput} from '../../forms/number-input.js';

/** A length of time in two boxes. */
export class LengthForm {
  @NumberInput('Hours', {most: 999, optional: true}) hours: number | null;
  @NumberInput('Minutes', {most: 59, optional: true}) minutes: number | null;
}

export class UseForm extends LengthForm {
  @DayInput('Day') on: Day;
  @TextInput('What it was', {max: 200}) what: string;
}

export class PoolForm {
  @TextInput('Name of the pool', {max: 100}) name: string;
  @TextInput('What it is for', {max: 500}) purpose: string;
}

export class AskPoolForm {
  @TextInput('Person', {max: 36}) line: string;
}

export class QueryForm {
  @TextInput('What is not right', {max: 1_000}) text: string;
}

export class FundTermForm {
  @NumberInput('Month', {least: 1, most: 12}) month: number;
  @NumberInput('Year', {least: 2020, most: 2100}) year: number;
  @PoundsInput('Price of an hour', {least: 1, most: 1_000_000}) hour: Pence;
  @PoundsInput('Managing the fund, a month', {most: 10_000_000}) management: Pence;
  @TextInput('Source', {max: 500}) source: string;
}

export const minutesIn = ({hours, minutes}: LengthForm) => (hours ?? 0) * 60 + (minutes ?? 0);
