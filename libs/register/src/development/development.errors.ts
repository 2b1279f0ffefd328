import {DomainError} from '@app/kernel';
import {databaseError} from '@app/platform';

export function developmentBegun(): DomainError {
  return new DomainError('conflict', 'DEVELOPMENT_BEGUN', 'Somebody has taken this enquiry up already.');
}

export function developmentMoved(): DomainError {
  return new DomainError('conflict', 'ILLEGAL_TRANSITION', 'This enterprise is not at that step. Look at it again.');
}

/** Why it cannot go on, as the coordinator is told. */
export function refusedMove(error: unknown, {mostFte, source}: {mostFte: string; source: string}): unknown {
  switch (databaseError(error)?.constraint ?? '') {
    case 'development_tasks_done':
      return new DomainError(
        'refused',
        'TASKS_LEFT',
        'Something is left to do. Say of each whether it is done or not needed.',
      );
    case 'development_small_enough':
      return new DomainError(
        'refused',
        'TOO_LARGE',
        `Say how many people work there. With more than ${mostFte} full-time equivalents it is no micro-enterprise, and belongs with the council’s other providers.`,
        {facts: {rule: source}},
      );
    case 'development_on_register':
      return new DomainError(
        'refused',
        'NOT_LISTED',
        'The register does not list it today. Open its application and have it decided first.',
      );
    default:
      return error;
  }
}
