import type {PlannedRequirement} from './planned-version.js';
import type {MemberKind} from './requirement-kinds.js';

/** What a council finds when it sets up a register. Nothing here is a rule of the program: each council changes it. */
const SWC = 'Support with Confidence guidance';
const DBS_POLICY = 'A certificate has no expiry in law; three years is council policy (Isle of Wight: 36 months)';
const CODES = 'Barnsley and Buckinghamshire codes: dignity, confidentiality, reliability, reporting abuse';

const asked = (
  kind: PlannedRequirement['kind'],
  title: string,
  source: string,
  rest: Partial<PlannedRequirement> = {},
): PlannedRequirement => ({
  code: null,
  kind,
  title,
  needed: 1,
  validMonths: null,
  countsFrom: 'checked',
  onLapse: 'delist',
  graceDays: null,
  onlyWhen: null,
  minimumLevel: null,
  recordedBy: ['officer'],
  source,
  ...rest,
});

const training = (title: string, code: string, source: string, rest: Partial<PlannedRequirement> = {}) =>
  asked('training', title, source, {
    code,
    validMonths: 36,
    countsFrom: 'awarded',
    recordedBy: ['officer', 'applicant'],
    ...rest,
  });

const identity = (whose: string) =>
  asked('identity', `Proof of identity${whose}`, 'Milton Keynes PA register: checked before listing', {
    code: 'identity',
  });
const dbs = (whose: string) =>
  asked('dbs', `DBS certificate${whose}`, DBS_POLICY, {
    validMonths: 36,
    countsFrom: 'issued',
    minimumLevel: 'by_tasks',
  });
const references = (title: string, source: string) =>
  asked('reference', title, source, {code: 'reference', needed: 2, recordedBy: ['officer', 'referee']});
const liability = (source: string, rest: Partial<PlannedRequirement> = {}) =>
  asked('insurance', 'Public liability insurance', source, {
    code: 'insurance',
    validMonths: 12,
    countsFrom: 'issued',
    recordedBy: ['officer', 'applicant'],
    ...rest,
  });
const carInsurance = asked(
  'insurance',
  'Car insurance with business use',
  'Leeds City Council: asked of those who drive',
  {
    code: 'car_insurance',
    validMonths: 12,
    countsFrom: 'issued',
    onlyWhen: 'drives',
    recordedBy: ['officer', 'applicant'],
  },
);
const conduct = (title: string, source: string) =>
  asked('code_of_conduct', title, source, {code: 'code_of_conduct', recordedBy: ['officer', 'applicant']});
const declaration = asked('self_declaration', 'Declaration that nothing stands against them', SWC, {
  code: 'self_declaration',
  validMonths: 12,
  onLapse: 'grace',
  graceDays: 28,
  recordedBy: ['applicant'],
});

export const DEFAULT_SCHEME: Record<MemberKind, readonly PlannedRequirement[]> = {
  pa: [
    identity(''),
    asked(
      'right_to_work',
      'Right to work in the United Kingdom',
      'Immigration, Asylum and Nationality Act 2006, sections 15 to 25',
      {code: 'right_to_work'},
    ),
    dbs(''),
    references('References from two people who are not relatives', 'Nottinghamshire County Council: two references'),
    training('Training: safeguarding adults', 'safeguarding', 'Milton Keynes PA register: within the last three years'),
    training(
      'Training: Mental Capacity Act',
      'mental_capacity',
      'Milton Keynes PA register: within the last three years',
    ),
    training('Training: emergency first aid', 'first_aid', 'East Sussex Support with Confidence: training checklist', {
      onLapse: 'warn',
    }),
    liability('Devon and Shropshire direct payments guidance: asked of self-employed PAs', {onlyWhen: 'self_employed'}),
    asked('tax_registration', 'Registered with HMRC', 'Shropshire and Leeds: asked of self-employed PAs', {
      code: 'tax_registration',
      onlyWhen: 'self_employed',
    }),
    carInsurance,
    asked('interview', 'A meeting, in person or by video', SWC, {code: 'interview'}),
    conduct('Signed code of conduct', CODES),
    declaration,
  ],
  business: [
    identity(' of who runs it'),
    dbs(' of each worker who meets people'),
    references('References from two customers', SWC),
    liability('Leeds City Council: asked of every micro-enterprise'),
    asked('tax_registration', 'Registered with HMRC', 'Leeds City Council: evidence of registration', {
      code: 'tax_registration',
    }),
    asked('court_judgments', 'Search for county court judgments', 'Leeds City Council: county court judgment check', {
      code: 'court_judgments',
      validMonths: 12,
      onLapse: 'warn',
    }),
    training('Training: safeguarding adults', 'safeguarding', 'Leeds City Council: asked of micro-enterprises'),
    carInsurance,
    asked('trading_history', 'Trading for six months', `${SWC}: operators for six months before membership`, {
      code: 'trading_history',
    }),
    conduct('Signed standards', 'Somerset micro-provider standards: signed before listing'),
    declaration,
  ],
  cqc_body: [
    asked(
      'qualification',
      'Registration with the Care Quality Commission',
      'Health and Social Care Act 2008, section 10',
      {code: 'cqc_registration', validMonths: 12},
    ),
    liability(SWC),
    conduct('Signed standards', SWC),
    declaration,
  ],
  broker: [
    identity(''),
    references('References from two people who are not relatives', SWC),
    liability(SWC),
    conduct('Signed code of conduct', CODES),
    declaration,
  ],
};
