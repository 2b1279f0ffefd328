import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {NewCourse} from './check-course.js';

type Course = Omit<NewCourse, 'startsOn'>;

const PROVIDER = 'Any provider that the council accepts';
const MILTON_KEYNES = 'Milton Keynes PA register: within the last three years';
const SUGGESTED = 'for how long it counts is a suggestion, which each council changes';
const EAST_SUSSEX = `East Sussex Support with Confidence: training checklist; ${SUGGESTED}`;
const SPECIALIST = `East Sussex Support with Confidence: specialist training; ${SUGGESTED}`;

const course = (topic: string, title: string, validMonths: number | null, source: string): Course => ({
  title,
  provider: PROVIDER,
  topics: [topic],
  validMonths,
  source,
});

/** What most councils ask for. Each council ends what it does not take and adds its own. */
export const DEFAULT_COURSES: readonly Course[] = [
  course('safeguarding', 'Safeguarding adults', 36, MILTON_KEYNES),
  course('mental_capacity', 'Mental Capacity Act', 36, MILTON_KEYNES),
  course('first_aid', 'Emergency first aid', 36, EAST_SUSSEX),
  course('moving_and_handling', 'Moving and handling', 12, EAST_SUSSEX),
  course('food_hygiene', 'Food hygiene', 36, EAST_SUSSEX),
  course('infection_control', 'Infection control', 12, EAST_SUSSEX),
  course('medication', 'Medication', 12, EAST_SUSSEX),
  course('equality', 'Equality, diversity and inclusion', null, EAST_SUSSEX),
  course('dementia', 'Dementia', null, SPECIALIST),
  course('autism', 'Autism', null, SPECIALIST),
];

/** The catalogue that a new council starts with. Plain SQL, so that the owner's connection can do it. */
export async function addDefaultCourses(tx: Tx, councilId: string, startsOn: Day): Promise<void> {
  for (const each of DEFAULT_COURSES) {
    await tx.query(
      `INSERT INTO training_course (council_id, title, provider, topics, valid_months, starts_on, source)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [councilId, each.title, each.provider, each.topics, each.validMonths, startsOn, each.source],
    );
  }
}
