import type {Type} from '@nestjs/common';
import {AskCoverController} from './ask-cover.controller.js';
import {CoverWishController} from './cover-wish.controller.js';
import {CoverPageController} from './cover.controller.js';
import {DutyVisitsController} from './duty-visits.controller.js';

/** Somebody cannot come: others are asked, for both sides, for who is asked, and for who is on duty. */
export const COVER_PAGES: Type[] = [AskCoverController, CoverPageController, CoverWishController, DutyVisitsController];
