import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, londonDay, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {STANDING_CHANGED} from '../standing/standing-changed.js';
import {membersUnder} from './members-under.js';
import {requirementsOf} from './scheme-in-force.js';
import {Scheme, SchemeVersion} from './scheme.entity.js';

/** Takes back a version that has not started: nobody has applied under it and nobody has moved to it. */
@Injectable()
export class WithdrawVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND, VERSION_IN_USE */
  async run(principal: Principal, versionId: string): Promise<void> {
    try {
      await this.uow.run(principal.councilId, (tx) => this.withdraw(tx, principal, versionId));
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'scheme_version_started' || constraint === 'application_scheme_version_id_fkey') throw inUse();
      throw error;
    }
  }

  private async withdraw(tx: Tx, principal: Principal, id: string): Promise<void> {
    const version = await tx.findOneBy(SchemeVersion, {id});
    if (!version) throw notFound('version');
    if (version.startsOn <= londonDay(this.clock.now())) throw inUse();
    const {name} = await tx.findOneByOrFail(Scheme, {id: version.schemeId});
    const requirements = (await requirementsOf(tx, [id])).get(id) ?? [];
    const {memberKind, startsOn, membersFrom, schemeId} = version;
    const members = membersFrom ? await membersUnder(tx, schemeId, memberKind) : [];
    await tx.query(`DELETE FROM requirement WHERE scheme_version_id = $1`, [id]);
    await tx.query(`DELETE FROM scheme_version WHERE id = $1`, [id]);
    await this.audit.record(tx, {
      ...by(principal),
      action: 'scheme_version.withdrawn',
      subject: {kind: 'scheme_version', id},
      before: {name, memberKind, startsOn, membersFrom, requirements},
    });
    await this.outbox.publish(tx, principal.councilId, STANDING_CHANGED, members);
  }
}

function inUse(): DomainError {
  return new DomainError(
    'refused',
    'VERSION_IN_USE',
    'This version has started, so it stays as it is. Plan another one to take its place.',
  );
}
