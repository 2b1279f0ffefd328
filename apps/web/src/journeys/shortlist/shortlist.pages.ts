import type {Type} from '@nestjs/common';
import {CompareController} from './compare.controller.js';
import {SharedController} from './shared.controller.js';
import {ShortlistController} from './shortlist.controller.js';
import {ShortlistPages} from './shortlist-pages.js';

/** Whom somebody thinks of choosing, side by side, and with whom they share it. */
export const SHORTLIST_PAGES: Type[] = [CompareController, SharedController, ShortlistController];
export const SHORTLIST_PARTS: Type[] = [ShortlistPages];
