import type {Role} from '@app/identity';
import type {RetentionCategory} from '@app/register';
import {CARE, CRIME, DUTY, EQUAL, SAFE, TASK} from './lawful-bases.js';

export interface DataCategory {
  code: string;
  title: string;
  /** About whom. */
  whose: string;
  purpose: string;
  basis: readonly string[];
  /** Rules of retention that reach it; the periods are the council's of the day. */
  rules: readonly RetentionCategory[];
  /** What holds beside those rules, or where there is none. */
  kept: string;
  /** Who of the council may see it; whom it is about sees their own, but where `restricted` says not. */
  seenBy: readonly Role[];
  restricted?: string;
  /** Whether it may be erased when somebody asks, and why not. */
  erasure: {may: true; how: string} | {may: false; why: string};
  /** From which day on this is so, and who says it. */
  since: string;
  source: string;
}

const MONEY = 'Six years after the last payment: Limitation Act 1980, section 5, and the council’s financial rules';
const PUBLIC_MONEY = 'It shows how public money was spent, and is needed for audit (Article 17(3)(b)).';
const DECIDED = 'It shows what the council decided and why, and is needed to answer for it (Article 17(3)(b) and (e)).';
const since = '2026-11-26';
const source = 'The council’s schedule of processing';
const common = {since, source};

