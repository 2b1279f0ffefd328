import {addMonths, invalid, isDay, type Day, type FieldError} from '@app/kernel';

const ONE_LINE = /^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u;
const TOPIC = /^[a-z][a-z0-9_]{1,39}$/;
const MOST_TOPICS = 9;
const FURTHEST_MONTHS = 50 * 12;

export interface NewCourse {
  title: string;
  provider: string;
  /** Codes of the requirements that it answers. */
  topics: readonly string[];
  /** Null leaves it to the scheme. */
  validMonths: number | null;
  startsOn: Day;
  source: string;
}

/** @throws VALIDATION_FAILED naming every field that is wrong */
export function checkCourse(course: NewCourse, today: Day): void {
  const {title, provider, topics, validMonths, startsOn, source} = course;
  const wrong: FieldError[] = [];
  const that = (holds: boolean, field: string, message: string) => {
    if (!holds) wrong.push({field, message});
  };
  const line = (text: string, longest: number) => ONE_LINE.test(text) && [...text].length <= longest;
  that(line(title, 200), 'title', 'Give the course a title of up to 200 characters.');
  that(line(provider, 100), 'provider', 'Say who gives the course, in up to 100 characters.');
  that(
    topics.length >= 1 && topics.length <= MOST_TOPICS && topics.every((each) => TOPIC.test(each)),
    'topics',
    `Say what the course is about: from 1 to ${MOST_TOPICS} codes of letters and figures.`,
  );
  that(new Set(topics).size === topics.length, 'topics', 'Name each subject once.');
  that(
    validMonths === null || (Number.isInteger(validMonths) && validMonths >= 1 && validMonths <= 600),
    'valid_months',
    'Give a whole number of months from 1 to 600, or none.',
  );
  that(
    isDay(startsOn) && startsOn >= '1990-01-01' && startsOn <= addMonths(today, FURTHEST_MONTHS),
    'starts_on',
    'Give the day from which certificates of this course count.',
  );
  that(line(source, 500), 'source', 'Say where this is written, in up to 500 characters.');
  if (wrong.length) throw invalid(wrong);
}
