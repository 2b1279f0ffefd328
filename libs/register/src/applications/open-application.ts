import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, Organisations, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, notFound} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {In} from 'typeorm';
import type {SpokenChannel} from '../apply/channels.js';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {applicationOpen} from '../register.errors.js';
import type {Circumstance, MemberKind} from '../scheme/requirement-kinds.js';
import {versionInForce} from '../scheme/scheme-in-force.js';
import {Application} from './application.entity.js';
import {OPEN_STATES} from './application.state.js';

const UNIQUE_VIOLATION = '23505';

export interface NewApplication {
  kind: MemberKind;
  /** Who applies; an officer names them, anybody else applies for themselves. */
  personId?: string | undefined;
  organisationId?: string | undefined;
  /** Needed only where the council has several schemes. */
  schemeId?: string | undefined;
  circumstances: Circumstance[];
  /** How an officer was told of it; on paper when they do not say. */
  channel?: SpokenChannel | undefined;
}

/** Starts an application under the scheme in force today, by the applicant or by an officer for them. */
@Injectable()
export class OpenApplication {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly organisations: Organisations,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the application's id
   * @throws VALIDATION_FAILED, NOT_FOUND, NO_SCHEME, MEMBER_KIND, APPLICATION_OPEN with the id of the open one
   */
  async run(principal: Principal, wanted: NewApplication): Promise<string> {
    try {
      return await this.uow.run(principal.councilId, (tx) => this.open(tx, principal, wanted));
    } catch (error) {
      const {code, constraint} = databaseError(error) ?? {};
      if (code === UNIQUE_VIOLATION && constraint === 'application_open_key') throw applicationOpen(null);
      throw error;
    }
  }

  private async open(tx: Tx, principal: Principal, wanted: NewApplication): Promise<string> {
    const {councilId, personId: openedBy} = principal;
    const member = await this.applicant(tx, principal, wanted);
    const openedAt = this.clock.now();
    const version = await versionInForce(tx, wanted.kind, londonDay(openedAt), wanted.schemeId ?? null);
    const open = await tx.findOneBy(Application, {memberId: member.id, state: In(OPEN_STATES)});
    if (open) throw applicationOpen(open.id);
    const own = await this.members.isOf(tx, openedBy, member);
    const channel = own ? 'online' : (wanted.channel ?? 'paper');
    const {identifiers} = await tx.insert(Application, {
      councilId,
      memberId: member.id,
      schemeVersionId: version.id,
      circumstances: [...new Set(wanted.circumstances)],
      channel,
      openedBy,
      openedAt,
      stateSince: openedAt,
    });
    const {id} = identifiers[0] as {id: string};
    await this.audit.record(tx, {
      ...by(principal),
      ...(own ? {} : {forId: member.personId ?? member.organisationId ?? undefined}),
      action: 'application.opened',
      subject: {kind: 'application', id},
      after: {memberId: member.id, schemeVersionId: version.id, circumstances: wanted.circumstances, channel},
    });
    return id;
  }

  private async applicant(tx: Tx, principal: Principal, wanted: NewApplication): Promise<Member> {
    const {kind} = wanted;
    const {personId, organisationId} = await this.named(tx, principal, wanted);
    if (personId && (kind === 'pa' || kind === 'broker')) {
      return this.members.forPerson(tx, principal.councilId, personId, kind);
    }
    if (organisationId && kind !== 'pa') {
      return this.members.forOrganisation(tx, principal.councilId, organisationId, kind);
    }
    const field = kind === 'pa' ? 'person_id' : 'organisation_id';
    throw invalid({field, message: kind === 'pa' ? 'Say which person applies.' : 'Say which organisation applies.'});
  }

  /** Whom the caller may open an application for, as they named them or, for themselves, left them out. */
  private async named(
    tx: Tx,
    principal: Principal,
    {kind, personId, organisationId}: NewApplication,
  ): Promise<Pick<NewApplication, 'personId' | 'organisationId'>> {
    if (personId && organisationId) {
      throw invalid({field: 'organisation_id', message: 'A person applies, or an organisation: name one of them.'});
    }
    if (principal.permissions.has('application:gather')) {
      const id = personId ?? organisationId;
      if (id && !(await this.names.of(tx, [id])).has(id)) throw notFound(personId ? 'person' : 'organisation');
      return {personId, organisationId};
    }
    if (personId && personId !== principal.personId) throw notFound('person');
    const own = await this.organisations.of(tx, principal.personId, 'edit_listing');
    if (organisationId && !own.some((each) => each.id === organisationId)) throw notFound('organisation');
    if (personId || organisationId) return {personId, organisationId};
    if (kind === 'pa' || (kind === 'broker' && own.length === 0)) return {personId: principal.personId};
    return {organisationId: own.length === 1 ? own[0]?.id : undefined};
  }
}
