import type {FigureView, LineDetail, LineView, PeriodFigures} from '@app/allocations';
import type {MoneyCause} from '@app/bookings';
import type {Day, Pence} from '@app/kernel';
import {DEPLOYMENT_WORDS} from '../../words/budget-words.js';
import {figureCards} from './figure-cards.js';
import {barOf, FIGURES, figuresOf, sumOf, type Account, type BarPart, type Figure} from './figures.js';
import {behind, movements, type Movement} from './movements.js';
import {overTime} from './over-time.js';
import {t} from '../../words/t.js';

/** What budget.njk shows. */
export interface BudgetPage {
  lines: LineCard[];
  /** What the council says it is worth, and why. */
  figures: ReturnType<typeof figureCards>;
  maySpend: boolean;
  mayReadPlan: boolean;
  /** Somebody else holds one of the lines and says each month what came of it. */
  hasFund: boolean;
  /** They help somebody with a budget and have not said for whom they act. */
  mayActForSomebody: boolean;
}

interface LineCard {
  id: string;
  purpose: string;
  /** A carer’s own is kept apart. */
  kind: LineView['kind'];
  deployment: {name: string; means: string};
  endsOn: string | null;
  restriction: string | null;
  restrictionReason: string | null;
  period: PeriodCard | null;
}

interface PeriodCard {
  id: string;
  startsOn: string;
  endsOn: string;
  figures: (Figure & {href?: string})[];
  bar: BarPart[];
  sum: ReturnType<typeof sumOf>;
}

/** What line.njk shows. */
export interface LinePage {
  line: LineCard;
  periods: {
    id: string;
    startsOn: string;
    endsOn: string;
    availablePence: Pence;
    spentPence: Pence;
    isCurrent: boolean;
  }[];
  period: PeriodCard | null;
  previous: string | null;
  next: string | null;
  /** The figure whose entries are shown alone. */
  figure: {account: Account; label: string; pence: Pence} | null;
  choices: {account: Account | ''; label: string; isChosen: boolean}[];
  movements: Movement[];
  /** What was spent over time, drawn. */
  chart: string | null;
  /** Before which the older ones are; null when these are all. */
  older: number | null;
}

export function budgetPage(
  lines: readonly LineView[],
  figures: readonly FigureView[],
  may: {spend: boolean; actForSomebody: boolean; readPlan: boolean},
): BudgetPage {
  return {
    lines: lines.map((line) => lineCard(line)),
    figures: figureCards(figures),
    maySpend: may.spend,
    mayReadPlan: may.readPlan,
    hasFund: lines.some((line) => line.deployment === 'individual_service_fund' || line.paidTo === 'third_party'),
    mayActForSomebody: may.actForSomebody,
  };
}

export function linePage(detail: LineDetail, causes: readonly MoneyCause[], wanted: unknown, today: Day): LinePage {
  const {line, periods, period, entries} = detail;
  const all = movements(entries, causes);
  const figures = period ? figuresOf(period) : [];
  const figure = figures.find((each) => each.account === wanted) ?? null;
  const place = periods.findIndex((each) => each.id === period?.id);
  return {
    line: lineCard(line),
    periods: periods.map(({id, startsOn, endsOn, availablePence, spentPence}) => ({
      ...{id, startsOn, endsOn, availablePence, spentPence},
      isCurrent: id === line.period?.id,
    })),
    period: period && periodCard(period),
    previous: periods[place - 1]?.id ?? null,
    next: periods[place + 1]?.id ?? null,
    figure: figure && {account: figure.account, label: FIGURES[figure.account].label, pence: figure.pence},
    choices: [
      {account: '' as const, label: t('Everything'), isChosen: figure === null},
      ...figures.map(({account, label}) => ({account, label, isChosen: account === figure?.account})),
    ],
    movements: figure ? behind(all, figure.account) : all,
    chart: overTime(periods, today),
    older: detail.older,
  };
}

function lineCard({id, purpose, kind, deployment, period, endsOn, restriction, restrictionReason}: LineView): LineCard {
  const own = {id, purpose, kind, endsOn, restriction, restrictionReason};
  return {...own, deployment: DEPLOYMENT_WORDS[deployment], period: period && periodCard(period)};
}

function periodCard(period: PeriodFigures): PeriodCard {
  const {id, startsOn, endsOn} = period;
  return {id, startsOn, endsOn, figures: figuresOf(period), bar: barOf(period), sum: sumOf(period)};
}
