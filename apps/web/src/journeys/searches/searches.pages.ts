import type {Type} from '@nestjs/common';
import {SavedSearchesController} from './saved-searches.controller.js';

/** Searches that somebody keeps. */
export const SEARCH_PAGES: Type[] = [SavedSearchesController];
