import {Check, Column, Entity, Index, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, Id} from '@app/platform';

export const TIME_BANDS = ['', 'weekday', 'evening', 'weekend', 'night'] as const;
export type TimeBand = (typeof TIME_BANDS)[number];

/** How often in a month nobody was found for the same thing in the same place. What was not asked for is empty. */
@Entity()
@Index('search_missed_what_idx', ['councilId', 'month', 'outcode', 'service', 'need', 'timeBand'], {unique: true})
@Check('search_missed_month_check', `extract(day FROM month) = 1`)
@Check('search_missed_outcode_check', `outcode ~ '^([A-Z]{1,2}[0-9][A-Z0-9]?)?$'`)
@Check('search_missed_service_check', `service ~ '^([a-z][a-z0-9_]{1,39})?$'`)
@Check('search_missed_need_check', `need ~ '^([a-z][a-z0-9_]{1,39})?$'`)
@Check('search_missed_time_band_check', `time_band IN ('', 'weekday', 'evening', 'weekend', 'night')`)
@Check('search_missed_count_check', `count > 0`)
export class SearchMissed {
  @Id() id: string;
  @CouncilId() councilId: string;
  @DayColumn() month: string;
  @Column({type: 'text'}) outcode: string;
  @Column({type: 'text'}) service: string;
  @Column({type: 'text'}) need: string;
  @Column({type: 'text'}) timeBand: TimeBand;
  @Column({type: 'integer', default: 1}) count: number;
}

/** What the marks of a day are made with. */
@Entity()
@Check('search_missed_salt_salt_check', `length(salt) = 32`)
export class SearchMissedSalt {
  @PrimaryColumn({type: 'date'}) day: string;
  @Column({type: 'bytea'}) salt: Buffer;
}

/** That one person's miss was counted on a day, without saying whose. */
@Entity()
@Index(['day'])
@Check('search_missed_once_mark_check', `length(mark) = 32`)
export class SearchMissedOnce {
  @PrimaryColumn({type: 'bytea'}) mark: Buffer;
  @DayColumn() day: string;
}
