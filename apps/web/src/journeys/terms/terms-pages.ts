import type {Type} from '@nestjs/common';
import {ChangeTermsController} from './change-terms.controller.js';
import {EndTermsController} from './end-terms.controller.js';
import {PayersController} from './payers.controller.js';
import {VersionController} from './version.controller.js';

/** What becomes of an agreement: other terms, another payer, its end. */
export const TERMS_PAGES: Type[] = [ChangeTermsController, VersionController, EndTermsController, PayersController];
