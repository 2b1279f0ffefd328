import type {Adjustment, ChangeView, CouncilBudget, CouncilLine} from '@app/allocations';
import type {Day} from '@app/kernel';
import {
  CHANGE_KIND_WORDS,
  CONTRIBUTION_METHOD_WORDS,
  CYCLE_WORDS,
  DEPLOYMENT_WORDS,
  FIGURE_KIND_WORDS,
  FUNDER_WORDS,
  PAID_TO_WORDS,
} from '../../words/budget-words.js';
import {formatDay, formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';
import {figureCards} from '../budget/figure-cards.js';

const day = (value: Day) => formatDay(value, {});

export function councilBudgetPage(budget: CouncilBudget, done: unknown) {
  const said: Record<string, string> = {
    figure: t('The figure is recorded.'),
    change: t('The change is recorded.'),
    line: t('The line is opened.'),
  };
  return {
    budget: {...budget, figures: figureCards(budget.figures)},
    lines: budget.lines.map((line) => ({...line, rows: lineRows(line), changes: line.changes.map(changeCard)})),
    done: typeof done === 'string' ? said[done] : undefined,
  };
}

export function lineRows(line: CouncilBudget['lines'][number]): {key: string; value: string}[] {
  const {deployment, paidTo, funder, councilShareBp, cycle} = line;
  const share = funder === 'joint' ? t('{{percent}}% from the council', {percent: councilShareBp / 100}) : null;
  const amount =
    cycle === 'once'
      ? formatPounds(line.oneOffPence)
      : t('{{amount}} a week', {amount: formatPounds(line.weeklyPence)});
  return [
    {key: t('How it is held'), value: DEPLOYMENT_WORDS[deployment].name},
    ...(paidTo ? [{key: t('Where it is paid'), value: PAID_TO_WORDS[paidTo]}] : []),
    {key: t('Who gives it'), value: [FUNDER_WORDS[funder], share].filter(Boolean).join(', ')},
    {key: t('Amount'), value: amount},
    ...(line.contributionWeeklyPence
      ? [
          {
            key: t('Contribution'),
            value: [
              t('{{amount}} a week', {amount: formatPounds(line.contributionWeeklyPence)}),
              CONTRIBUTION_METHOD_WORDS[line.contributionMethod],
              ...(line.contributionFirst ? [t('It is used before the council’s part')] : []),
            ].join('. '),
          },
        ]
      : []),
    {key: t('How often'), value: CYCLE_WORDS[cycle]},
    {
      key: t('From'),
      value: line.endsOn
        ? t('{{from}} to {{to}}', {from: day(line.startsOn), to: day(line.endsOn)})
        : day(line.startsOn),
    },
    ...(line.restriction ? [{key: t('Not for'), value: `${line.restriction} (${line.restrictionReason ?? ''})`}] : []),
    ...(line.reference ? [{key: t('Agreement number'), value: line.reference}] : []),
  ];
}

function changeCard(change: ChangeView) {
  return {...change, what: changeWords(change)};
}

export function changeWords(
  change: Pick<ChangeView, 'kind' | 'fromDay' | 'toDay' | 'weeklyPence' | 'contributionWeeklyPence' | 'keptBp'>,
): string {
  const from = day(change.fromDay);
  switch (change.kind) {
    case 'amount':
      return t('From {{from}}: {{weekly}} a week, {{contribution}} of their own', {
        ...{from, weekly: formatPounds(change.weeklyPence ?? 0)},
        contribution: formatPounds(change.contributionWeeklyPence ?? 0),
      });
    case 'suspension': {
      const percent = (change.keptBp ?? 0) / 100;
      return change.toDay
        ? t('Paused from {{from}} to {{to}}, {{percent}}% goes on', {from, to: day(change.toDay), percent})
        : t('Paused from {{from}} on, {{percent}}% goes on', {from, percent});
    }
    case 'end':
      return t('Last day {{from}}', {from});
    case 'withdrawn':
      return t('An earlier change does not count');
  }
}

export function figurePage(budget: CouncilBudget, today: Day) {
  return {
    budget,
    today,
    isFirst: budget.figures.length === 0,
    figures: figureCards(budget.figures),
    kinds: (['indicative', 'final'] as const)
      .filter((kind) => kind === 'final' || !budget.figures.some((each) => each.kind === 'final'))
      .map((value) => ({value, text: FIGURE_KIND_WORDS[value]})),
  };
}

export function changePage({budget, line}: CouncilLine, instead: ChangeView | null) {
  return {
    budget,
    line: {...line, rows: lineRows(line)},
    instead: instead && changeCard(instead),
    kinds: (['amount', 'suspension', 'end', 'withdrawn'] as const)
      .filter((kind) => instead !== null || kind !== 'withdrawn')
      .map((value) => ({value, text: CHANGE_KIND_WORDS[value]})),
  };
}

/** What the change does, period by period: said in words too, for who reads no tables. */
export function previewPart(adjustments: readonly Adjustment[]) {
  const sum = adjustments.reduce(
    (total, {before, after}) =>
      total + after.allocatedPence - before.allocatedPence + after.contributionPence - before.contributionPence,
    0,
  );
  const count = adjustments.length;
  const amount = formatPounds(Math.abs(sum));
  return {
    adjustments: adjustments.map((each) => ({
      ...each,
      differencePence:
        each.after.allocatedPence +
        each.after.contributionPence -
        each.before.allocatedPence -
        each.before.contributionPence,
    })),
    inWords:
      sum < 0
        ? t('{{count}} periods, {{amount}} less in all', {count, amount})
        : t('{{count}} periods, {{amount}} more in all', {count, amount}),
    overdrawn: adjustments.some((each) => each.overdrawnPence > 0),
  };
}
