import {Injectable} from '@nestjs/common';
import {MET, ReviewFigures, type Met} from '@app/allocations';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {cell, countedRows, single} from './cells.js';
import type {FigureTable} from './figures.js';
import {SMALLEST_SHOWN} from './suppress.js';

const MET_WORDS: Record<Met, string> = {fully: 'Fully met', partly: 'Partly met', not: 'Not met'};
const DUE_WORDS = {overdue: 'Overdue', soon: 'Due soon', later: 'In time'} as const;

/** What became of what people wanted, and whether reviews are held in time. Of fewer than five people nothing is said. */
@Injectable()
export class ReviewTables {
  constructor(private readonly reviews: ReviewFigures) {}

  async all(tx: Tx, councilId: string, from: Day, to: Day, today: Day): Promise<FigureTable[]> {
    return [await this.outcomes(tx, from, to), await this.due(tx, councilId, today)];
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
}
