import {Injectable} from '@nestjs/common';
import {Clock, DomainError, forbidden, invalid, notFound} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import type {Principal} from '../access/principal.js';
import {AuditTrail, by} from '../audit/audit-trail.js';
import {isAddress} from '../people/is-address.js';
import {memberMay, MEMBER_ROLES, type MemberRole} from './member-roles.js';

/** Told with the invitation's id. */
export const MEMBER_INVITED = 'organisation.member_invited';
export const INVITATION_WITHDRAWN = 'organisation.invitation_withdrawn';

export interface Team {
  id: string;
  name: string;
  /** What the caller does there. */
  role: MemberRole;
  people: {id: string; name: string; role: MemberRole}[];
  /** Who was asked and has not answered; for who leads it. */
  invited: {id: string; email: string; role: MemberRole}[];
}

/** Who belongs to an organisation and what each does there: for who leads it to say. */
@Injectable()
export class OrganisationTeam {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND for whoever does not belong to it */
  of(principal: Principal, organisationId: string): Promise<Team> {
    return this.uow.run(principal.councilId, async (tx) => {
      const role = await roleIn(tx, principal, organisationId);
      const [team] = await tx.query<[Omit<Team, 'role'>]>(TEAM, [organisationId]);
      return {...team, role, invited: memberMay(role, 'members') ? team.invited : []};
    });
  }

  /**
   * Asks somebody to belong to it: whoever signs in with that address, now or later. They are written to. Whether there
   * is an account, or whose it is, whoever asks does not learn.
   * @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED
   */
  async invite(principal: Principal, organisationId: string, email: string, role: MemberRole): Promise<void> {
    const address = email.trim().toLowerCase();
    if (!isAddress(address)) throw invalid({field: 'email', message: 'Enter an email address, like name@example.com.'});
    requireRole(role);
    await this.uow.run(principal.councilId, async (tx) => {
      await requireLead(tx, principal, organisationId);
      const [made] = await tx.query<{id: string}[]>(
        `INSERT INTO organisation_invitation (council_id, organisation_id, email, role, invited_by, invited_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING id`,
        [principal.councilId, organisationId, address, role, principal.personId, this.clock.now()],
      );
      await this.record(tx, principal, organisationId, MEMBER_INVITED, {role});
      // Who is asked again while they have not answered was told.
      if (made) await this.outbox.publish(tx, principal.councilId, MEMBER_INVITED, made.id);
    });
  }

  /** @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED, LAST_LEAD */
  async setRole(principal: Principal, organisationId: string, personId: string, role: MemberRole): Promise<void> {
    requireRole(role);
    await this.change(principal, organisationId, async (tx) => {
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE organisation_member SET role = $3 WHERE organisation_id = $1 AND person_id = $2`,
        [organisationId, personId, role],
      );
      if (changed === 0) throw notFound('member');
      await this.record(tx, principal, organisationId, 'organisation.member_role', {person: personId, role});
    });
  }

  /** Somebody no longer belongs to it. @throws NOT_FOUND, FORBIDDEN, LAST_LEAD */
  async remove(principal: Principal, organisationId: string, personId: string): Promise<void> {
    await this.change(principal, organisationId, async (tx) => {
      const [, gone] = await tx.query<[unknown, number]>(
        `DELETE FROM organisation_member WHERE organisation_id = $1 AND person_id = $2`,
        [organisationId, personId],
      );
      if (gone === 0) throw notFound('member');
      await this.record(tx, principal, organisationId, 'organisation.member_removed', {person: personId});
    });
  }

  /** Somebody is no longer asked. @throws NOT_FOUND, FORBIDDEN */
  async withdraw(principal: Principal, organisationId: string, invitationId: string): Promise<void> {
    await this.change(principal, organisationId, async (tx) => {
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE organisation_invitation SET answer = 'withdrawn', answered_at = $3
         WHERE organisation_id = $1 AND id = $2 AND answer IS NULL`,
        [organisationId, invitationId, this.clock.now()],
      );
      if (changed === 0) throw notFound('invitation');
      await this.record(tx, principal, organisationId, INVITATION_WITHDRAWN, {});
      await this.outbox.publish(tx, principal.councilId, INVITATION_WITHDRAWN, invitationId);
    });
  }

  private async change(principal: Principal, organisationId: string, work: (tx: Tx) => Promise<void>): Promise<void> {
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        await requireLead(tx, principal, organisationId);
        await work(tx);
      });
    } catch (error) {
      throw databaseError(error)?.constraint === 'somebody_leads' ? lastLead() : error;
    }
  }

  private record(tx: Tx, principal: Principal, id: string, action: string, after: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'organisation', id}, after});
  }
}

const TEAM = `
  SELECT o.id, o.name,
         (SELECT json_agg(json_build_object('id', p.id, 'name', p.name, 'role', m.role) ORDER BY p.name, p.id)
          FROM organisation_member m JOIN person p ON p.id = m.person_id WHERE m.organisation_id = o.id) AS people,
         (SELECT coalesce(json_agg(json_build_object('id', i.id, 'email', i.email, 'role', i.role) ORDER BY i.email), '[]')
          FROM organisation_invitation i WHERE i.organisation_id = o.id AND i.answer IS NULL) AS invited
  FROM organisation o WHERE o.id = $1`;

/** @throws NOT_FOUND: nobody learns of an organisation that is not theirs */
async function roleIn(tx: Tx, principal: Principal, organisationId: string): Promise<MemberRole> {
  const [own] = principal.actingFor
    ? []
    : await tx.query<{role: MemberRole}[]>(
        `SELECT role FROM organisation_member WHERE organisation_id = $1 AND person_id = $2`,
        [organisationId, principal.personId],
      );
  if (!own) throw notFound('organisation');
  return own.role;
}

async function requireLead(tx: Tx, principal: Principal, organisationId: string): Promise<void> {
  if (!memberMay(await roleIn(tx, principal, organisationId), 'members')) {
    throw forbidden('Only who leads the organisation says who does what there.');
  }
}

function requireRole(role: MemberRole): void {
  if (!MEMBER_ROLES.includes(role)) throw invalid({field: 'role', message: 'Choose what they do there.'});
}

function lastLead(): DomainError {
  const message = 'Somebody has to lead the organisation. Make somebody else its lead first.';
  return new DomainError('refused', 'LAST_LEAD', message, {fields: [{field: 'role', message}]});
}
