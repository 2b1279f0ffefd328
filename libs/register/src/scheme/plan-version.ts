import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, londonDay, startOfDay} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DbsLevels} from '../dbs/dbs-levels.js';
import {STANDING_CHANGED} from '../standing/standing-changed.js';
import {checkVersion} from './check-version.js';
import type {PlannedVersion} from './planned-version.js';
import {registerScheme} from './register-scheme.js';
import type {RequirementTerms} from './requirement-kinds.js';
import {resolveRequirements} from './resolve-requirements.js';
import {membersUnder} from './members-under.js';
import {versionEffect, type VersionEffect} from './version-effect.js';

/** A preview: what would be asked, word for word, and what that would do. */
export interface VersionPreview {
  requirements: RequirementTerms[];
  effect: VersionEffect;
}

/**
 * A new version of a scheme from a day on. What was asked up to then stands: members keep the version that they were
 * approved under until the day, if any, on which they move.
 */
@Injectable()
export class PlanVersion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly levels: DbsLevels,
    private readonly names: Names,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * What it would do, without doing it.
   * @throws VALIDATION_FAILED, SCHEME_VERSION_EXISTS
   */
  preview(principal: Principal, planned: PlannedVersion): Promise<VersionPreview> {
    checkVersion(planned, londonDay(this.clock.now()));
    return this.uow.run(principal.councilId, (tx) => this.look(tx, principal, planned));
  }

  /**
   * @returns the ids of the scheme and of the version
   * @throws VALIDATION_FAILED, SCHEME_VERSION_EXISTS
   */
  run(principal: Principal, planned: PlannedVersion): Promise<{schemeId: string; versionId: string}> {
    checkVersion(planned, londonDay(this.clock.now()));
    return this.uow.run(principal.councilId, async (tx) => {
      const {councilId} = principal;
      const {requirements, effect} = await this.look(tx, principal, planned);
      const ids = await registerScheme(tx, {...planned, councilId, requirements});
      const {name, kind, memberKind, startsOn, membersFrom} = planned;
      await this.audit.record(tx, {
        ...by(principal),
        action: 'scheme_version.planned',
        subject: {kind: 'scheme_version', id: ids.versionId},
        // What was known of its effect when it was made.
        after: {
          ...{name, kind, memberKind, startsOn, membersFrom, requirements},
          effect: {listed: effect.listed, lapse: effect.lapse, lapseLater: effect.lapseLater},
        },
      });
      if (membersFrom) {
        const members = await membersUnder(tx, ids.schemeId, memberKind);
        await this.outbox.publish(tx, councilId, STANDING_CHANGED, members);
        await this.outbox.publish(tx, councilId, STANDING_CHANGED, members, startOfDay(membersFrom));
      }
      return ids;
    });
  }

  private async look(tx: Tx, {councilId}: Principal, planned: PlannedVersion): Promise<VersionPreview> {
    const requirements = await resolveRequirements(tx, this.levels, planned, councilId);
    const make = () => registerScheme(tx, {...planned, councilId, requirements});
    return {requirements, effect: await versionEffect(tx, this.names, planned, make)};
  }
}
