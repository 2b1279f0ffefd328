import type {Role} from '@app/identity';
import type {PartChoice, RequestChannel, RequestKind, RequestOutcome} from '@app/insight';
import {words} from './t.js';

export const CATEGORY_WORDS: Record<string, string> = words({
  people: 'Who you are',
  accounts: 'How you sign in',
  acting: 'Who acts for whom',
  money: 'Your budget and how it is spent',
  support: 'Agreements, bookings and visits',
  listings: 'Your profile',
  register: 'Your application and place on the register',
  evidence: 'Evidence and checks, DBS facts among them',
  references: 'References and referees',
  risk: 'Risk assessments',
  former_register: 'Taken over from a former register',
  concerns: 'Concerns about somebody’s safety',
  complaints: 'Complaints and enquiries',
  messages: 'Messages to you',
  conversations: 'What you and others write to each other',
  choosing: 'Whom you think of choosing, and the searches you keep',
  feedback: 'What you say of your support, and what is said of yours',
  trail: 'Who did and read what',
  staff: 'Which roles somebody has, and what staff set',
  rights: 'What you ask us about your information',
});

export const PERIOD_WORDS: Record<string, string> = words({
  dbs_facts: 'Facts of a DBS certificate, after the decision',
  reference_facts: 'What a referee said, after the decision',
  referee: 'Who a referee was',
  risk_assessment: 'A risk assessment, after the decision',
  evidence_file: 'Files of evidence',
  declined_application: 'An application that was declined',
  withdrawn_application: 'An application that was withdrawn',
  enquiry: 'An enquiry',
  condition: 'What a condition asked for, once it binds no more',
  sanction: 'Why there was a sanction, after its last day',
  appeal: 'What an appeal said, after the answer',
  session: 'Where you were signed in, after the end',
  message: 'A message',
  complaint: 'A complaint, after the answer',
  conversation: 'A conversation, after its last message',
  advert: 'An advert, after it closed',
  shortlist: 'What is on a shortlist, after it was last changed',
  saved_search: 'A saved search, after it was last used',
  feedback: 'What was said after visits',
  account: 'An account that is not used, after the last sign-in',
  representation: 'What acting for somebody rested on, after its end',
  concern: 'A concern about safety, after it was closed',
  data_request: 'A request about your information, after the answer',
});

export const ROLE_WORDS: Record<Role, string> = words({
  holder: 'people with a budget',
  nominated: 'nominated persons',
  authorised: 'authorised persons',
  carer: 'carers',
  broker: 'brokers',
  pa: 'personal assistants',
  provider: 'providers',
  isf: 'fund holders',
  officer: 'officers of the register',
  approver: 'approvers of the register',
  finance: 'finance officers',
  commissioner: 'commissioners',
  duty: 'duty officers',
  safeguarding: 'the safeguarding team',
  privacy: 'the information governance team',
  admin: 'administrators',
});

export const REQUEST_KIND_WORDS: Record<RequestKind, string> = words({
  access: 'A copy of what you keep about me',
  correction: 'Put something right',
  erasure: 'Erase something',
});

export const REQUEST_CHANNEL_WORDS: Record<RequestChannel, string> = words({
  online: 'On this website',
  phone: 'By telephone',
  meeting: 'At a meeting',
  paper: 'On paper',
  email: 'By e-mail',
});

export const REQUEST_OUTCOME_WORDS: Record<RequestOutcome, string> = words({
  done: 'Done',
  part: 'Done in part',
  refused: 'Refused',
});

export const PART_CHOICE_WORDS: Record<Extract<PartChoice, 'released' | 'withheld'>, string> = words({
  released: 'Give it',
  withheld: 'Withhold it',
});
