import {Injectable} from '@nestjs/common';
import {Clock, invalid, londonDay} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {ROLE_GROUPS, type RoleGroup} from '../access/roles.js';
import {CouncilSignIn} from './council-sign-in.entity.js';
import {FreshSignIn} from './fresh-sign-in.js';
import {setSignInRules, type SignInRulesChange} from './sign-in-rules.js';

/** NIST SP 800-63B-4, 2.2.3: with two factors at most an hour idle and a day in all. */
const MOST_OF_STAFF = {idleMinutes: 60, absoluteMinutes: 1_440};

/** How a council lets its staff and its public sign in: seeing it, and changing it from a day on. */
@Injectable()
export class SignInRulesDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly fresh: FreshSignIn,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Those in force and those to come, the newest first. */
  list({councilId}: Principal): Promise<CouncilSignIn[]> {
    const today = londonDay(this.clock.now());
    return this.uow.run(councilId, async (tx) => {
      const all = await tx.find(CouncilSignIn, {order: {startsOn: 'DESC', createdAt: 'DESC', id: 'DESC'}});
      const current = (group: RoleGroup) => all.find((each) => each.roleGroup === group && each.startsOn <= today);
      const inForce = ROLE_GROUPS.map(current);
      return all.filter((each) => each.startsOn > today || inForce.includes(each));
    });
  }

  /** @throws VALIDATION_FAILED, FRESH_SIGN_IN_NEEDED */
  async change(principal: Principal, change: SignInRulesChange): Promise<void> {
    if (change.startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Choose today or a day to come.'});
    }
    const {idleMinutes = 0, absoluteMinutes = 0} = change;
    if (absoluteMinutes && idleMinutes > absoluteMinutes) {
      throw invalid({field: 'idle_minutes', message: 'This must not be longer than a session may last at all.'});
    }
    if (change.roleGroup === 'staff') {
      if (idleMinutes > MOST_OF_STAFF.idleMinutes)
        throw invalid({field: 'idle_minutes', message: 'Staff are signed out after at most 60 minutes without use.'});
      if (absoluteMinutes > MOST_OF_STAFF.absoluteMinutes)
        throw invalid({field: 'absolute_minutes', message: 'Staff are signed out after at most 1,440 minutes.'});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      await this.fresh.require(tx, principal);
      await setSignInRules(tx, principal.councilId, {...change, recordedBy: principal.personId});
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'sign_in_rules.set', subject, after: change});
    });
  }
}
