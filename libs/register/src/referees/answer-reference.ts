import {Injectable} from '@nestjs/common';
import {AuditTrail, Names} from '@app/identity';
import {Clock} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {Application} from '../applications/application.entity.js';
import {Member} from '../members/member.entity.js';
import {linkGone} from '../apply/apply.errors.js';
import {REFERENCE_CLOSED} from './ask-referees.js';
import {linkHash} from './issue-reference-link.js';
import {keepReference} from './keep-reference.js';
import {moveReferee} from './move-referee.js';
import {requireReference, type NewReference} from './reference-words.js';
import {Referee} from './referee.entity.js';

export interface WantedReference {
  refereeName: string;
  applicantName: string;
  councilId: string;
}

/** States in which a reference is still of use. */
const WANTED_IN = ['submitted', 'in_checks', 'ready', 'deferred'];

/** A referee answers, or says that they will not, by their link alone. It works once, for a time. */
@Injectable()
export class AnswerReference {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws LINK_GONE for a link that is used, too old or none */
  read(token: string): Promise<WantedReference> {
    return this.byLink(token, async (tx, referee, application) => {
      const {personId, organisationId} = await tx.findOneByOrFail(Member, {id: application.memberId});
      const subject = String(personId ?? organisationId);
      const applicantName = (await this.names.of(tx, [subject])).get(subject) ?? '';
      return {refereeName: referee.name, applicantName, councilId: referee.councilId};
    });
  }

  /** @throws LINK_GONE, VALIDATION_FAILED, REFEREE_RELATED */
  async give(token: string, sent: NewReference): Promise<void> {
    await this.byLink(token, async (tx, referee) => {
      requireReference(sent);
      await keepReference(tx, referee, sent, null, this.clock.now());
      await moveReferee(tx, referee, 'answer');
      await this.note(tx, referee, 'reference.received');
    });
  }

  /** @throws LINK_GONE */
  async decline(token: string): Promise<void> {
    await this.byLink(token, async (tx, referee) => {
      await moveReferee(tx, referee, 'decline');
      await this.note(tx, referee, 'reference.declined');
    });
  }

  private async byLink<T>(
    token: string,
    work: (tx: Tx, referee: Referee, application: Application) => Promise<T>,
  ): Promise<T> {
    const [link] = await this.dataSource.query<{council_id: string; referee_id: string; expires_at: Date}[]>(
      `SELECT * FROM reference_link_by_token($1)`,
      [linkHash(token)],
    );
    if (!link || link.expires_at <= this.clock.now()) throw linkGone();
    return this.uow.run(link.council_id, async (tx) => {
      const referee = await tx.findOneOrFail(Referee, {
        where: {id: link.referee_id},
        lock: {mode: 'pessimistic_write'},
      });
      const application = await tx.findOneByOrFail(Application, {id: referee.applicationId});
      if (referee.state !== 'asked' || !WANTED_IN.includes(application.state)) throw linkGone();
      return work(tx, referee, application);
    });
  }

  private async note(tx: Tx, {councilId, applicationId, id: refereeId}: Referee, action: string): Promise<void> {
    await this.audit.record(tx, {
      councilId,
      action,
      subject: {kind: 'application', id: applicationId},
      after: {refereeId},
    });
    await this.outbox.publish(tx, councilId, REFERENCE_CLOSED, refereeId);
  }
}
