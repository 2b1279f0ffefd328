import {invalid} from '@app/kernel';

export const LONGEST = {message: 4_000, details: 200, report: 2_000, note: 1_000};

/** Control characters, but for tabs and line ends. */
const UNSEEN = /[^\P{Cc}\t\n\r]/u;

/**
 * What somebody wrote, without the blanks around it.
 * @throws VALIDATION_FAILED naming the field
 */
export function requireText(field: string, value: string, most: number, what: string): string {
  const text = value.trim();
  const longest = most.toLocaleString('en-GB');
  if (!text || [...text].length > most) {
    throw invalid({field, message: `Write ${what} in ${longest} characters or fewer.`});
  }
  if (UNSEEN.test(text)) throw invalid({field, message: 'Take out the characters that cannot be seen.'});
  return text;
}
