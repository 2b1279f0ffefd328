import {DomainError, invalid} from '@app/kernel';
import {databaseError} from '@app/platform';

/** Where a scheme asks of each worker, nobody records one certificate for all of them. */
export function eachWorker(): DomainError {
  return new DomainError(
    'refused',
    'EACH_WORKER',
    'The scheme asks for a certificate of each person who meets people. Record each under their own name.',
  );
}

/** What the database refused of who meets people, as people are told. */
export function refusedWorker(error: unknown): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'enterprise_worker_member':
      return invalid({field: 'person_id', message: 'Choose somebody who works for you.'});
    case 'enterprise_worker_now_idx':
      return new DomainError('conflict', 'NAMED_ALREADY', 'They are named already.');
    case 'worker_check_named':
      return new DomainError('refused', 'NOT_NAMED', 'Say first that they meet people.');
    case 'worker_check_original':
      return invalid({field: 'how', message: 'Record first that you saw the original of this level and day of issue.'});
    case 'worker_check_own':
      return new DomainError('refused', 'FOUR_EYES', 'Nobody checks their own certificate.');
    default:
      return error;
  }
}
