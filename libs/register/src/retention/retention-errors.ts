import {DomainError, invalid} from '@app/kernel';

export function keptTooLong(most: number, source: string): DomainError {
  return invalid({field: 'months', message: `No longer than ${most} months: ${source}.`});
}

export function holdLifted(): DomainError {
  return new DomainError('conflict', 'HOLD_LIFTED', 'This hold has been lifted already.');
}

export function ruleExists(): DomainError {
  return new DomainError('conflict', 'RULE_EXISTS', 'There is a rule of yours from this day already.');
}
