import type {Appealable, AppealEffect, AppealOutcome} from './appeal.entity.js';

/**
 * What follows from an answer. A decline that was wrong opens the application again for a fresh decision by somebody
 * else: whoever answers an appeal judges what was decided, and not whether all that the scheme asks for is there
 * today. What cannot be half right is not partly upheld.
 */
export const APPEAL_EFFECTS: Record<Appealable, Partial<Record<AppealOutcome, AppealEffect>>> = {
  decline: {upheld: 'reopened', partly_upheld: 'reopened', dismissed: 'none'},
  condition: {upheld: 'condition_removed', partly_upheld: 'condition_changed', dismissed: 'none'},
  suspension: {upheld: 'suspension_lifted', dismissed: 'none'},
  termination: {upheld: 'reinstated', dismissed: 'none'},
};
