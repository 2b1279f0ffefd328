import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock} from '@app/kernel';
import type {Tx} from '@app/platform';
import {IsNull} from 'typeorm';
import {StandingChanged} from '../standing/standing-changed.js';
import {Suspension} from './suspension.entity.js';

/** Takes a listing down in the transaction of whoever has a reason that is kept elsewhere. Outside none can be told. */
@Injectable()
export class TakeDown {
  constructor(
    private readonly standingChanged: StandingChanged,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A suspension like any other; one that is there already stays as it is. @returns its id */
  async run(tx: Tx, principal: Principal, memberId: string): Promise<string> {
    const open = await tx.findOneBy(Suspension, {memberId, endsAt: IsNull()});
    return open ? open.id : this.begin(tx, principal, memberId);
  }

  /** Where none is open: the database refuses a second. @returns its id */
  async begin(tx: Tx, principal: Principal, memberId: string): Promise<string> {
    const {identifiers} = await tx.insert(Suspension, {
      councilId: principal.councilId,
      memberId,
      startsAt: this.clock.now(),
      recordedBy: principal.personId,
    });
    await this.audit.record(tx, {
      ...by(principal),
      action: 'member.suspended',
      subject: {kind: 'member', id: memberId},
    });
    await this.standingChanged.publish(tx, principal.councilId, memberId);
    return (identifiers[0] as {id: string}).id;
  }
}
