import {Injectable} from '@nestjs/common';
import {prepared, type Reader} from '@app/platform';
import {DataSource} from 'typeorm';
import {AGAIN, WENT_WELL, type Again, type WentWell} from './feedback.state.js';

export interface ShownFeedback {
  id: string;
  wentWell: WentWell[];
  again: Again;
  text: string | null;
  /** The first day of the month in which it was written. */
  month: string;
  reply: string | null;
}

export interface PublicFeedbackView {
  items: ShownFeedback[];
  again: Record<Again, number>;
  wentWell: Record<WentWell, number>;
}

/** What anybody may read of a listing: counted, never as a mark, and never whose it is. */
@Injectable()
export class PublicFeedback {
  constructor(private readonly dataSource: DataSource) {}

  async of(listingId: string, reader: Reader = this.dataSource): Promise<PublicFeedbackView> {
    const items = await prepared<ShownFeedback[]>(reader, SHOWN, [listingId]);
    const count = (has: (each: ShownFeedback) => boolean) => items.filter(has).length;
    return {
      items,
      again: Object.fromEntries(AGAIN.map((each) => [each, count(({again}) => again === each)])) as Record<
        Again,
        number
      >,
      wentWell: Object.fromEntries(
        WENT_WELL.map((each) => [each, count(({wentWell}) => wentWell.includes(each))]),
      ) as Record<WentWell, number>,
    };
  }
}

const SHOWN = `SELECT id, went_well AS "wentWell", again, text, month, reply FROM public_feedback($1)
  ORDER BY month DESC, id`;
