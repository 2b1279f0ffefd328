import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {forbidden} from '@app/kernel';
import {RetentionPeriods, type RetentionPeriod} from '@app/register';
import {DATA_CATEGORIES, type DataCategory} from './data-categories.js';
import {tablesOf} from './personal-tables.js';

/** A category as a council processes it today. */
export interface Processing extends Omit<DataCategory, 'rules'> {
  periods: RetentionPeriod[];
  tables: {table: string; columns: string[]}[];
}

/** What the council processes of people, why, by what law, how long, and who sees it: the source of all that says so. */
@Injectable()
export class ReadProcessing {
  constructor(private readonly periods: RetentionPeriods) {}

  /** For everybody: the privacy notice. */
  async notice(councilId: string): Promise<Processing[]> {
    const periods = await this.periods.of(councilId);
    return DATA_CATEGORIES.map(({rules, ...category}) => ({
      ...category,
      periods: periods.filter((period) => rules.includes(period.category)),
      tables: tablesOf(category.code),
    }));
  }

  /** The record of processing of UK GDPR Article 30. @throws FORBIDDEN */
  async record(principal: Principal): Promise<Processing[]> {
    if (!principal.permissions.has('privacy:manage')) throw forbidden('You do not have permission to do this.');
    return this.notice(principal.councilId);
  }
}
