import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Councils, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';

export interface SafeguardingWays {
  /** Whether a concern may come without a name. */
  unnamed: boolean;
  phone: string;
  phoneHours: string;
  outOfHours: string | null;
}

export interface NewSafeguardingPolicy extends SafeguardingWays {
  source: string;
  /** Today or later. */
  startsOn: Day;
}

/** How a council wants to be told of a worry: its own policy of the day, or its usual number, and names as people like. */
@Injectable()
export class SafeguardingPolicies {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly councils: Councils,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async of(councilId: string): Promise<SafeguardingWays> {
    const [own] = await this.uow.run(councilId, (tx) =>
      tx.query<SafeguardingWays[]>(
        `SELECT unnamed, phone, phone_hours AS "phoneHours", out_of_hours AS "outOfHours" FROM safeguarding_policy
         WHERE starts_on <= $1 ORDER BY starts_on DESC LIMIT 1`,
        [londonDay(this.clock.now())],
      ),
    );
    if (own) return own;
    const {phone, phoneHours} = await this.councils.one(councilId);
    return {unnamed: true, phone, phoneHours, outOfHours: null};
  }

  /** One is followed by another, never changed. @throws FORBIDDEN, VALIDATION_FAILED, POLICY_EXISTS */
  async add(principal: Principal, policy: NewSafeguardingPolicy): Promise<void> {
    if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
    if (policy.startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Let it begin today or later.'});
    }
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO safeguarding_policy
             (council_id, starts_on, unnamed, phone, phone_hours, out_of_hours, source, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
          [
            ...[principal.councilId, policy.startsOn, policy.unnamed, policy.phone, policy.phoneHours],
            ...[policy.outOfHours, policy.source, principal.personId],
          ],
        );
        const subject = {kind: 'safeguarding_policy', id: (row as {id: string}).id};
        await this.audit.record(tx, {...by(principal), action: 'safeguarding_policy.added', subject, after: policy});
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'safeguarding_policy_council_id_starts_on_key') throw error;
      throw new DomainError('conflict', 'POLICY_EXISTS', 'There is a policy from this day already.');
    }
  }
}
