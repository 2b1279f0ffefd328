import {addDays, londonDay} from '@app/kernel';

const today = londonDay(new Date());

/**
 * For every route that reads a body, one that is well formed, so that a test can get as far as the record. A new route
 * with a body belongs here: without it the tests of access cannot get past its validation, and say so.
 */
export const EXAMPLES: Readonly<Record<string, object>> = {
  'POST /council/people/:id/representations': {
    representative_id: '0190a6d2-0000-7000-8000-000000000000',
    kind: 'nominated',
    evidence: {asked_on: today, asked_how: 'phone', has_capacity: true, agrees: true, manages: true},
    starts_on: today,
    review_on: addDays(today, 30),
  },
  'POST /council/people/:id/capacity-records': {
    area: 'money',
    decision: 'How to use the direct payment',
    assessed_on: today,
    assessed_by: 'A social worker',
    outcome: 'has',
  },
  'POST /council/representations/:id/end': {reason: 'It is over.'},
  'POST /visits/:id/hours': {
    started_at: `${addDays(today, -1)}T09:00:00Z`,
    ended_at: `${addDays(today, -1)}T10:00:00Z`,
  },
  'POST /visits/:id/query': {reason: 'You left at ten past.'},
  'POST /applications/:id/decision': {outcome: 'approved', reasons: 'All is in order.'},
  'PUT /applications/:id/evidence/:requirement': {checked_on: today, facts: {}},
  'POST /appeals/:id/decision': {outcome: 'dismissed', reasons: 'It was right.'},
  'POST /members/:id/sanctions': {kind: 'advice', reason: 'Late twice.'},
  'POST /members/:id/termination': {reason: 'Did not come.'},
  'POST /members/:id/concerns': {text: 'A worry.', suspend: false},
  'POST /concerns': {about: 'Mr G', text: 'A worry.', told: 'no', contact_safe: 'unknown', link: 'neighbour'},
  'POST /concerns/:id/entries': {kind: 'note', on_day: today, text: 'Rang.'},
  'POST /council/safeguarding': {
    unnamed: true,
    phone: '01632 960001',
    phone_hours: 'Always',
    source: 'Our procedures',
    starts_on: today,
  },
  'POST /complaints': {about: 'website', text: 'It was down.', name: 'Carl', contact: 'carl@people.example'},
  'POST /complaints/:id/answer': {answer: 'Sorry.'},
  'POST /concerns/:id/close': {note: 'Looked into.'},
  'PUT /applications/:id/assignee': {person_id: null},
  'POST /applications/:id/notes': {text: 'Rang them.'},
  'POST /applications/:id/requests': {text: 'Send us the page with the date.'},
  'POST /applications/:id/requests/:request/answer': {answer: 'It is in the post.'},
  'PUT /applications/:id/answers/:question': {answer: '1980-03-27'},
  'PUT /applications/:id/channel': {channel: 'phone'},
  'POST /applications/:id/references/:requirement/referees': {
    number: 1,
    name: 'Ruth Referee',
    email: 'ruth@people.example',
    relationship: 'employer',
    known_for: 'over_3',
  },
  'POST /applications/:id/referees/:referee/phone': {
    relationship: 'employer',
    known_for: 'over_3',
    would_trust: 'yes',
    about: 'Kind and on time.',
  },
  'POST /applications/:id/evidence/:evidence/void': {reason: 'recorded_in_error'},
  'POST /council/register/import': {csv: 'Name,Reference,Approved on\nAnne Other,PA-9,2025-01-01'},
  'POST /council/retention/rules': {category: 'dbs_facts', months: 3, source: 'Our schedule', starts_on: today},
  'POST /council/retention/holds': {member_id: '0190a6d2-0000-7000-8000-000000000000', reason: 'A complaint'},
  'POST /training-courses/:id/end': {ends_on: today},
  'POST /applications/:id/update-service/consent': {consents: true, said_on: today},
  'POST /applications/:id/evidence/:evidence/status-checks': {result: 'no_change', checked_on: today},
  'POST /applications/:id/risk-assessments': {text: 'For a test.'},
  'PUT /people/:id/contact': {channels: [], format: 'standard', language: 'en'},
  'POST /people/:id/messages': {subject: 'Your review', text: 'Please ring us.'},
  'POST /council/undelivered/:id/settle': {note: 'Told at the door.'},
  'POST /council/undelivered/:id/send-on': {way: 'letter'},
  'POST /council/calls/:id/outcome': {outcome: 'reached'},
  'POST /listing-changes/:id/refuse': {reason: 'We know you under another name.'},
};
