import {DomainError, invalid} from '@app/kernel';
import {databaseError} from '@app/platform';

/** Why somebody has no place, or owes nothing, in words. */
export function notTaken(error: unknown): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'course_place_free':
      return new DomainError('conflict', 'COURSE_FULL', 'All places on this course are taken. You can wait for one.');
    case 'course_place_open':
      return new DomainError('conflict', 'COURSE_CLOSED', 'This course has begun, or was called off.');
    case 'course_place_one_idx':
      return new DomainError('conflict', 'PLACE_TAKEN', 'You have a place on this course already.');
    case 'course_waiting_full':
      return new DomainError('refused', 'PLACES_LEFT', 'There are places left, so you need not wait.');
    case 'course_waiting_one_idx':
      return new DomainError('conflict', 'WAITING_ALREADY', 'You wait for a place on this course already.');
    case 'area_charge_resource_once_idx':
      return new DomainError('conflict', 'RESOURCE_TAKEN', 'You have taken this already.');
    case 'area_charge_price':
      return new DomainError('conflict', 'RESOURCE_FREE', 'This is free: open it as it is.');
    default:
      return error;
  }
}

/** Why a course stays as it was offered. */
export function notChanged(error: unknown): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'member_course_places_taken':
      return invalid({field: 'places', message: 'More places than that are taken, or kept for somebody who waits.'});
    case 'course_place_open':
      return new DomainError('conflict', 'COURSE_CLOSED', 'This course has begun, or was called off.');
    default:
      return error;
  }
}

export function notTakenYet(): DomainError {
  return new DomainError('refused', 'CHARGE_NEEDED', 'There is a charge for this. Take it first, and then open it.');
}
