import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';

export interface StandingOnDay {
  listed: boolean;
  accredited: boolean;
  lapsesOn: Day | null;
}

@Injectable()
export class Standings {
  async on(tx: Tx, memberId: string, days: readonly Day[]): Promise<Map<Day, StandingOnDay>> {
    const rows = await tx.query<(StandingOnDay & {day: Day})[]>(
      `SELECT d.day, s.listed, s.accredited, s.lapses_on AS "lapsesOn"
       FROM unnest($2::date[]) AS d (day), LATERAL member_standing(ARRAY[$1::uuid], d.day) s`,
      [memberId, days],
    );
    return new Map(rows.map(({day, ...standing}) => [day, standing]));
  }
}
