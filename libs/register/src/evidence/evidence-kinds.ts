import {DBS_LEVELS, type RequirementKind} from '../scheme/requirement-kinds.js';

/**
 * What may be written down about a piece of evidence: small typed fields, by kind, and nothing else. There is no
 * field in which what a DBS certificate discloses could be written, nor whether it disclosed anything, and the
 * DBS fields hold no free text at all; the database refuses others too.
 */
export type FactField =
  | {type: 'choice'; of: readonly string[]}
  | {type: 'text'; longest: number}
  | {type: 'pattern'; pattern: RegExp; like: string}
  | {type: 'whole'; least: number; most: number}
  | {type: 'day'}
  | {type: 'person'}
  | {type: 'course'};

export interface FactRule {
  label: string;
  field: FactField;
  optional?: true;
}

export interface EvidenceKind {
  /** Whether the paper has a date of issue of its own. */
  issued: 'required' | 'optional';
  /** Whether the paper can carry a last day of its own. DBS certificates and references have none. */
  expires: boolean;
  /** Each time somebody sees its facts is recorded. */
  sensitive?: true;
  facts: Readonly<Record<string, FactRule>>;
}

const choice = (...of: string[]): FactField => ({type: 'choice', of});
const text = (longest: number): FactField => ({type: 'text', longest});

export const EVIDENCE_KINDS: Record<RequirementKind, EvidenceKind> = {
  identity: {
    issued: 'optional',
    expires: false,
    facts: {
      document: {
        label: 'Document',
        field: choice('passport', 'driving_licence', 'birth_certificate', 'residence_permit', 'citizen_card'),
      },
    },
  },
  right_to_work: {
    issued: 'optional',
    expires: true,
    facts: {
      method: {
        label: 'How it was checked',
        field: choice('original_document', 'online_share_code', 'identity_service'),
      },
    },
  },
  dbs: {
    issued: 'required',
    expires: false,
    sensitive: true,
    facts: {
      level: {label: 'Level', field: {type: 'choice', of: DBS_LEVELS}},
      workforce: {label: 'Workforce', field: choice('adult', 'child', 'adult_and_child', 'other')},
      certificate_number: {
        label: 'Certificate number',
        field: {type: 'pattern', pattern: /^\d{12}$/, like: 'the 12 digits on the certificate, like 001234567890'},
      },
      seen_by: {label: 'Who saw the original', field: {type: 'person'}, optional: true},
      seen_on: {label: 'Day the original was seen', field: {type: 'day'}},
    },
  },
  reference: {
    issued: 'optional',
    expires: false,
    sensitive: true,
    facts: {
      referee_name: {label: 'Referee', field: text(100)},
      relationship: {
        label: 'How the referee knows them',
        field: choice('employer', 'colleague', 'client', 'tutor', 'professional', 'community'),
      },
      method: {label: 'How it was given', field: choice('form', 'letter', 'phone')},
    },
  },
  training: {
    issued: 'required',
    expires: true,
    facts: {
      // One or the other: the provider where the council has no catalogue for it.
      course: {label: 'Course', field: {type: 'course'}, optional: true},
      provider: {label: 'Training provider', field: text(100), optional: true},
      delivery: {label: 'How it was taught', field: choice('classroom', 'online', 'workplace'), optional: true},
    },
  },
  insurance: {
    issued: 'required',
    expires: true,
    facts: {
      insurer: {label: 'Insurer', field: text(100)},
      cover_pence: {label: 'Cover in pence', field: {type: 'whole', least: 100_000, most: 10_000_000_000}},
    },
  },
  qualification: {
    issued: 'required',
    expires: true,
    facts: {
      title: {label: 'Qualification', field: text(100)},
      awarding_body: {label: 'Awarding body', field: text(100)},
    },
  },
  tax_registration: {
    issued: 'optional',
    expires: false,
    facts: {document: {label: 'Document seen', field: choice('utr_letter', 'hmrc_account')}},
  },
  // That somebody looked, and where; never what stands there.
  court_judgments: {
    issued: 'optional',
    expires: false,
    facts: {seen: {label: 'What was seen', field: choice('register_search', 'search_they_brought')}},
  },
  interview: {
    issued: 'optional',
    expires: false,
    facts: {mode: {label: 'How you met', field: choice('in_person', 'home_visit', 'video', 'phone')}},
  },
  code_of_conduct: {
    issued: 'optional',
    expires: false,
    facts: {signed: {label: 'How it was signed', field: choice('paper', 'online')}},
  },
  trading_history: {
    issued: 'optional',
    expires: false,
    facts: {
      seen: {label: 'What was seen', field: choice('accounts', 'tax_return', 'invoices', 'bank_statements')},
      trading_since: {label: 'Trading since', field: {type: 'day'}},
    },
  },
  // That it was made, never what it says.
  self_declaration: {
    issued: 'optional',
    expires: false,
    facts: {signed: {label: 'How it was signed', field: choice('paper', 'online')}},
  },
  fee: {
    issued: 'optional',
    expires: true,
    facts: {
      method: {label: 'How it was paid', field: choice('card', 'bank_transfer', 'cheque', 'waived')},
      amount_pence: {label: 'Amount in pence', field: {type: 'whole', least: 0, most: 10_000_000}},
    },
  },
};
