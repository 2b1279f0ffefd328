import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {requireManager} from './check-term.js';

/** A council's own words count up to a day and no longer. What was is kept. */
@Injectable()
export class EndSearchTerm {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @param endsOn the last day @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, TERM_ENDED */
  async run(principal: Principal, id: string, endsOn: Day): Promise<void> {
    requireManager(principal);
    if (!isDay(endsOn) || endsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'ends_on', message: 'The last day must be today or later.'});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      const [term] = await tx.query<{startsOn: Day; endsOn: Day | null}[]>(
        `SELECT starts_on AS "startsOn", ends_on AS "endsOn" FROM search_term
         WHERE id = $1 AND council_id = $2 FOR UPDATE`,
        [id, principal.councilId],
      );
      if (!term) throw notFound('entry');
      if (term.endsOn !== null) throw ended();
      if (endsOn < term.startsOn) {
        throw invalid({field: 'ends_on', message: 'The last day must not be before the first.'});
      }
      await tx.query(`UPDATE search_term SET ends_on = $2 WHERE id = $1`, [id, endsOn]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'search_term.ended',
        subject: {kind: 'search_term', id},
        after: {ends_on: endsOn},
      });
    });
  }
}

function ended(): DomainError {
  return new DomainError('conflict', 'TERM_ENDED', 'These words have a last day already.');
}
