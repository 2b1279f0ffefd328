import type {Day} from '@app/kernel';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import type {Approval} from './standing-history.js';

type Terms = Pick<Approval, 'requirements' | 'takeovers'>;

/** What is asked from one day on until, but not on, another; null for ever. */
export interface TermsPeriod {
  from: Day;
  until: Day | null;
  requirements: RequirementTerms[];
}

/** What the version in force on a day asks: the latest of those that have taken over by then, or the one applied under. */
export function termsOn({requirements, takeovers}: Terms, day: Day): RequirementTerms[] {
  const [latest] = takeovers
    .filter(({membersFrom}) => membersFrom <= day)
    .sort((a, b) => (a.startsOn < b.startsOn ? 1 : -1));
  return latest ? latest.requirements : requirements;
}

/** What is asked from a day on, period by period. */
export function termsFrom(terms: Terms, day: Day): [TermsPeriod, ...TermsPeriod[]] {
  const changes = terms.takeovers.map(({membersFrom}) => membersFrom).filter((each) => each > day);
  const days = [...new Set(changes)].sort();
  const periods = days.map((from, index) => period(terms, from, days[index + 1]));
  return [period(terms, day, days[0]), ...periods];
}

function period(terms: Terms, from: Day, until: Day | undefined): TermsPeriod {
  return {from, until: until ?? null, requirements: termsOn(terms, from)};
}
