import {invalid, type Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {NewEvidence} from '../evidence/evidence-facts.js';
import type {RequirementTerms} from '../scheme/requirement-kinds.js';
import {courseUnknown} from './training.errors.js';
import {courseEnds, isTaken, type TrainingCatalogue} from './training-catalogue.js';

/**
 * Training as the catalogue has it: a course that answers what is asked and was taken on the day of the certificate,
 * good for no longer than the course. Where the catalogue has none for it, the provider says enough.
 * @throws COURSE_UNKNOWN, VALIDATION_FAILED
 */
export async function trainedAs(
  tx: Tx,
  catalogue: TrainingCatalogue,
  {code}: RequirementTerms,
  evidence: NewEvidence,
): Promise<NewEvidence> {
  const {facts} = evidence;
  const issuedOn = evidence.issuedOn ?? evidence.checkedOn;
  const courses = (await catalogue.answering(tx, code)).filter((each) => isTaken(each, issuedOn));
  if (facts['course'] === undefined) {
    if (courses.length) throw invalid({field: 'facts.course', message: 'Course: choose one of the catalogue.'});
    if (facts['provider'] === undefined) {
      throw invalid({field: 'facts.provider', message: 'Training provider: enter one line of up to 100 characters.'});
    }
    return evidence;
  }
  const course = courses.find((each) => each.id === String(facts['course']).toLowerCase());
  if (!course) throw courseUnknown();
  const ends = courseEnds(course, issuedOn);
  return {...evidence, validUntil: earlier(evidence.validUntil, ends) ?? undefined};
}

function earlier(own: Day | undefined, ofCourse: Day | null): Day | null {
  if (!own || !ofCourse) return own ?? ofCourse;
  return own < ofCourse ? own : ofCourse;
}
