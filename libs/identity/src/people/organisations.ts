import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {OrganisationMember} from './organisation.entity.js';

/** Who belongs to which organisation of the council. */
@Injectable()
export class Organisations {
  /** The organisations a person may act for. */
  of(tx: Tx, personId: string): Promise<{id: string; name: string}[]> {
    return tx.query<{id: string; name: string}[]>(
      `SELECT o.id, o.name FROM organisation_member m JOIN organisation o ON o.id = m.organisation_id
       WHERE m.person_id = $1 ORDER BY o.id`,
      [personId],
    );
  }

  /** The people who may act for an organisation. */
  async people(tx: Tx, organisationId: string): Promise<string[]> {
    const found = await tx.find(OrganisationMember, {select: {personId: true}, where: {organisationId}});
    return found.map((each) => each.personId);
  }
}
