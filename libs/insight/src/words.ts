import type {ApplicationState, DeclineReason, EnquirySource, MemberKind} from '@app/register';

export const SOURCES: readonly (readonly [EnquirySource, string])[] = [
  ['council_website', 'The council’s website'],
  ['search_engine', 'A search engine'],
  ['social_media', 'Social media'],
  ['word_of_mouth', 'Somebody they know'],
  ['event', 'An event'],
  ['leaflet', 'A leaflet or poster'],
  ['job_centre', 'The job centre'],
  ['college', 'A college'],
  ['other', 'Somewhere else'],
];

export const STATES: readonly (readonly [ApplicationState, string])[] = [
  ['draft', 'Not handed in'],
  ['submitted', 'Handed in'],
  ['in_checks', 'Being checked'],
  ['ready', 'Ready for a decision'],
];

export const OUTCOMES: readonly (readonly [ApplicationState, string])[] = [
  ['approved', 'To approval'],
  ['declined', 'To being declined'],
  ['withdrawn', 'To being withdrawn'],
];

export const KINDS: readonly (readonly [MemberKind, string])[] = [
  ['pa', 'Personal assistants'],
  ['business', 'Small providers and businesses'],
  ['cqc_body', 'Providers registered with the CQC'],
  ['broker', 'Support planners and brokers'],
];

export const REASONS: readonly (readonly [DeclineReason, string])[] = [
  ['requirements_not_met', 'What the scheme asks for is not there'],
  ['unlawful_activity', 'Unlawful activity'],
  ['against_community_interest', 'Against the interest of the community'],
  ['customers_wellbeing', 'Against the wellbeing of people supported'],
  ['incomplete', 'The application was not completed'],
];

/** A code that has no words here yet is shown as it is, so that nothing is left out of a total. */
export function withOthers<Code extends string>(
  known: readonly (readonly [Code, string])[],
  found: readonly Code[],
): (readonly [Code, string])[] {
  const others = [...new Set(found)].filter((each) => !known.some(([code]) => code === each));
  return [...known, ...others.map((code) => [code, plainly(code)] as const)];
}

export function plainly(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
