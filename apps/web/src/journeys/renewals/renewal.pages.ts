import type {Type} from '@nestjs/common';
import {LapsesPageController} from './lapses.controller.js';
import {RegisterPageController} from './register.controller.js';
import {RenewController} from './renew.controller.js';

/** What lapses: for the member who renews it, and for the council that reminds. */
export const RENEWAL_PAGES: Type[] = [RegisterPageController, RenewController, LapsesPageController];
