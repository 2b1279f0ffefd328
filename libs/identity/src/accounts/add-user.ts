import {Injectable} from '@nestjs/common';
import {Clock, DomainError, invalid, londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {RoleGrant} from '../access/role-grant.entity.js';
import {ROLES, type Role} from '../access/roles.js';
import {AuditTrail} from '../audit/audit-trail.js';
import {Council} from '../council/council.entity.js';
import {isAddress} from '../people/is-address.js';
import {Person} from '../people/person.entity.js';
import {Account} from './account.entity.js';
import {hashPassword} from './password.js';

const UNIQUE_VIOLATION = '23505';
const SHORTEST_PASSWORD = 12;

export interface NewUser {
  /** The council's code. */
  council: string;
  name: string;
  email: string;
  password: string;
  roles: Role[];
}

@Injectable()
export class AddUser {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A person with an account and roles from today.
   * @returns the person's id
   * @throws VALIDATION_FAILED, EMAIL_TAKEN
   */
  async run(user: NewUser): Promise<string> {
    if (!isAddress(user.email))
      throw invalid({field: 'email', message: 'Enter an e-mail address, like name@example.com.'});
    if (user.password.length < SHORTEST_PASSWORD) {
      throw invalid({field: 'password', message: `Use a password of ${SHORTEST_PASSWORD} characters or more.`});
    }
    const unknown = user.roles.find((role) => !ROLES.includes(role));
    if (unknown) throw invalid({field: 'roles', message: `There is no role ${unknown}. Roles: ${ROLES.join(', ')}.`});
    const passwordHash = await hashPassword(user.password);
    try {
      return await this.add(user, passwordHash);
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'EMAIL_TAKEN', 'Somebody already signs in with this e-mail address.');
    }
  }

  private async add(user: NewUser, passwordHash: string): Promise<string> {
    const council = await this.uow.run(null, (tx) => tx.findOneBy(Council, {code: user.council}));
    if (!council) throw invalid({field: 'council', message: `There is no council with the code ${user.council}.`});
    const councilId = council.id;
    return this.uow.run(councilId, async (tx) => {
      const {identifiers} = await tx.insert(Person, {councilId, name: user.name});
      const personId = (identifiers[0] as {id: string}).id;
      await tx.insert(Account, {councilId, personId, email: user.email, passwordHash});
      const startsOn = londonDay(this.clock.now());
      await tx.insert(
        RoleGrant,
        user.roles.map((role) => ({councilId, personId, role, startsOn})),
      );
      await this.audit.record(tx, {
        councilId,
        action: 'person.added',
        subject: {kind: 'person', id: personId},
        after: {roles: user.roles},
      });
      return personId;
    });
  }
}
