import {DIRECTORY_TABLES} from './directory-tables.js';
import {BOOKING_TABLES} from './booking-tables.js';
import {MONEY_TABLES} from './money-tables.js';
import {PEOPLE_TABLES} from './people-tables.js';
import type {PersonalTable} from './personal-table.js';
import {PLAN_TABLES} from './plan-tables.js';
import {REGISTER_TABLES} from './register-tables.js';
import {REVIEW_TABLES} from './review-tables.js';
import {SIGN_IN_TABLES} from './sign-in-tables.js';
import {TOLD_TABLES} from './told-tables.js';
import {VISIT_TABLES} from './visit-tables.js';

/** Where every category is kept. `npm run jest -- tests/architecture/personal-data` names what is in none. */
export const PERSONAL_TABLES: Readonly<Record<string, PersonalTable>> = {
  ...DIRECTORY_TABLES,
  ...PEOPLE_TABLES,
  ...MONEY_TABLES,
  ...BOOKING_TABLES,
  ...PLAN_TABLES,
  ...REGISTER_TABLES,
  ...REVIEW_TABLES,
  ...TOLD_TABLES,
  ...SIGN_IN_TABLES,
  ...VISIT_TABLES,
};

/** The tables of a category, with their columns. */
export function tablesOf(category: string): {table: string; columns: string[]}[] {
  return Object.entries(PERSONAL_TABLES)
    .filter(([, table]) => table.category === category)
    .map(([table, {columns}]) => ({table, columns: columns.split(' ')}));
}
