import {formatDay} from '@app/kernel';
import {paragraphs, type Letter} from './letter.js';

export interface BudgetRated {
  rating: 'green' | 'amber' | 'red';
  reason: string;
  reviewBy: string;
  forName: string;
}

const RATED: Record<BudgetRated['rating'], string> = {
  green: 'The council looks at it seldom, because all is well.',
  amber: 'The council looks at it more often for now, to help early.',
  red: 'The council looks at it closely for now, and helps to put things right.',
};

/** To the person whose budget it is: how closely the council looks at it from now on, and why. */
export function budgetRated({rating, reason, reviewBy, forName}: BudgetRated): Letter {
  return {
    subject: 'How the council looks at your budget',
    body: paragraphs(
      forName && `This is about ${forName}.`,
      RATED[rating],
      `Why: ${reason}`,
      `It is thought about again by ${formatDay(reviewBy, {})}. If you do not agree, tell us.`,
    ),
    path: '/budget/checks',
  };
}

export interface FundTold {
  what: 'statement' | 'pool';
  /** The name of the month, or of the pool. */
  name: string;
  fundHolder: string;
  forName: string;
}

/** To the person whose fund somebody else holds: a statement to confirm, or a pool to say yes or no to. */
export function fundTold({what, name, fundHolder, forName}: FundTold): Letter {
  return {
    subject: what === 'statement' ? `The statement of your fund for ${name}` : `Would you like to pool hours: ${name}?`,
    body: paragraphs(
      forName && `This is about ${forName}.`,
      what === 'statement'
        ? `${fundHolder} has sent it. Please read it and say whether it is right.`
        : `${fundHolder} asks whether you want to put some of your hours together with others. It is for you to say yes or no, and you can leave at any time.`,
    ),
    path: '/budget/funds',
  };
}
