import {formatDay, formatPounds} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface SurplusWritten {
  letterId: string;
  purpose: string;
  givenPence: number;
  spentPence: number;
  promisedPence: number;
  ringFencedPence: number;
  weeks: number;
  weeklyPence: number;
  surplusPence: number;
  /** What the person put in themselves, and how much of what is left over that is. */
  ownGivenPence: number;
  ownSurplusPence: number;
  answerBy: string;
  /** Whose budget it is, for who acts for them. */
  forName: string;
}

/** To the person with money left over: the sum step by step, and that nothing is taken before they could answer. */
export function surplusWritten(data: SurplusWritten): Letter {
  return {
    subject: 'There is money left in your budget',
    body: paragraphs(
      data.forName && `This is about ${data.forName}.`,
      `You have done nothing wrong. “${data.purpose}” has more money than it is meant to keep, and we would like to know why.`,
      surplusSteps(data).join('\n'),
      'You may tell us what you are saving for, tell us why there is money left, or pay it back. You may ask for help with it.',
      `Please answer by ${formatDay(data.answerBy, {})}. Nothing is taken back before that day without your answer.`,
    ),
    path: `/budget/surplus/${data.letterId}`,
  };
}

/** A line for each step of the sum. */
export function surplusSteps(sum: Omit<SurplusWritten, 'letterId' | 'purpose' | 'answerBy' | 'forName'>): string[] {
  const keep = sum.weeks * sum.weeklyPence;
  return [
    `Paid in so far: ${formatPounds(sum.givenPence)}`,
    `Spent: ${formatPounds(sum.spentPence)}`,
    ...(sum.promisedPence ? [`Promised for visits: ${formatPounds(sum.promisedPence)}`] : []),
    ...(sum.ringFencedPence ? [`Kept back for costs to come: ${formatPounds(sum.ringFencedPence)}`] : []),
    `Left: ${formatPounds(sum.surplusPence + keep)}`,
    `You may keep ${sum.weeks} weeks of ${formatPounds(sum.weeklyPence)}: ${formatPounds(keep)}`,
    `Left over: ${formatPounds(sum.surplusPence)}`,
    ...(sum.ownGivenPence
      ? [
          `Of this your own part, which stays yours: ${formatPounds(sum.ownSurplusPence)}`,
          `What the council may ask back at most: ${formatPounds(sum.surplusPence - sum.ownSurplusPence)}`,
        ]
      : []),
  ];
}

export interface SurplusDecided {
  letterId: string;
  purpose: string;
  decision: 'leave' | 'save' | 'reclaim';
  pence: number;
  reason: string;
  forName: string;
}

/** To the person: what the council decided about the money left over, and why. */
export function surplusDecided({letterId, purpose, decision, pence, reason, forName}: SurplusDecided): Letter {
  return {
    subject: 'What we decided about the money left in your budget',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      decidedWords(decision, purpose, pence),
      reason,
      decision === 'reclaim' && 'If you think that this is wrong, tell us. You can complain, and we say how.',
    ),
    path: `/budget/surplus/${letterId}`,
  };
}

export function decidedWords(decision: SurplusDecided['decision'], purpose: string, pence: number): string {
  if (decision === 'leave') return `The money stays in “${purpose}”.`;
  return decision === 'save'
    ? `${formatPounds(pence)} of “${purpose}” is kept for what you are saving for.`
    : `We take back ${formatPounds(pence)} of “${purpose}”.`;
}
