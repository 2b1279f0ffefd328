import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Meaning} from '../words/thesaurus.js';
import {requireManager} from './check-term.js';

export interface TermView {
  id: string;
  meaning: Meaning;
  about: string | null;
  words: string[];
  startsOn: Day;
  endsOn: Day | null;
  source: string;
  /** The council's own, rather than what every council starts with. */
  own: boolean;
  /** It counts today. */
  current: boolean;
}

/** The words that searches here understand. */
@Injectable()
export class SearchTerms {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The council's own first, then what every council starts with. @throws FORBIDDEN */
  list(principal: Principal): Promise<TermView[]> {
    requireManager(principal);
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, (tx) => tx.query<TermView[]>(LIST, [today]));
  }
}

const LIST = `
  SELECT id, meaning, about, words, starts_on AS "startsOn", ends_on AS "endsOn", source,
         council_id IS NOT NULL AS own, starts_on <= $1 AND (ends_on IS NULL OR ends_on >= $1) AS current
  FROM search_term
  ORDER BY council_id IS NULL, (ends_on IS NOT NULL AND ends_on < $1),
           array_position(ARRAY['same', 'finds', 'quiet'], meaning), about, words`;
