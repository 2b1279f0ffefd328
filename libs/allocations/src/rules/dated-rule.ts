import {by, requirePermission, requireText, type AuditTrail, type Principal} from '@app/identity';
import {DomainError, invalid, isDay, type Day, type FieldError} from '@app/kernel';
import {databaseError, type Tx, type UnitOfWork} from '@app/platform';
import type {EntityTarget, ObjectLiteral} from 'typeorm';

/** A figure of a rule, and between what it must lie. */
export type Range = readonly [field: string, value: number, least: number, most: number];

export interface DatedRule {
  source: string;
  startsOn: Day;
}

const UNIQUE_VIOLATION = '23505';

/** Every figure that is not what it may be, and a first day that has passed. @throws VALIDATION_FAILED */
export function requireFigures(ranges: readonly Range[], startsOn: Day, today: Day): void {
  const errors = ranges
    .filter(([, value, least, most]) => !Number.isSafeInteger(value) || value < least || value > most)
    .map(([field, , least, most]): FieldError => ({field, message: `Give a whole number from ${least} to ${most}.`}));
  if (!isDay(startsOn) || startsOn < today) {
    errors.push({field: 'starts_on', message: 'Let it begin today or later: what has begun goes on as it was.'});
  }
  if (errors.length) throw invalid(errors);
}

/**
 * A council's own rule from a day on, in the place of the one before; none is ever changed.
 * @throws FORBIDDEN, VALIDATION_FAILED, RULE_EXISTS when one begins on that day already
 */
export async function addRule<T extends ObjectLiteral>(
  {uow, audit}: {uow: UnitOfWork; audit: AuditTrail},
  principal: Principal,
  {entity, kind, given}: {entity: EntityTarget<T>; kind: string; given: DatedRule & object},
): Promise<void> {
  requirePermission(principal, 'scheme:configure');
  const source = requireText('source', given.source, 'Say where this is written', 500);
  const {councilId} = principal;
  const insert = async (tx: Tx) => {
    const {identifiers} = await tx.insert(entity, {...given, source, councilId} as never);
    const subject = {kind, id: (identifiers[0] as {id: string}).id};
    await audit.record(tx, {...by(principal), action: `${kind}.added`, subject, after: given});
  };
  try {
    await uow.run(councilId, insert);
  } catch (error) {
    if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('conflict', 'RULE_EXISTS', 'There is a rule that begins on that day already.');
  }
}
