import {DomainError} from '@app/kernel';
import {databaseError} from '@app/platform';

/** Why somebody has no place, in words. */
export function noPlace(error: unknown): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'course_place_free':
      return new DomainError('conflict', 'COURSE_FULL', 'All places on this course are taken.');
    case 'course_place_open':
      return new DomainError('conflict', 'COURSE_CLOSED', 'This course has begun, or was called off.');
    case 'course_place_one_idx':
      return new DomainError('conflict', 'PLACE_TAKEN', 'You have a place on this course already.');
    default:
      return error;
  }
}
