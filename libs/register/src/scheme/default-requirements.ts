import type {RequirementTerms} from './requirement-kinds.js';

/** What most schemes ask of a PA. Each council changes it: nothing here is a rule of the program. */
const SUPPORT_WITH_CONFIDENCE = 'Support with Confidence guidance';
const LIABILITY = 'Devon and Shropshire direct payments guidance';

const ONCE = {
  needed: 1,
  validMonths: null,
  countsFrom: 'checked',
  onLapse: 'delist',
  graceDays: null,
  onlyWhen: null,
  minimumLevel: null,
  recordedBy: ['officer'],
} satisfies Partial<RequirementTerms>;

export const DEFAULT_PA_REQUIREMENTS: readonly RequirementTerms[] = [
  {
    ...ONCE,
    code: 'identity',
    kind: 'identity',
    title: 'Proof of identity',
    source: 'Milton Keynes PA register: identity and right to work are checked before listing',
  },
  {
    ...ONCE,
    code: 'right_to_work',
    kind: 'right_to_work',
    title: 'Right to work in the United Kingdom',
    source: 'Immigration, Asylum and Nationality Act 2006, sections 15 to 25',
  },
  {
    ...ONCE,
    code: 'dbs',
    kind: 'dbs',
    title: 'Enhanced DBS certificate',
    validMonths: 36,
    countsFrom: 'issued',
    minimumLevel: 'enhanced',
    source: 'A certificate has no expiry in law; three years is council policy (Isle of Wight: 36 months)',
  },
  {
    ...ONCE,
    code: 'reference',
    kind: 'reference',
    title: 'References from two people who are not relatives',
    needed: 2,
    source: 'Nottinghamshire County Council: two references',
  },
  {
    ...ONCE,
    code: 'safeguarding',
    kind: 'training',
    title: 'Training: safeguarding adults',
    validMonths: 36,
    countsFrom: 'issued',
    source: 'Milton Keynes PA register: within the last three years',
  },
  {
    ...ONCE,
    code: 'mental_capacity',
    kind: 'training',
    title: 'Training: Mental Capacity Act',
    validMonths: 36,
    countsFrom: 'issued',
    source: 'Milton Keynes PA register: within the last three years',
  },
  {
    ...ONCE,
    code: 'insurance',
    kind: 'insurance',
    title: 'Public liability insurance',
    validMonths: 12,
    countsFrom: 'issued',
    onlyWhen: 'self_employed',
    source: `${LIABILITY}: asked of self-employed PAs`,
  },
  {
    ...ONCE,
    code: 'code_of_conduct',
    kind: 'code_of_conduct',
    title: 'Signed code of conduct',
    source: `${SUPPORT_WITH_CONFIDENCE}; Barnsley and Buckinghamshire codes: dignity, confidentiality, reliability`,
  },
];

/** What the same scheme asks of an organisation that supports people. */
export const DEFAULT_BUSINESS_REQUIREMENTS: readonly RequirementTerms[] = [
  {
    ...ONCE,
    code: 'identity',
    kind: 'identity',
    title: 'Proof of identity of who runs it',
    source: SUPPORT_WITH_CONFIDENCE,
  },
  {
    ...ONCE,
    code: 'dbs',
    kind: 'dbs',
    title: 'Enhanced DBS certificate of who runs it',
    validMonths: 36,
    countsFrom: 'issued',
    minimumLevel: 'enhanced',
    source: 'A certificate has no expiry in law; three years is council policy (Isle of Wight: 36 months)',
  },
  {
    ...ONCE,
    code: 'reference',
    kind: 'reference',
    title: 'References from two customers',
    needed: 2,
    source: SUPPORT_WITH_CONFIDENCE,
  },
  {
    ...ONCE,
    code: 'insurance',
    kind: 'insurance',
    title: 'Public liability insurance',
    validMonths: 12,
    countsFrom: 'issued',
    source: 'Leeds City Council: asked of every micro-enterprise',
  },
  {
    ...ONCE,
    code: 'tax_registration',
    kind: 'tax_registration',
    title: 'Registered with HMRC',
    source: 'Leeds City Council: evidence of registration with HMRC',
  },
  {
    ...ONCE,
    code: 'code_of_conduct',
    kind: 'code_of_conduct',
    title: 'Signed standards',
    source: 'Somerset micro-provider standards: signed before listing',
  },
];
