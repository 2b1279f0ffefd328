import type {Circumstance, MemberKind} from '@app/register';
import type {ToldSoFar} from './seed-applying.js';
import type {Hours} from './workers.js';

/** A paper that the officer saw, and how many days ago it was seen and, where it has a date, issued. */
export interface Seen {
  requirement: string;
  checked: number;
  issued?: number;
  facts: Record<string, unknown>;
}

/** Somebody who has applied and is not on the register yet. */
export interface Applicant {
  name: string;
  kind: MemberKind;
  circumstances: Circumstance[];
  /** What they have told so far on the telephone; without it nothing. */
  told?: ToldSoFar;
  /** Days ago. */
  opened: number;
  /** Null is a draft still. */
  handedIn: number | null;
  seen: readonly Seen[];
  /** Null: something is missing. */
  ready: number | null;
  /** Written already, and shown to everybody with the decision. */
  listing: ApplicantListing | null;
}

export interface ApplicantListing {
  name: string;
  postcode: string;
  summary: string;
  about: string;
  services: readonly string[];
  languages: string[];
  pence: number;
  hours: Hours;
}

const TRAINING = {provider: 'Alongside Training', delivery: 'online'};
const DBS = {level: 'enhanced_barred', workforce: 'adult', certificate_number: '001700000042'};

/** Made up. One is ready for a decision and has a listing that waits for it; the others are on their way. */
export const APPLICANTS: readonly Applicant[] = [
  {
    name: 'Josie Barnes',
    kind: 'pa',
    circumstances: ['self_employed', 'drives', 'regulated_activity'],
    opened: 26,
    handedIn: 24,
    seen: [
      {requirement: 'identity', checked: 20, facts: {document: 'passport'}},
      {requirement: 'right_to_work', checked: 20, facts: {method: 'original_document'}},
      {requirement: 'code_of_conduct', checked: 20, facts: {signed: 'paper'}},
      {requirement: 'safeguarding', checked: 18, issued: 60, facts: TRAINING},
      {requirement: 'mental_capacity', checked: 18, issued: 60, facts: TRAINING},
      {requirement: 'insurance', checked: 18, issued: 30, facts: {insurer: 'Example Mutual', cover_pence: 500_000_000}},
      {
        requirement: 'reference',
        checked: 9,
        facts: {referee_name: 'Ruth Fenn', relationship: 'client', method: 'phone'},
      },
      {
        requirement: 'reference',
        checked: 6,
        facts: {referee_name: 'Ade Bello', relationship: 'tutor', method: 'letter'},
      },
      {requirement: 'dbs_enhanced_barred', checked: 3, issued: 8, facts: DBS},
    ],
    ready: 2,
    listing: {
      name: 'Josie B.',
      postcode: 'NG3 4FR',
      summary: 'Cooking, cleaning and cheerful company, with a car for shopping and appointments.',
      about:
        'I cared for my grandmother for six years and learned how much the small things matter.\n\n' +
        'I like baking, dogs and a good quiz. I am free most days, and happy to meet first.',
      services: ['companionship', 'meals', 'cleaning', 'shopping'],
      languages: ['en'],
      pence: 1_395,
      hours: 'days',
    },
  },
  {
    name: 'Leon Whitby',
    // His second referee is asked as soon as the worker runs: the link waits in the outbox.
    told: {
      answers: {born_on: '1991-08-14', phone: '0115 496 0155', services: ['companionship', 'shopping']},
      referee: {number: 2, name: 'Gwen Tait', email: 'gwen.tait@people.example', relationship: 'tutor'},
    },
    kind: 'pa',
    circumstances: ['self_employed', 'regulated_activity'],
    opened: 13,
    handedIn: 12,
    seen: [
      {requirement: 'identity', checked: 8, facts: {document: 'driving_licence'}},
      {requirement: 'right_to_work', checked: 8, facts: {method: 'online_share_code'}},
      {requirement: 'code_of_conduct', checked: 8, facts: {signed: 'online'}},
      {
        requirement: 'reference',
        checked: 4,
        facts: {referee_name: 'Pam Root', relationship: 'employer', method: 'form'},
      },
    ],
    ready: null,
    listing: null,
  },
  {
    name: 'Mapperley Meals',
    kind: 'business',
    circumstances: [],
    opened: 5,
    handedIn: 3,
    seen: [],
    ready: null,
    listing: null,
  },
  {
    name: 'Dawn Ellis',
    kind: 'pa',
    circumstances: [],
    told: {
      answers: {born_on: '1984-02-03', phone: '0115 496 0166', status: 'both', drives: 'yes', business_insurance: 'no'},
      referee: {number: 1, name: 'Omar Reid', email: 'omar.reid@people.example', relationship: 'employer'},
    },
    opened: 1,
    handedIn: null,
    seen: [],
    ready: null,
    listing: null,
  },
];
