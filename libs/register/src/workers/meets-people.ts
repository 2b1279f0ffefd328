import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Organisations, type Principal} from '@app/identity';
import {addMonths, Clock, forbidden, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {AfterCover} from './after-cover.js';
import {refusedWorker} from './worker.errors.js';

/** Whose organisation it is: one the caller leads, or the one that applied, for the council's staff. */
export type WhoseWorkers = {organisationId: string} | {applicationId: string};

/** Somebody who belongs to it, or a name to write down of somebody who does not sign in. */
export type WhichWorker = {personId: string} | {name: string};

const LONGEST_NAME = 200;
const FURTHEST_MONTHS = 12;

/** An organisation says who of it meets people. Until each has a DBS certificate of their own it is not covered. */
@Injectable()
export class MeetsPeople {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly organisations: Organisations,
    private readonly after: AfterCover,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns the person's id. @throws NOT_FOUND, FORBIDDEN, FOUR_EYES, VALIDATION_FAILED, NAMED_ALREADY */
  name(principal: Principal, whose: WhoseWorkers, who: WhichWorker, fromOn: Day): Promise<string> {
    const today = londonDay(this.clock.now());
    if (!isDay(fromOn) || fromOn < today || fromOn > addMonths(today, FURTHEST_MONTHS)) {
      throw invalid({field: 'from_on', message: 'Give a day from today to a year from now.'});
    }
    return this.change(principal, whose, async (tx, organisationId) => {
      const personId = 'personId' in who ? who.personId : await this.writeDown(tx, principal, organisationId, who.name);
      await tx.query(
        `INSERT INTO enterprise_worker (council_id, organisation_id, person_id, from_on, named_by) VALUES ($1, $2, $3, $4, $5)`,
        [principal.councilId, organisationId, personId, fromOn, principal.personId],
      );
      await this.record(tx, principal, organisationId, 'organisation.worker_named', {person: personId, fromOn});
      return personId;
    });
  }

  /** They no longer do, from today. @throws NOT_FOUND, FORBIDDEN, FOUR_EYES */
  async end(principal: Principal, whose: WhoseWorkers, personId: string): Promise<void> {
    await this.change(principal, whose, async (tx, organisationId) => {
      const [, ended] = await tx.query<[unknown, number]>(
        `UPDATE enterprise_worker SET until_on = greatest(from_on, $3), ended_by = $4
         WHERE organisation_id = $1 AND person_id = $2 AND until_on IS NULL`,
        [organisationId, personId, londonDay(this.clock.now()), principal.personId],
      );
      if (ended === 0) throw notFound('worker');
      await this.record(tx, principal, organisationId, 'organisation.worker_ended', {person: personId});
    });
  }

  private async change<T>(
    principal: Principal,
    whose: WhoseWorkers,
    work: (tx: Tx, organisationId: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const organisationId = await this.organisationOf(tx, principal, whose);
        const done = await work(tx, organisationId);
        await this.after.run(tx, principal, organisationId);
        return done;
      });
    } catch (error) {
      throw refusedWorker(error);
    }
  }

  private async organisationOf(tx: Tx, principal: Principal, whose: WhoseWorkers): Promise<string> {
    if ('applicationId' in whose) {
      if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
      const {member} = await this.access.forStaff(tx, principal, whose.applicationId);
      if (!member.organisationId) throw notFound('organisation');
      return member.organisationId;
    }
    const {organisationId} = whose;
    const all = principal.actingFor ? [] : await this.organisations.people(tx, organisationId);
    if (!all.includes(principal.personId)) throw notFound('organisation');
    const leads = await this.organisations.people(tx, organisationId, 'members');
    if (!leads.includes(principal.personId)) {
      throw forbidden('Only who leads the organisation says who does what there.');
    }
    return organisationId;
  }

  /** Somebody without an account, who works there. */
  private async writeDown(tx: Tx, {councilId}: Principal, organisationId: string, given: string): Promise<string> {
    const name = given.normalize('NFC').trim();
    if (!name || name.length > LONGEST_NAME) {
      throw invalid({field: 'name', message: `Enter a name of up to ${LONGEST_NAME} characters.`});
    }
    return this.organisations.addWorker(tx, councilId, organisationId, name);
  }

  private record(tx: Tx, principal: Principal, id: string, action: string, after: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'organisation', id}, after});
  }
}
