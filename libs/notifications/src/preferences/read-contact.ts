import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Relations, type Principal, type Relation} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {AlsoTell, type AlsoToldPerson} from './also-tell.js';
import {ReadReachable, type Reachable} from './reachable.js';
import {WhoseContact} from './whose-contact.js';

export interface Contact extends Reachable {
  alsoTold: AlsoToldPerson[];
  /** Who could be told too: those with a relation in force who are not yet. */
  couldBeTold: Relation[];
}

/** How somebody is told, for themselves, who acts for them, and staff; that staff looked is in the trail. */
@Injectable()
export class ReadContact {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly whose: WhoseContact,
    private readonly reachable: ReadReachable,
    private readonly also: AlsoTell,
    private readonly relations: Relations,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND */
  run(principal: Principal, personId: string): Promise<Contact> {
    return this.uow.run(principal.councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      const found = await this.reachable.of(tx, personId);
      if (!found) throw notFound('person');
      if (personId !== principal.personId) {
        const subject = {kind: 'person', id: personId};
        await this.audit.record(tx, {...by(principal), action: 'contact.read', subject});
      }
      const alsoTold = await this.also.inForce(tx, personId);
      const relations = await this.relations.inForce(tx, personId);
      const told = new Set(alsoTold.map((each) => each.personId));
      return {...found, alsoTold, couldBeTold: relations.filter((each) => !told.has(each.personId))};
    });
  }
}
