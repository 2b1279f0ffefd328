import {WENT_WELL, type PublicFeedbackView} from '@app/choices';
import {WENT_WELL_WORDS} from '../../words/feedback-words.js';

export interface FeedbackPage extends Omit<PublicFeedbackView, 'wentWell'> {
  /** What was said of most first. */
  well: {text: string; count: number}[];
}

export function feedbackPage({wentWell, ...shown}: PublicFeedbackView): FeedbackPage {
  const well = WENT_WELL.map((each) => ({text: WENT_WELL_WORDS[each], count: wentWell[each]}));
  return {...shown, well: well.filter(({count}) => count > 0).sort((a, b) => b.count - a.count)};
}
