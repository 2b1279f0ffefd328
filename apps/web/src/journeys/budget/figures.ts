import type {EntryView, PeriodFigures} from '@app/allocations';
import type {Pence} from '@app/kernel';
import {words} from '../../words/t.js';

/** The figures of a period. What was rolled over, reclaimed or written off is part of what the council gave. */
export type Account = 'allocated' | 'contribution' | 'held' | 'committed' | 'spent' | 'ring_fenced' | 'available';

/** The figure that an account of the ledger is part of; none for what is due and paid beside it. */
export const FIGURE_OF: Record<EntryView['account'], Account | null> = {
  allocated: 'allocated',
  contribution: 'contribution',
  held: 'held',
  committed: 'committed',
  spent: 'spent',
  ring_fenced: 'ring_fenced',
  available: 'available',
  rolled_over: 'allocated',
  reclaimed: 'allocated',
  written_off: 'allocated',
  contribution_due: null,
  contribution_paid: null,
};

/** The accounts of the ledger that a figure is made of; null for what is none. */
export function accountsOf(figure: unknown): EntryView['account'][] | null {
  const found = Object.entries(FIGURE_OF).flatMap(([account, of]) =>
    of !== null && of === figure ? [account as EntryView['account']] : [],
  );
  return found.length ? found : null;
}

/** One of a period's figures in plain words, as the macro `figures` takes it. */
export interface Figure {
  account: Account;
  label: string;
  pence: Pence;
  hint: string;
  main?: boolean;
}

/** A stretch of the bar that shows where the money is, in thousandths of its width. */
export interface BarPart {
  account: Account;
  x: number;
  width: number;
}

interface FigureWords {
  label: string;
  hint: string;
  of: (period: PeriodFigures) => Pence;
}

/** What goes in, then what became of it; together they add up. */
export const FIGURES: Record<Account, FigureWords> = words({
  allocated: {label: 'From the council', hint: 'for this period', of: (period) => period.allocatedPence},
  contribution: {label: 'From you', hint: 'what you add', of: (period) => period.contributionPence},
  held: {label: 'Set aside', hint: 'waiting for an answer', of: (period) => period.heldPence},
  committed: {label: 'Promised', hint: 'visits that were accepted', of: (period) => period.committedPence},
  spent: {label: 'Spent', hint: 'what you approved', of: (period) => period.spentPence},
  ring_fenced: {label: 'Kept back', hint: 'for costs that are sure to come', of: (period) => period.ringFencedPence},
  available: {label: 'Left', hint: 'what you can still use', of: (period) => period.availablePence},
});

const WHERE_IT_IS = ['spent', 'committed', 'held', 'ring_fenced', 'available'] as const;
/** Left out where they are nought: most people never meet them. */
const SELDOM: readonly Account[] = ['contribution', 'ring_fenced'];

/** What is left comes first, as that is what most people look for. */
export function figuresOf(period: PeriodFigures): Figure[] {
  const order: Account[] = ['available', 'allocated', 'contribution', 'held', 'committed', 'spent', 'ring_fenced'];
  return order
    .filter((account) => !SELDOM.includes(account) || FIGURES[account].of(period) > 0)
    .map((account) => ({
      account,
      label: FIGURES[account].label,
      hint: FIGURES[account].hint,
      pence: FIGURES[account].of(period),
      ...(account === 'available' && {main: true}),
    }));
}

/** What was given, and into what it falls, for the sentence that shows that nothing is lost. */
export function sumOf(period: PeriodFigures): {givenPence: Pence; parts: {label: string; pence: Pence}[]} {
  return {
    givenPence: period.allocatedPence + period.contributionPence,
    parts: WHERE_IT_IS.filter((account) => !SELDOM.includes(account) || FIGURES[account].of(period) > 0).map(
      (account) => ({label: FIGURES[account].label.toLowerCase(), pence: FIGURES[account].of(period)}),
    ),
  };
}

/** Where the money is, drawn to scale; empty when nothing was given. */
export function barOf(period: PeriodFigures): BarPart[] {
  const given = period.allocatedPence + period.contributionPence;
  let x = 0;
  return WHERE_IT_IS.flatMap((account) => {
    const width = given > 0 ? (FIGURES[account].of(period) / given) * 1_000 : 0;
    const part = {account, x: Math.round(x), width: Math.round(x + width) - Math.round(x)};
    x += width;
    return part.width > 0 ? [part] : [];
  });
}
