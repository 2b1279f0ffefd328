import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay} from '@app/kernel';
import {Services} from '@app/listings';
import {UnitOfWork} from '@app/platform';
import {checkTerm, cleanWords, requireManager, type NewTerm} from './check-term.js';

/** So many that a search still reads them in no time. */
const MOST = 500;

/** A council adds words that people here use: from their first day on searches and its listings go by them. */
@Injectable()
export class AddSearchTerm {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly services: Services,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED, TOO_MANY_TERMS @returns its id */
  async run(principal: Principal, term: NewTerm): Promise<string> {
    requireManager(principal);
    const services = await this.services.list(principal.councilId);
    checkTerm(
      term,
      londonDay(this.clock.now()),
      services.map(({code}) => code),
    );
    const words = cleanWords(term.words);
    return this.uow.run(principal.councilId, async (tx) => {
      const [made] = await tx.query<{id: string}[]>(
        `INSERT INTO search_term (council_id, meaning, about, words, starts_on, source)
         SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM search_term WHERE council_id = $1) < ${MOST}
         RETURNING id`,
        [principal.councilId, term.meaning, term.about, words, term.startsOn, term.source.trim()],
      );
      if (!made) throw tooMany();
      await this.audit.record(tx, {
        ...by(principal),
        action: 'search_term.added',
        subject: {kind: 'search_term', id: made.id},
        after: {...term, words},
      });
      return made.id;
    });
  }
}

function tooMany(): DomainError {
  return new DomainError(
    'refused',
    'TOO_MANY_TERMS',
    'There are 500 entries already. Put words that belong together into one.',
  );
}
