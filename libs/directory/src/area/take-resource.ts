import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {notTaken} from './area.errors.js';
import {requireMember} from './members-only.js';

/** A resource that is charged for: whoever takes it opens it at once, and owes its price of the day. */
@Injectable()
export class TakeResource {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, RESOURCE_TAKEN, RESOURCE_FREE */
  async run(principal: Principal, resourceId: string): Promise<void> {
    const {councilId, personId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        await requireMember(tx, principal);
        const [found] = await tx.query<{id: string}[]>(
          `SELECT id FROM member_resource WHERE id = $1 AND removed_at IS NULL AND (through_on IS NULL OR through_on >= $2)`,
          [resourceId, londonDay(this.clock.now())],
        );
        if (!found) throw notFound('resource');
        await tx.query(`INSERT INTO area_charge (council_id, person_id, member_resource_id) VALUES ($1, $2, $3)`, [
          ...[councilId, personId, resourceId],
        ]);
        const subject = {kind: 'member_resource', id: resourceId};
        await this.audit.record(tx, {...by(principal), action: 'member_resource.taken', subject});
      });
    } catch (error) {
      throw notTaken(error);
    }
  }
}
