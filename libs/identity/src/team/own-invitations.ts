import {Injectable} from '@nestjs/common';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {Organisations} from '../people/organisations.js';
import type {MemberRole} from './member-roles.js';

export interface Invitation {
  id: string;
  organisation: string;
  role: MemberRole;
  invitedBy: string;
}

/** What somebody is asked to belong to: nobody belongs to an organisation without their own yes. */
@Injectable()
export class OwnInvitations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Of nobody whom they have blocked: who asks does not learn of it. */
  list(principal: Principal): Promise<Invitation[]> {
    if (principal.actingFor) return Promise.resolve([]);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<Invitation[]>(
        `SELECT i.id, o.name AS organisation, i.role, p.name AS "invitedBy"
         FROM organisation_invitation i JOIN organisation o ON o.id = i.organisation_id JOIN person p ON p.id = i.invited_by
         WHERE i.email = (SELECT lower(email) FROM account WHERE person_id = $1) AND i.answer IS NULL
           AND NOT wants_nothing_of($1, i.invited_by) ORDER BY i.invited_at, i.id`,
        [principal.personId],
      ),
    );
  }

  /** The organisations somebody belongs to. */
  teams(principal: Principal): Promise<{id: string; name: string}[]> {
    if (principal.actingFor) return Promise.resolve([]);
    return this.uow.run(principal.councilId, (tx) => this.organisations.of(tx, principal.personId));
  }

  /** @throws NOT_FOUND when it is not theirs, or answered or withdrawn already */
  async answer(principal: Principal, id: string, yes: boolean): Promise<void> {
    if (principal.actingFor) throw notFound('invitation');
    await this.uow.run(principal.councilId, async (tx) => {
      const [rows] = await tx.query<[{organisationId: string; role: MemberRole}[], number]>(
        `UPDATE organisation_invitation SET answer = $3, answered_at = $4
         WHERE id = $1 AND email = (SELECT lower(email) FROM account WHERE person_id = $2) AND answer IS NULL
         RETURNING organisation_id AS "organisationId", role`,
        [id, principal.personId, yes ? 'accepted' : 'declined', this.clock.now()],
      );
      const [invitation] = rows;
      if (!invitation) throw notFound('invitation');
      if (yes) {
        await tx.query(
          `INSERT INTO organisation_member (council_id, organisation_id, person_id, role) VALUES ($1, $2, $3, $4)
           ON CONFLICT DO NOTHING`,
          [principal.councilId, invitation.organisationId, principal.personId, invitation.role],
        );
        await this.letWork(tx, principal);
      }
      const subject = {kind: 'organisation', id: invitation.organisationId};
      const action = yes ? 'organisation.invitation_accepted' : 'organisation.invitation_declined';
      await this.audit.record(tx, {...by(principal), action, subject, after: {role: invitation.role}});
    });
  }

  /** Whoever looked for support until now can use what is for those who give it. */
  private async letWork(tx: Tx, {councilId, personId}: Principal): Promise<void> {
    await tx.query(
      `INSERT INTO role_grant (council_id, person_id, role, starts_on)
       SELECT $1, $2, 'provider', $3 WHERE NOT EXISTS (
         SELECT FROM role_grant WHERE person_id = $2 AND role IN ('pa', 'provider') AND starts_on <= $3
           AND (ends_on IS NULL OR ends_on >= $3))`,
      [councilId, personId, londonDay(this.clock.now())],
    );
  }
}
