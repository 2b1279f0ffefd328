import {AskForReview} from './ask-for-review.js';
import {BudgetReview, ReviewOutcome} from './budget-review.entity.js';
import {DecideReview} from './decide-review.js';
import {ReadReviews} from './read-reviews.js';
import {RecordReview} from './record-review.js';
import {ReviewFacts} from './review-facts.js';
import {ReviewFigures} from './review-figures.js';
import {ReviewRequest} from './review-request.entity.js';
import {ReviewRule} from './review-rule.entity.js';
import {ReviewRules} from './review-rules.js';

export const REVIEW_ENTITIES = [ReviewRule, BudgetReview, ReviewOutcome, ReviewRequest];
export const REVIEW_OFFERED = [
  ...[ReviewRules, RecordReview, DecideReview, AskForReview, ReadReviews],
  ...[ReviewFacts, ReviewFigures],
];
