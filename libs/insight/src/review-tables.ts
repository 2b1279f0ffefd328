import {Injectable} from '@nestjs/common';
import {
  AnswerSurvey,
  BudgetShares,
  MET,
  ReviewFigures,
  type BudgetShare,
  type Met,
  type ShareCode,
  type SurveyQuestion,
} from '@app/allocations';
import {addDays, addMonths, formatDay, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {cell, countedRows, single} from './cells.js';
import type {FigureCell, FigureTable} from './figures.js';
import {few, SMALLEST_SHOWN, suppress} from './suppress.js';

const MET_WORDS: Record<Met, string> = {fully: 'Fully met', partly: 'Partly met', not: 'Not met'};
const DUE_WORDS = {overdue: 'Overdue', soon: 'Due soon', later: 'In time'} as const;

/** What became of what people wanted, and whether reviews are held in time. Of fewer than five people nothing is said. */
@Injectable()
export class ReviewTables {
  constructor(
    private readonly reviews: ReviewFigures,
    private readonly shares: BudgetShares,
    private readonly survey: AnswerSurvey,
  ) {}

  async all(tx: Tx, councilId: string, from: Day, to: Day, today: Day): Promise<FigureTable[]> {
    return [
      await this.outcomes(tx, from, to),
      await this.due(tx, councilId, today),
      await this.byQuarter(tx, from, to),
      await this.changed(tx, from, to),
    ];
  }

  private async outcomes(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const {met, people} = await this.reviews.outcomes(tx, from, to);
    const few = people > 0 && people < SMALLEST_SHOWN;
    const counts = MET.map((each) => [MET_WORDS[each], met.get(each) ?? 0] as const);
    return {
      code: 'review_outcomes',
      title: 'Outcomes at reviews',
      note: 'How far each thing that people wanted was met, at reviews held in the period.',
      head: ['Outcome', 'Number'],
      rows: [
        ...(few ? [...counts.map(([label]) => ({label, cells: [cell('hidden')]}))] : countedRows(counts)),
        {label: 'People reviewed', cells: [single(people)]},
      ],
      chart: few ? null : 0,
    };
  }

  private async due(tx: Tx, councilId: string, today: Day): Promise<FigureTable> {
    const counts = await this.reviews.due(tx, councilId, today);
    return {
      code: 'reviews_due',
      title: 'Reviews that are due',
      note: 'Budgets that go on today, by when they are to be looked at.',
      head: ['Budgets', 'Number'],
      rows: countedRows((['overdue', 'soon', 'later'] as const).map((each) => [DUE_WORDS[each], counts[each]])),
      chart: 0,
    };
  }

  private async changed(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const counts = await this.survey.counts(tx, from, to);
    return {
      code: 'survey',
      title: 'What budgets have changed, in people’s own view',
      note: 'Answers of a short survey without names, in the quarters that begin in the period or hold its first day (after POET).',
      head: ['About', 'Better', 'The same', 'Worse'],
      rows: counts.map(({question, better, same, worse}) => {
        const {shown} = suppress([better, same, worse]);
        const few = better + same + worse > 0 && better + same + worse < SMALLEST_SHOWN;
        return {label: SURVEY_WORDS[question], cells: shown.map((each) => cell(few ? 'hidden' : each))};
      }),
      chart: null,
    };
  }

  private async byQuarter(tx: Tx, from: Day, to: Day): Promise<FigureTable> {
    const shares = await this.shares.on(tx, quarterEnds(from, to));
    return {
      code: 'budgets_by_quarter',
      title: 'With a budget, and with a direct payment',
      note: 'Distinct people on the last day of each quarter, of those for whom the council has worked out a budget (ASCOF 3D, formerly 1C and NI 130), against the target of that day.',
      head: ['People', 'Have it', 'Of', 'Share', 'Target'],
      rows: shares.map((share) => ({
        label: `${SHARE_WORDS[share.code]}, ${formatDay(share.day, {})}`,
        cells: [single(share.people), single(share.ofPeople), shareCell(share), percent(share.targetBp)],
      })),
      chart: null,
    };
  }
}

const SURVEY_WORDS: Record<SurveyQuestion, string> = {
  dignity: 'Being treated with respect',
  control: 'A say over one’s life',
  support: 'A say over one’s support',
  independence: 'Doing as much as one wants oneself',
  mind: 'How people feel in themselves',
  body: 'Physical health',
  safety: 'Feeling safe',
  others: 'Family, friends and others',
};

const SHARE_WORDS: Record<ShareCode, string> = {
  adults_budget: 'Adults with a budget',
  adults_direct: 'Adults with a direct payment',
  carers_budget: 'Carers with a budget of their own',
  carers_direct: 'Carers with a direct payment',
};

/** The last days of the quarters that end in the time, and its own last day where none does. */
function quarterEnds(from: Day, to: Day): Day[] {
  const [year = '', month = ''] = from.split('-');
  const days: Day[] = [];
  for (let start = `${year}-${String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`; ;) {
    start = addMonths(start, 3);
    const end = addDays(start, -1);
    if (end > to) break;
    if (end >= from) days.push(end);
  }
  return days.length ? days : [to];
}

/** Not where either number, or what is left of the whole, would be small. */
function shareCell({people, ofPeople}: BudgetShare): FigureCell {
  if (ofPeople === 0) return {value: null, text: 'none'};
  if ([people, ofPeople, ofPeople - people].some((count) => few(count) === 'small')) return cell('hidden');
  return percent(Math.round((people * 10_000) / ofPeople));
}

function percent(basisPoints: number | null): FigureCell {
  if (basisPoints === null) return {value: null, text: 'none set'};
  return {value: basisPoints / 100, text: `${(basisPoints / 100).toLocaleString('en-GB')}%`};
}
