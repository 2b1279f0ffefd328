import type {Type} from '@nestjs/common';
import {BudgetReviewsController} from './forward.controller.js';
import {OwnReviewsController} from './own-reviews.controller.js';
import {RecordReviewController} from './record-review.controller.js';
import {ReviewRulesController} from './review-rules.controller.js';
import {ReviewsPageController} from './reviews.controller.js';

/** Reviews of budgets: as the council holds them, and as the person reads them. */
export const REVIEW_PAGES: Type[] = [
  ReviewsPageController,
  RecordReviewController,
  BudgetReviewsController,
  ReviewRulesController,
  OwnReviewsController,
];
