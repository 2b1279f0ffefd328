import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, type Day} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {DEPLOYMENTS, type Deployment} from '../budget/budget-line.entity.js';
import {PAYEES, SPECIAL_PAYEES, type RuledPayee} from './deployment-rule.entity.js';

export interface NewRule {
  deployment: Deployment;
  pays: RuledPayee;
  allowed: boolean;
  reason: string;
  source: string;
  startsOn: Day;
  /** A trial: what was so before is so again after its last day. */
  endsOn: Day | null;
}

export interface RuleView extends NewRule {
  id: string;
  recordedBy: string | null;
}

/** What a kind of line may pay for, from a day on: the council's own, with its source. Nothing is said of days that are past. */
@Injectable()
export class SetDeploymentRule {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Those of today and later. @throws FORBIDDEN */
  list(principal: Principal): Promise<RuleView[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<RuleView[]>(
        `SELECT r.id, r.deployment, r.pays, r.allowed, r.reason, r.source, r.starts_on AS "startsOn",
                r.ends_on AS "endsOn", p.name AS "recordedBy"
         FROM deployment_rule r LEFT JOIN person p ON p.id = r.recorded_by
         WHERE r.ends_on IS NULL OR r.ends_on >= $1 ORDER BY r.deployment, r.pays, r.starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, RULE_FOLLOWS */
  async run(principal: Principal, rule: NewRule): Promise<void> {
    requirePermission(principal, 'budget:manage');
    const {deployment, pays, allowed, startsOn, endsOn} = rule;
    const [reason, source] = [
      requireText('reason', rule.reason, 'Say what the person is told', 500),
      requireText('source', rule.source, 'Say where the rule comes from', 500),
    ];
    if (!DEPLOYMENTS.includes(deployment)) throw invalid({field: 'deployment', message: 'Choose how it is held.'});
    if (![...PAYEES, ...SPECIAL_PAYEES].includes(pays))
      throw invalid({field: 'pays', message: 'Choose what it pays for.'});
    if (!isDay(startsOn) || startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Choose today or a later day.'});
    }
    if (endsOn && endsOn < startsOn) throw invalid({field: 'ends_on', message: 'It cannot end before it starts.'});
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await tx.query(`SELECT set_deployment_rule($1, $2, $3, $4, $5, $6, $7, $8)`, [
          ...[deployment, pays, allowed, reason, source, startsOn, endsOn, principal.personId],
        ]);
        const subject = {kind: 'council', id: principal.councilId};
        const after = {deployment, pays, allowed, source, starts_on: startsOn, ends_on: endsOn};
        await this.audit.record(tx, {...by(principal), action: 'deployment_rule.set', subject, reason, after});
      });
    } catch (error) {
      if (databaseError(error)?.constraint !== 'deployment_rule_follows') throw error;
      const message = 'Another rule begins on that day or later. Choose a later day.';
      throw new DomainError('conflict', 'RULE_FOLLOWS', message, {fields: [{field: 'starts_on', message}]});
    }
  }
}
