import type {
  ComplaintAbout,
  ConcernSource,
  ContactSafe,
  EntryFact,
  EntryKind,
  ReporterLink,
  ToldThem,
} from '@app/register';
import {words} from './t.js';

export const TOLD_WORDS: Record<ToldThem, string> = words({
  yes: 'Yes, they know',
  no: 'No, not yet',
  unsafe: 'No, it would not be safe or possible',
});

export const CONTACT_WORDS: Record<ContactSafe, string> = words({
  yes: 'Yes',
  no: 'No, ring me first',
  unknown: 'I do not know',
});

export const LINK_WORDS: Record<ReporterLink, string> = words({
  self: 'It is about me',
  family: 'Family or friend',
  neighbour: 'Neighbour',
  worker: 'I work for them, or for a provider',
  professional: 'Professional, such as a nurse or social worker',
  other: 'Something else',
});

export const SOURCE_OF_CONCERN: Record<ConcernSource, string> = words({
  staff: 'Recorded by an officer of the register',
  form: 'Sent from the page that is open to anybody',
  complaint: 'Came as a complaint, and was passed on',
});

export const KIND_WORDS: Record<EntryKind, string> = words({
  note: 'Note',
  contact: 'Contact',
  listing: 'Decision on the listing',
  referral: 'Referral',
});

export const FACT_WORDS: Record<EntryFact, string> = words({
  adult: 'With the person',
  reporter: 'With whoever told us',
  family: 'With family or friends',
  professional: 'With another professional',
  suspended: 'Taken down',
  left_up: 'Left as it is',
  restored: 'Put up again',
  section_42: 'Section 42 enquiry',
  police: 'Police',
  dbs: 'Disclosure and Barring Service',
  pipot: 'Person in a position of trust',
  other: 'Somebody else',
});

export const COMPLAINT_WORDS: Record<ComplaintAbout, string> = words({
  council: 'How the council dealt with me',
  register: 'The register or an application',
  budget: 'My budget',
  support: 'Support from somebody listed here',
  website: 'This website',
  other: 'Something else',
});

/** Choices as radio buttons take them. */
export const itemsOf = <T extends string>(table: Record<T, string>) =>
  (Object.entries(table) as [T, string][]).map(([value, text]) => ({value, text}));
