import type {Type} from '@nestjs/common';
import {ExpensesController} from './expenses.controller.js';
import {RecordHoursController} from './hours.controller.js';
import {OfflineController} from './offline.controller.js';
import {RequestController} from './request.controller.js';
import {TermsController} from './terms.controller.js';
import {WorkController} from './work.controller.js';

/** The pages of those who work: answer terms, answer requests, keep the diary, record hours. */
export const WORK_PAGES: Type[] = [
  WorkController,
  TermsController,
  RequestController,
  RecordHoursController,
  ExpensesController,
  OfflineController,
];
