import {accountChanged} from './account-changed.js';
import {actedFor} from './acted-for.js';
import {advertDecided, advertWaiting} from './adverts.js';
import {appealDecided} from './appeal-decided.js';
import {appealReceived} from './appeal-received.js';
import {appealWaiting} from './appeal-waiting.js';
import {applicantAnswered} from './applicant-answered.js';
import {applicantAsked} from './applicant-asked.js';
import {applicationDecided} from './application-decided.js';
import {applicationDeferred} from './application-deferred.js';
import {changeDecided} from './change-decided.js';
import {changeWaiting} from './change-waiting.js';
import {communityLink, communityWaiting} from './community.js';
import {courseCalledOff} from './course-called-off.js';
import {courseMoved} from './course-moved.js';
import {coursePlaceFree} from './course-place-free.js';
import {coverAsked, coverTold} from './cover.js';
import {deferralOver} from './deferral-over.js';
import {deferredWaits} from './deferred-waits.js';
import {feedbackDecided, feedbackReceived, feedbackWaiting} from './feedback.js';
import {fromCouncil} from './from-council.js';
import {hoursTold} from './hours-told.js';
import {invoiceTold} from './invoice-told.js';
import {lapseNear} from './lapse-near.js';
import {lapsesToday} from './lapses-today.js';
import {messageDigest, messageWaiting} from './message-waiting.js';
import {memberLapses} from './member-lapses.js';
import {organisationInvited} from './organisation-invited.js';
import {pictureTakenDown} from './picture-taken-down.js';
import {placeFree} from './place-free.js';
import {planMoved} from './plan-moved.js';
import {proposalTold} from './proposal-told.js';
import {referenceWanted} from './reference-wanted.js';
import {renewalOffered} from './renewal-offered.js';
import {reviewDecided} from './review-decided.js';
import {capacityReturned, representationEnded, representationRecorded} from './representation.js';
import {searchFound} from './search-found.js';
import {servicesTakenOff} from './services-taken-off.js';
import {sharedTold} from './shared-told.js';
import {visitsAhead} from './visits-ahead.js';
import {shortlistShared} from './shortlist-shared.js';
import {signInLink} from './sign-in-link.js';
import {complaintWaiting, concernWaiting, reportWaiting} from './safety-waiting.js';
import {listingRests, stillRight} from './still-right.js';
import {surplusDecided, surplusWritten} from './surplus.js';
import {budgetRated, fundTold} from './budget-told.js';
import {termsAnswered} from './terms-answered.js';
import {termsChanged} from './terms-changed.js';
import {termsProposed} from './terms-proposed.js';
import {visitsBeyond} from './visits-beyond.js';
import {visitsAnswered} from './visits-answered.js';
import {visitsCancelled} from './visits-cancelled.js';
import {visitsMoved} from './visits-moved.js';
import {visitsOpen} from './visits-open.js';
import {visitsRequested} from './visits-requested.js';
import {visitsTold} from './visits-told.js';

/** Everything that can be said, under the code that is kept with it. A new one is a file and a line here. */
export const TEMPLATES = {
  account_changed: accountChanged,
  acted_for: actedFor,
  representation_recorded: representationRecorded,
  representation_ended: representationEnded,
  capacity_returned: capacityReturned,
  plan_moved: planMoved,
  proposal_told: proposalTold,
  terms_proposed: termsProposed,
  terms_answered: termsAnswered,
  terms_changed: termsChanged,
  visits_requested: visitsRequested,
  visits_answered: visitsAnswered,
  visits_cancelled: visitsCancelled,
  visits_beyond: visitsBeyond,
  cover_asked: coverAsked,
  cover_told: coverTold,
  visits_moved: visitsMoved,
  visits_told: visitsTold,
  visits_open: visitsOpen,
  hours_told: hoursTold,
  invoice_told: invoiceTold,
  place_free: placeFree,
  course_called_off: courseCalledOff,
  course_moved: courseMoved,
  course_place_free: coursePlaceFree,
  shared_told: sharedTold,
  visits_ahead: visitsAhead,
  application_decided: applicationDecided,
  application_deferred: applicationDeferred,
  deferral_over: deferralOver,
  deferred_waits: deferredWaits,
  appeal_received: appealReceived,
  appeal_waiting: appealWaiting,
  appeal_decided: appealDecided,
  applicant_answered: applicantAnswered,
  applicant_asked: applicantAsked,
  reference_wanted: referenceWanted,
  change_waiting: changeWaiting,
  change_decided: changeDecided,
  picture_taken_down: pictureTakenDown,
  organisation_invited: organisationInvited,
  lapse_near: lapseNear,
  lapses_today: lapsesToday,
  member_lapses: memberLapses,
  renewal_offered: renewalOffered,
  sign_in_link: signInLink,
  from_council: fromCouncil,
  concern_waiting: concernWaiting,
  complaint_waiting: complaintWaiting,
  report_waiting: reportWaiting,
  message_waiting: messageWaiting,
  message_digest: messageDigest,
  still_right: stillRight,
  listing_rests: listingRests,
  services_taken_off: servicesTakenOff,
  advert_waiting: advertWaiting,
  advert_decided: advertDecided,
  shortlist_shared: shortlistShared,
  search_found: searchFound,
  feedback_waiting: feedbackWaiting,
  feedback_decided: feedbackDecided,
  feedback_received: feedbackReceived,
  review_decided: reviewDecided,
  budget_rated: budgetRated,
  fund_told: fundTold,
  surplus_written: surplusWritten,
  surplus_decided: surplusDecided,
  community_waiting: communityWaiting,
  community_link: communityLink,
};

export type TemplateCode = keyof typeof TEMPLATES;
export type TemplateData<C extends TemplateCode> = Parameters<(typeof TEMPLATES)[C]>[0];
