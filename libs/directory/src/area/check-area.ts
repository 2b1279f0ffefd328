import {invalid, isDay, type Day, type FieldError, type Pence} from '@app/kernel';
import {RESOURCE_KINDS, type ResourceKind} from './area.entity.js';

const DAY_MS = 86_400_000;
const FARTHEST_MS = 731 * DAY_MS;
const LONGEST_MS = DAY_MS;

export interface NewResource {
  kind: ResourceKind;
  title: string;
  text: string;
  link: string | null;
  throughOn: Day | null;
}

/** All of a course but its price, which is dated. */
export interface CourseWords {
  title: string;
  text: string;
  place: string;
  startsAt: Date;
  endsAt: Date;
  places: number;
}

/** @throws VALIDATION_FAILED */
export function checkResource(resource: NewResource, today: Day): NewResource {
  const {kind, title, text, link, throughOn} = resource;
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  if (!RESOURCE_KINDS.includes(kind)) wrong('kind', `Choose from ${RESOURCE_KINDS.join(', ')}.`);
  words(wrong, 'title', title, 120, true);
  words(wrong, 'text', text, 4_000, false);
  if (link !== null && (!/^https:\/\//.test(link) || !URL.canParse(link) || link.length > 300)) {
    wrong('link', 'Enter an address that begins with https://.');
  }
  if (kind === 'link' && !link) wrong('link', 'Enter where the link leads.');
  if (throughOn !== null && (!isDay(throughOn) || throughOn < today)) {
    wrong('through_on', 'Enter a day that is still to come, or leave it out.');
  }
  if (errors.length > 0) throw invalid(errors);
  return {kind, title: title.trim(), text: text.trim(), link, throughOn};
}

/** @throws VALIDATION_FAILED */
export function checkCourse(course: CourseWords, now: Date, more: readonly FieldError[] = []): CourseWords {
  const {title, text, place, startsAt, endsAt, places} = course;
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => errors.push({field, message});
  words(wrong, 'title', title, 120, true);
  words(wrong, 'text', text, 4_000, false);
  words(wrong, 'place', place, 200, true);
  const ahead = startsAt.getTime() - now.getTime();
  if (!(ahead > 0 && ahead < FARTHEST_MS)) wrong('starts_at', 'Enter a time within the next two years.');
  const long = endsAt.getTime() - startsAt.getTime();
  if (!(long > 0 && long < LONGEST_MS)) wrong('ends_at', 'Enter an end after the start, within a day of it.');
  if (!Number.isInteger(places) || places < 1 || places > 500) {
    wrong('places', 'Enter how many places there are: 1 to 500.');
  }
  errors.push(...more);
  if (errors.length > 0) throw invalid(errors);
  return {title: title.trim(), text: text.trim(), place: place.trim(), startsAt, endsAt, places};
}

export function priceErrors(pence: Pence): FieldError[] {
  if (Number.isInteger(pence) && pence >= 0 && pence <= 1_000_000) return [];
  return [{field: 'price_pence', message: 'Enter what it costs, from £0 to £10,000.'}];
}

function words(
  wrong: (field: string, message: string) => void,
  field: string,
  value: string,
  most: number,
  needed: boolean,
): void {
  if (needed && !value.trim()) wrong(field, `Say this in up to ${most} characters.`);
  else if ([...value].length > most) wrong(field, `Use at most ${most} characters.`);
}
