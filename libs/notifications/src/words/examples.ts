import type {TemplateCode, TemplateData} from '../templates/index.js';

const ID = '01970000-0000-7000-8000-000000000000';
const WORKER = 'Sam P.';
const HOLDER = 'Edith Hall';
const SCHEME = 'Personal Assistants at Home';

/** What each message is shown with before it is ever told: made up, and enough to try every placeholder. */
export const EXAMPLES: {readonly [C in TemplateCode]: TemplateData<C>} = {
  terms_proposed: {engagementId: ID, holder: HOLDER},
  terms_answered: {engagementId: ID, worker: WORKER, accepted: true, forName: HOLDER},
  visits_requested: {bookingId: ID, holder: HOLDER, visits: 3, firstOn: '2027-03-02'},
  visits_answered: {
    bookingId: ID,
    worker: WORKER,
    outcome: 'accepted',
    visits: 3,
    firstOn: '2027-03-02',
    forName: HOLDER,
  },
  visits_cancelled: {bookingId: ID, reference: 'B-2K7P', other: WORKER, forName: HOLDER, side: 'holder', today: true},
  visits_beyond: {
    bookingId: ID,
    worker: WORKER,
    visits: 2,
    firstOn: '2027-03-02',
    lapses: true,
    side: 'holder',
    forName: HOLDER,
  },
  application_decided: {applicationId: ID, scheme: SCHEME},
  application_deferred: {applicationId: ID, scheme: SCHEME},
  deferral_over: {applicationId: ID, scheme: SCHEME},
  deferred_waits: {applicationId: ID},
  appeal_received: {applicationId: ID},
  appeal_waiting: {appealId: ID},
  appeal_decided: {applicationId: ID},
  applicant_answered: {applicationId: ID},
  applicant_asked: {applicationId: ID, path: `/apply/${ID}`},
  reference_wanted: {
    applicant: 'Amy Able',
    referee: 'Rita Rowe',
    council: 'Nottinghamshire County Council',
    link: 'https://alongside.example/reference/example',
    answerBy: '2027-03-16',
    reminder: false,
  },
  change_waiting: {changeId: ID, shownName: WORKER},
  change_decided: {listingId: ID, accepted: false, reason: 'We know you under another name.'},
  lapse_near: {name: WORKER, requirements: ['Insurance', 'First aid'], lapsesOn: '2027-04-01'},
  lapses_today: {},
  member_lapses: {applicationId: ID, name: WORKER, requirements: ['Insurance'], lapsesOn: '2027-04-01'},
  renewal_offered: {applicationId: ID, requirement: 'insurance', name: WORKER},
  sign_in_link: {
    words: 'sign_in',
    name: 'Amy Able',
    council: 'Nottinghamshire County Council',
    link: 'https://alongside.example/sign-in/link/example',
    minutes: 15,
    start: 'https://alongside.example/sign-in',
  },
  concern_waiting: {},
  complaint_waiting: {},
  from_council: {
    subject: 'Your review',
    text: 'We would like to talk about your direct payment. Ring us, or tell us when we may ring you.',
    writer: 'Olive Officer, Nottinghamshire County Council',
  },
};

/** What each message is for, on the page where a council writes its own words. */
export const PURPOSES: {readonly [C in TemplateCode]: string} = {
  terms_proposed: 'To a PA or provider: somebody offers terms',
  terms_answered: 'To a holder: the terms were accepted or declined',
  visits_requested: 'To a PA or provider: somebody asks for visits',
  visits_answered: 'To a holder: the answer to a request for visits',
  visits_cancelled: 'To both sides: visits are called off',
  visits_beyond: 'To both sides: visits on days without a listing',
  application_decided: 'To an applicant: there is a decision',
  application_deferred: 'To an applicant: the decision is put off',
  deferral_over: 'To an applicant: their application is looked at again',
  deferred_waits: 'To an officer: a deferred application is back',
  appeal_received: 'To whoever appealed: it has come',
  appeal_waiting: 'To those who may answer an appeal: one waits',
  appeal_decided: 'To whoever appealed: there is an answer',
  applicant_answered: 'To an officer: an applicant has answered',
  applicant_asked: 'To an applicant: something more is needed',
  reference_wanted: 'To a referee: please give a reference',
  change_waiting: 'To an officer: a change of a listing to check',
  change_decided: 'To a PA or provider: their change was looked at',
  lapse_near: 'To a member: something runs out soon',
  lapses_today: 'To officers: members were reminded',
  member_lapses: 'To an officer: something of a member runs out',
  renewal_offered: 'To an officer: a member has something to renew',
  sign_in_link: 'To whoever asked for a link to sign in, for a new password or for an account',
  concern_waiting: 'To the safeguarding team: a concern waits',
  complaint_waiting: 'To staff: a complaint waits',
  from_council: 'To one person: written by staff in their own words',
};
