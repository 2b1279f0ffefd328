import {invalid} from '@app/kernel';
import {EVIDENCE_KINDS} from '../evidence/evidence-kinds.js';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';

/** What a column can hold. */
export interface ImportField {
  /** `name`, `evidence.dbs.1.issued_on` */
  code: string;
  label: string;
  needed: boolean;
  /** Headings that mean it, without regard to case, spaces and signs. */
  known: readonly string[];
  evidence?: {terms: RequirementTerms; number: number; part: EvidencePart};
}

export type EvidencePart = 'checked_on' | 'issued_on' | 'valid_until' | 'level';

/** Which column holds which field: field by heading. */
export type Mapping = Record<string, string>;

const PERSON: readonly ImportField[] = [
  {
    code: 'reference',
    label: 'Your own reference',
    needed: false,
    known: ['reference', 'ref', 'id', 'number', 'pa number', 'pa ref', 'register number', 'member number'],
  },
  {code: 'name', label: 'Name', needed: true, known: ['name', 'full name', 'pa name', 'pa', 'business name']},
  {code: 'email', label: 'E-mail address', needed: false, known: ['email', 'email address', 'e mail', 'contact email']},
  {code: 'postcode', label: 'Postcode', needed: false, known: ['postcode', 'post code', 'home postcode']},
  {
    code: 'approved_on',
    label: 'Day they were approved',
    needed: true,
    known: ['approved on', 'approved', 'approval date', 'date approved', 'accredited', 'accreditation date'],
  },
  {
    code: 'self_employed',
    label: 'Whether they work for themselves',
    needed: false,
    known: ['self employed', 'selfemployed'],
  },
  {
    code: 'regulated_activity',
    label: 'Whether they give personal care or other regulated activity',
    needed: false,
    known: ['regulated activity', 'personal care'],
  },
  {code: 'drives', label: 'Whether they drive', needed: false, known: ['drives', 'driver', 'drives for work']},
];

const PART_WORDS: Record<EvidencePart, {label: string; known: readonly string[]}> = {
  checked_on: {
    label: 'day it was checked',
    known: ['checked', 'checked on', 'date checked', 'seen', 'seen on', 'date'],
  },
  issued_on: {label: 'day it was issued', known: ['issued', 'issued on', 'issue date', 'date of issue', 'start']},
  valid_until: {label: 'last day on the paper', known: ['expires', 'expiry', 'expiry date', 'valid until', 'until']},
  level: {label: 'level', known: ['level', 'type']},
};

/** Short names that spreadsheets use beside the requirement's own code and title. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  identity: ['id document', 'proof of identity'],
  right_to_work: ['rtw'],
  dbs: ['dbs check', 'enhanced dbs'],
  dbs_enhanced_barred: ['dbs', 'dbs check', 'enhanced dbs'],
  dbs_basic: ['basic dbs'],
  reference: ['ref', 'references'],
  insurance: ['public liability', 'public liability insurance', 'pli'],
  mental_capacity: ['mca', 'mental capacity act'],
};

/** Everything that a column can hold for this version of the scheme. */
export function importFields(requirements: readonly RequirementTerms[]): ImportField[] {
  return [...PERSON, ...requirements.flatMap(fieldsOf)];
}

function fieldsOf(terms: RequirementTerms): ImportField[] {
  const kind = EVIDENCE_KINDS[terms.kind];
  const parts: EvidencePart[] = ['checked_on', 'issued_on'];
  if (kind.expires) parts.push('valid_until');
  if (terms.kind === 'dbs') parts.push('level');
  return Array.from({length: terms.needed}, (_, index) => index + 1).flatMap((number) =>
    parts.map((part) => field(terms, number, part)),
  );
}

function field(terms: RequirementTerms, number: number, part: EvidencePart): ImportField {
  const which = terms.needed > 1 ? ` ${number}` : '';
  const names = [terms.code, terms.title, ...(SHORT[terms.code] ?? [])].map((name) => `${name}${which}`);
  const {label, known} = PART_WORDS[part];
  const alone = part === 'checked_on' ? names : [];
  return {
    code: `evidence.${terms.code}.${number}.${part}`,
    label: `${terms.title}${which}: ${label}`,
    needed: false,
    known: [...names.flatMap((name) => known.map((word) => `${name} ${word}`)), ...alone],
    evidence: {terms, number, part},
  };
}

/** What each heading most likely means; each field once, the first column that fits. */
export function guessMapping(headings: readonly string[], fields: readonly ImportField[]): Mapping {
  const mapping: Mapping = {};
  for (const {code, known} of fields) {
    const names = new Set([code, ...known].map(plain));
    const heading = headings.find((each) => each !== '' && !(each in mapping) && names.has(plain(each)));
    if (heading) mapping[heading] = code;
  }
  return mapping;
}

/** @throws VALIDATION_FAILED naming the heading or the field that is missing */
export function requireMapping(mapping: Mapping, headings: readonly string[], fields: readonly ImportField[]): Mapping {
  const chosen = Object.entries(mapping).filter(([, code]) => code !== '');
  for (const [heading, code] of chosen) {
    if (!headings.includes(heading)) {
      throw invalid({field: 'mapping', message: `There is no column “${heading.slice(0, 80)}” in this file.`});
    }
    if (!fields.some((each) => each.code === code)) {
      throw invalid({field: 'mapping', message: `“${code.slice(0, 80)}” is nothing that a column can hold here.`});
    }
    const other = chosen.find(([each, same]) => each !== heading && same === code);
    if (other) throw invalid({field: 'mapping', message: `“${heading}” and “${other[0]}” cannot both hold the same.`});
  }
  for (const {code, label} of fields.filter((each) => each.needed)) {
    if (!chosen.some(([, each]) => each === code)) {
      throw invalid({field: 'mapping', message: `Say which column holds: ${label}.`});
    }
  }
  return Object.fromEntries(chosen);
}

function plain(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