/** Each kind of information that is kept of people. Everything that is said about privacy is made from this. */
export const DATA_CATEGORIES: readonly DataCategory[] = [
  {
    ...common,
    code: 'people',
    title: 'Who you are',
    whose: 'Everybody with an account, and those they act for',
    purpose: 'To know whose record is whose, and to find it again',
    basis: [TASK],
    rules: [],
    kept: 'As long as any other record of yours is kept; with an application that came to nothing the name goes too',
    seenBy: ['officer', 'approver', 'finance', 'duty', 'admin'],
    erasure: {may: false, why: 'Other records that the law wants kept would have nobody.'},
  },
  {
    ...common,
    code: 'accounts',
    title: 'How you sign in',
    whose: 'Everybody with an account',
    purpose: 'To let you in and nobody else, and to show you where you are signed in',
    basis: [TASK],
    rules: ['session', 'account'],
    kept: 'The account as long as you may use it and do',
    seenBy: ['admin'],
    erasure: {may: true, how: 'Sessions end, and what was kept of devices is emptied.'},
  },
  {
    ...common,
    code: 'acting',
    title: 'Who acts for whom',
    whose: 'People who need support and whoever acts for them',
    purpose: 'To let somebody act for you as far as you or the law say, and no further',
    basis: [TASK, CARE],
    rules: ['representation'],
    kept: 'That somebody acted for you, as long as what was done under it can be asked about',
    seenBy: ['officer', 'duty', 'admin'],
    erasure: {may: false, why: 'It shows by what right somebody acted (Article 17(3)(e)).'},
  },
  {
    ...common,
    code: 'money',
    title: 'Your budget and how it is spent',
    whose: 'People with a care budget',
    purpose: 'To pay for support as the Care Act 2014, sections 26 and 31 to 33, asks',
    basis: [TASK, DUTY, CARE],
    rules: ['money_talk'],
    kept: MONEY,
    seenBy: ['finance'],
    erasure: {may: false, why: PUBLIC_MONEY},
  },
  {
    ...common,
    code: 'support',
    title: 'Agreements, bookings and visits',
    whose: 'People who get support and whoever gives it',
    purpose: 'To agree on support, to know when it happens, and to pay for what was done',
    basis: [TASK, CARE],
    rules: [],
    kept: MONEY,
    seenBy: ['duty', 'finance'],
    erasure: {may: false, why: PUBLIC_MONEY},
  },
  {
    ...common,
    code: 'plans',
    title: 'Your support plan',
    whose: 'People who need support',
    purpose: 'To write down what you want and what will help, to agree it, and to find support with it',
    basis: [TASK, DUTY, CARE],
    rules: ['review'],
    kept: 'Every version, six years after the last one was followed by another or the support ended',
    seenBy: ['officer', 'approver', 'duty'],
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'listings',
    title: 'Your profile',
    whose: 'Personal assistants and providers',
    purpose: 'To be found by people who look for support. It is public once you say so',
    basis: [TASK, EQUAL],
    rules: [],
    kept: 'Until you take it down; what was shown before is kept as long as a complaint about it can be made',
    seenBy: ['officer', 'approver'],
    erasure: {may: true, how: 'The words of a profile that is taken down for good are emptied, in every version.'},
  },
  {
    ...common,
    code: 'register',
    title: 'Your application and place on the register',
    whose: 'Applicants and members of the register',
    purpose: 'To decide whom the council accredits, and to answer for it',
    basis: [TASK, SAFE],
    rules: ['declined_application', 'withdrawn_application', 'condition', 'sanction', 'appeal'],
    kept: 'What an approval rests on stays as long as its standing on a day can be asked for',
    seenBy: ['officer', 'approver'],
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'evidence',
    title: 'Evidence and checks, DBS facts among them',
    whose: 'Applicants and members of the register',
    purpose: 'To check what the scheme asks for. Of a DBS certificate facts alone are kept, never what it says',
    basis: [TASK, SAFE, CRIME],
    rules: ['dbs_facts', 'evidence_file'],
    kept: 'That a check was made and counted stays with the register',
    seenBy: ['officer', 'approver'],
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'references',
    title: 'References and referees',
    whose: 'Referees, and the applicants they write about',
    purpose: 'To hear from people who know an applicant’s work',
    basis: [TASK, SAFE],
    rules: ['reference_facts', 'referee'],
    kept: 'No longer than the rules say',
    seenBy: ['officer', 'approver'],
    restricted:
      'What a referee wrote in confidence is not given to the applicant (Data Protection Act 2018, Schedule 2, paragraph 24).',
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'risk',
    title: 'Risk assessments',
    whose: 'Applicants',
    purpose: 'To weigh one decision',
    basis: [TASK, SAFE, CRIME],
    rules: ['risk_assessment'],
    kept: 'No longer than the rule says',
    seenBy: ['approver'],
    restricted: 'Whoever decides is asked before anything of it is given (Data Protection Act 2018, Schedule 3).',
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'former_register',
    title: 'Taken over from a former register',
    whose: 'Members of a register that the council kept before',
    purpose: 'To carry on a register without asking everything again',
    basis: [TASK],
    rules: [],
    kept: 'As long as the membership that it began',
    seenBy: ['officer', 'approver', 'admin'],
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'concerns',
    title: 'Concerns about somebody’s safety',
    whose: 'Whoever somebody worries about, whoever may be the cause, and whoever tells us',
    purpose: 'To enquire and to protect, as the Care Act 2014, section 42, asks',
    basis: [DUTY, SAFE, CRIME],
    rules: ['concern'],
    kept: 'While it is open, as the council’s safeguarding procedures say',
    seenBy: ['safeguarding'],
    restricted:
      'The safeguarding team alone decides what can be said, and to whom (Data Protection Act 2018, Schedule 3).',
    erasure: {may: false, why: 'It protects people at risk (Article 17(3)(b)).'},
  },
  {
    ...common,
    code: 'complaints',
    title: 'Complaints and enquiries',
    whose: 'Whoever complains or asks',
    purpose: 'To answer',
    basis: [DUTY, TASK],
    rules: ['enquiry', 'complaint'],
    kept: 'A complaint until it is answered',
    seenBy: ['officer', 'approver'],
    erasure: {may: false, why: 'Complaints are kept for the Ombudsman; enquiries go by their rule (Article 17(3)(e)).'},
  },
  {
    ...common,
    code: 'messages',
    title: 'Messages to you',
    whose: 'Everybody with an account, and referees',
    purpose: 'To tell you what was asked, answered and decided',
    basis: [TASK],
    rules: ['message'],
    kept: 'No longer than the rule says',
    seenBy: ['admin'],
    erasure: {may: true, how: 'What they say and to whom is emptied; that one was sent stays.'},
  },
  {
    ...common,
    code: 'conversations',
    title: 'What you and others write to each other',
    whose: 'People who look for support, personal assistants and providers',
    purpose: 'To find each other, ask and agree before contact details are given',
    basis: [TASK, CARE],
    rules: ['conversation', 'advert'],
    kept: 'While somebody’s report of it is looked at',
    seenBy: ['officer', 'approver'],
    restricted: 'Staff read a conversation only after one of its two sides reported it, and each reading is on record.',
    erasure: {may: false, why: 'The other side has the same messages; they go by their rule (Article 17(3)(e)).'},
  },
  {
    ...common,
    code: 'choosing',
    title: 'Whom you think of choosing, and the searches you keep',
    whose: 'People who look for support',
    purpose: 'To keep what you found until you choose, and to let those help you with whom you share it',
    basis: [TASK],
    rules: ['shortlist', 'saved_search'],
    kept: 'Until you take it away',
    seenBy: ['privacy'],
    restricted: 'Nobody else of the council, unless they act for you or you share it with them.',
    erasure: {may: true, how: 'All of it goes.'},
  },
  {
    ...common,
    code: 'feedback',
    title: 'What you say of your support, and what is said of yours',
    whose: 'People who had support, personal assistants and providers',
    purpose: 'To help others to choose, and to let whoever it is about answer',
    basis: [TASK],
    rules: ['feedback'],
    kept: 'Until you take it back',
    seenBy: ['officer', 'approver'],
    restricted: 'Whoever it is about, and anybody else, reads the words and never whose they are.',
    erasure: {may: true, how: 'What you wrote goes, and your answers to what others wrote.'},
  },
  {
    ...common,
    code: 'trail',
    title: 'Who did and read what',
    whose: 'Everybody who does something here, and whom it is about',
    purpose: 'To answer for what was done, and to find out misuse',
    basis: [DUTY, TASK],
    rules: [],
    kept: 'For good: it holds ids and dates, and proves every other record',
    seenBy: ['privacy'],
    erasure: {may: false, why: 'It is the proof of everything else (Article 17(3)(b) and (e)).'},
  },
  {
    ...common,
    code: 'staff',
    title: 'Which roles somebody has, and what staff set',
    whose: 'The council’s staff',
    purpose: 'To let each see what their work needs, and to know who set a rule',
    basis: [TASK],
    rules: [],
    kept: 'As long as what was done in that role can be asked about',
    seenBy: ['admin'],
    erasure: {may: false, why: DECIDED},
  },
  {
    ...common,
    code: 'rights',
    title: 'What you ask us about your information',
    whose: 'Whoever asks for a copy, a correction or erasure',
    purpose: 'To answer within a month, and to show that we did',
    basis: [DUTY],
    rules: ['data_request'],
    kept: 'Until it is answered',
    seenBy: ['privacy'],
    erasure: {may: false, why: 'It shows that your request was answered (Article 17(3)(b)).'},
  },
];

export const categoryOf = (code: string): DataCategory | undefined =>
  DATA_CATEGORIES.find((category) => category.code === code);
