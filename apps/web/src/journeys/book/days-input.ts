import {parseDay} from '../../forms/parse-day.js';
import {textIn, typedInput, UnreadInput} from '../../forms/typed-input.js';
import {t} from '../../words/t.js';

/** Several days in one box, a line for each: `27 3 2027`, `27/3/2027` or `27 March 2027`. */
export function DaysInput(): PropertyDecorator {
  return typedInput((typed, field) => {
    const lines = textIn(typed, field)
      .split(/[\n,;]/)
      .map((line) => line.trim())
      .filter(Boolean);
    const days: string[] = [];
    for (const line of lines) {
      const [day = '', month = '', year = '', ...more] = line.split(/[\s/.-]+/);
      const reading = more.length ? {problem: 'unreal'} : parseDay({day, month, year});
      if (!('day' in reading)) {
        return new UnreadInput(field, t('“{{line}}” must be a real date, like 27 3 2027', {line: line.slice(0, 40)}));
      }
      days.push(reading.day);
    }
    return [...new Set(days)].sort();
  });
}
