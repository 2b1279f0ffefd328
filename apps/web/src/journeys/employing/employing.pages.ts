import type {Type} from '@nestjs/common';
import {PaCostController} from './pa-cost.controller.js';
import {EmploymentRatesController} from './rates.controller.js';

/** What employing somebody costs. */
export const EMPLOYING_PAGES: Type[] = [PaCostController, EmploymentRatesController];
