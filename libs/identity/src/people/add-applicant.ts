import {Injectable} from '@nestjs/common';
import {invalid} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {requireOfficer} from './find-applicants.js';
import {Organisation} from './organisation.entity.js';
import {Person} from './person.entity.js';

const LONGEST = 200;

/** Writes down somebody whom the council did not know, by their name alone: whoever applies on paper or by telephone. */
@Injectable()
export class AddApplicant {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  person(principal: Principal, name: string): Promise<string> {
    return this.add(principal, 'person', name);
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  organisation(principal: Principal, name: string): Promise<string> {
    return this.add(principal, 'organisation', name);
  }

  private async add(principal: Principal, kind: 'person' | 'organisation', given: string): Promise<string> {
    requireOfficer(principal);
    const name = given.normalize('NFC').trim();
    if (!name || name.length > LONGEST) {
      throw invalid({field: 'name', message: `Enter a name of up to ${LONGEST} characters.`});
    }
    const {councilId} = principal;
    return this.uow.run(councilId, async (tx) => {
      const {identifiers} = await tx.insert(kind === 'person' ? Person : Organisation, {councilId, name});
      const {id} = identifiers[0] as {id: string};
      await this.audit.record(tx, {...by(principal), action: `${kind}.added`, subject: {kind, id}});
      return id;
    });
  }
}
