import {formatDay, formatPounds} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface ReviewDecided {
  result: 'unchanged' | 'amount' | 'end';
  purpose: string;
  /** Null when nothing changes. */
  fromDay: string | null;
  weeklyPence: number | null;
  nextDueOn: string;
  /** Whose budget it is, for who acts for them. */
  forName: string;
}

/** To the person whose budget was reviewed, and to who writes plans for them: what comes of it, and when. */
export function reviewDecided({result, purpose, fromDay, weeklyPence, nextDueOn, forName}: ReviewDecided): Letter {
  return {
    subject: 'What came of your review',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      changeWords(result, purpose, fromDay, weeklyPence),
      'You can read what was said, and what became of each thing that you wanted.',
      `The next review is due by ${formatDay(nextDueOn, {})}. You may ask for one sooner at any time.`,
      'If you think that this is not right, tell us. You can complain, and we say how.',
    ),
    path: '/plan/reviews',
  };
}

export function changeWords(
  result: ReviewDecided['result'],
  purpose: string,
  fromDay: string | null,
  weeklyPence: number | null,
): string {
  if (result === 'unchanged' || !fromDay) return 'Your budget stays as it is.';
  const day = formatDay(fromDay, {});
  if (result === 'end') return `“${purpose}” ends. Its last day is ${day}.`;
  return `From ${day} there is ${formatPounds(weeklyPence ?? 0)} a week for “${purpose}”.`;
}
