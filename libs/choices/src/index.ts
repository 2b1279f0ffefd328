export {ChoicesModule, ChoicesWorkerModule} from './choices.module.js';
export {FeedbackFacts, type FeedbackFact} from './feedback/feedback-facts.js';
export {
  AGAIN,
  FEEDBACK_STATES,
  feedbackMachine,
  REPLY_STATES,
  WENT_WELL,
  type Again,
  type FeedbackState,
  type ReplyState,
  type WentWell,
} from './feedback/feedback.state.js';
export {FEEDBACK_WAITING, GiveFeedback, type FeedbackToGive, type OwnFeedback} from './feedback/give-feedback.js';
export {
  FEEDBACK_DECIDED,
  ModerateFeedback,
  REPLY_DECIDED,
  waitingPart,
  type FeedbackToModerate,
} from './feedback/moderate-feedback.js';
export {PublicFeedback, type PublicFeedbackView, type ShownFeedback} from './feedback/public-feedback.js';
export {ReplyToFeedback, type ReceivedFeedback} from './feedback/reply-to-feedback.js';
export type {AskedAgain} from './searches/asked-again.js';
export {KeepSearches, type SearchToKeep} from './searches/keep-searches.js';
export {LookAgainDaily, SEARCH_FOUND} from './searches/look-again-daily.js';
export {ReadSearches, type SavedSearchView} from './searches/read-searches.js';
export {SearchFacts, type FoundFact} from './searches/search-facts.js';
export {CompareShortlist, type Compared} from './shortlist/compare-shortlist.js';
export {KeepShortlist} from './shortlist/keep-shortlist.js';
export {ReadShortlist, type SharedWithMe, type ShortlistView} from './shortlist/read-shortlist.js';
export {ShareShortlist, SHORTLIST_SHARED, type Supporter} from './shortlist/share-shortlist.js';
export {ShortlistFacts} from './shortlist/shortlist-facts.js';
export {MOST_COMPARED, MOST_ENTRIES} from './shortlist/shortlist.errors.js';
