import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import {In} from 'typeorm';
import {rolesThatMay, type MemberAction} from '../team/member-roles.js';
import {Person} from './person.entity.js';
import {OrganisationMember} from './organisation.entity.js';

/** Who belongs to which organisation of the council. */
@Injectable()
export class Organisations {
  /** The organisations in which a person may do something; null is belonging to them at all. */
  of(tx: Tx, personId: string, action: MemberAction | null = null): Promise<{id: string; name: string}[]> {
    return tx.query<{id: string; name: string}[]>(
      `SELECT o.id, o.name FROM organisation_member m JOIN organisation o ON o.id = m.organisation_id
       WHERE m.person_id = $1 AND m.role = ANY ($2) ORDER BY o.id`,
      [personId, rolesThatMay(action)],
    );
  }

  /** The people who may do something in an organisation; null is everybody who belongs to it. */
  async people(tx: Tx, organisationId: string, action: MemberAction | null = null): Promise<string[]> {
    const where = {organisationId, role: In(rolesThatMay(action))};
    const found = await tx.find(OrganisationMember, {select: {personId: true}, where});
    return found.map((each) => each.personId);
  }

  /** Writes down somebody who works there and does not sign in. @returns the person's id */
  async addWorker(tx: Tx, councilId: string, organisationId: string, name: string): Promise<string> {
    const {identifiers} = await tx.insert(Person, {councilId, name});
    const {id: personId} = identifiers[0] as {id: string};
    await tx.insert(OrganisationMember, {councilId, organisationId, personId, role: 'worker'});
    return personId;
  }
}
