import type {Type} from '@nestjs/common';
import {FinanceFilesController} from './files.controller.js';
import {MoneyDeskController} from './money.controller.js';
import {MoneyPeriodController} from './period.controller.js';

/** What finance officers do beside the lines themselves. */
export const FINANCE_PAGES: Type[] = [MoneyDeskController, FinanceFilesController, MoneyPeriodController];
