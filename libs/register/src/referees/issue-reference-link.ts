import {createHash, randomBytes} from 'node:crypto';
import {Injectable} from '@nestjs/common';
import {AuditTrail, Names} from '@app/identity';
import {Clock} from '@app/kernel';
import type {Tx} from '@app/platform';
import {ADDING_STATES} from '../apply/adding-states.js';
import {Application} from '../applications/application.entity.js';
import {Member} from '../members/member.entity.js';
import {moveReferee} from './move-referee.js';
import {Referee, ReferenceLink} from './referee.entity.js';

const LINK_DAYS = 28;
const DAY_MS = 86_400_000;
const TOKEN_BYTES = 32;

/** What is to be written to a referee. */
export interface LinkToSend {
  to: {name: string; email: string};
  applicantName: string;
  token: string;
  expiresAt: Date;
}

/** Links are kept as a hash: whoever reads the database cannot answer for a referee. */
export const linkHash = (token: string) => createHash('sha256').update(token).digest();

/** Makes the link for a referee, once as they are asked and once as they are reminded. */
@Injectable()
export class IssueReferenceLink {
  constructor(
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The caller sends it in the same transaction, so that a link is sent or never was.
   * @returns null when there is nothing to send: sent already, answered already, or no longer wanted
   */
  async run(tx: Tx, refereeId: string, {reminder}: {reminder: boolean}): Promise<LinkToSend | null> {
    const referee = await tx.findOne(Referee, {where: {id: refereeId}, lock: {mode: 'pessimistic_write'}});
    if (!referee?.email || referee.state !== (reminder ? 'asked' : 'named')) return null;
    const application = await tx.findOneByOrFail(Application, {id: referee.applicationId});
    if (application.state === 'draft' || !ADDING_STATES.includes(application.state)) return null;
    if (await tx.existsBy(ReferenceLink, {refereeId, reminder})) return null;
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const sentAt = this.clock.now();
    const expiresAt = new Date(sentAt.getTime() + LINK_DAYS * DAY_MS);
    const {councilId} = referee;
    await tx.insert(ReferenceLink, {councilId, refereeId, tokenHash: linkHash(token), reminder, sentAt, expiresAt});
    if (!reminder) await moveReferee(tx, referee, 'ask');
    await this.audit.record(tx, {
      councilId,
      action: reminder ? 'referee.reminded' : 'referee.asked',
      subject: {kind: 'application', id: application.id},
      after: {refereeId},
    });
    const member = await tx.findOneByOrFail(Member, {id: application.memberId});
    const subject = String(member.personId ?? member.organisationId);
    return {
      to: {name: referee.name, email: referee.email},
      applicantName: (await this.names.of(tx, [subject])).get(subject) ?? '',
      token,
      expiresAt,
    };
  }
}
