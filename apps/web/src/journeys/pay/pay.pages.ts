import type {Type} from '@nestjs/common';
import {PayController} from './pay.controller.js';
import {TimesheetController} from './timesheet.controller.js';

/** How employed PAs are paid, and their timesheets. */
export const PAY_PAGES: Type[] = [PayController, TimesheetController];
