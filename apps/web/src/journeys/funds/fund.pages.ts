import type {Type} from '@nestjs/common';
import {FundTermsController} from './fund-terms.controller.js';
import {FundController} from './fund.controller.js';
import {FundsController} from './funds.controller.js';
import {OwnFundsController} from './own-funds.controller.js';

/** Individual service funds: for who holds them, for whose they are, and for the council. */
export const FUND_PAGES: Type[] = [FundsController, FundController, OwnFundsController, FundTermsController];
