import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {DELIVERY_DUE, FanOut} from '../delivery/fan-out.js';
import {CHOICES, type Choice} from '../preferences/choices.js';
import {ReadReachable} from '../preferences/reachable.js';
import {requireStaff} from '../preferences/whose-contact.js';
import {openOne} from './undelivered.js';

const LONGEST_NOTE = 500;

/** Looks after what did not reach somebody: sends it on another way, or says how it was dealt with. */
@Injectable()
export class SettleUndelivered {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly reachable: ReadReachable,
    private readonly fanOut: FanOut,
    private readonly outbox: Outbox,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async withNote(principal: Principal, id: string, note: string): Promise<void> {
    requireStaff(principal);
    const said = note.trim();
    if (!said || said.length > LONGEST_NOTE) {
      throw invalid({field: 'note', message: `Say in up to ${LONGEST_NOTE} characters what you did`});
    }
    await this.uow.run(principal.councilId, async (tx) => {
      const {noticeId} = await openOne(tx, id, 'FOR UPDATE');
      await tx.query(`UPDATE delivery SET state = 'settled', settled_by = $2, note = $3 WHERE id = $1`, [
        id,
        principal.personId,
        said,
      ]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'undelivered.settled',
        subject: {kind: 'notice', id: noticeId},
      });
    });
  }

  /** The same words on this way; once for each try that failed. @throws FORBIDDEN, NOT_FOUND, WAY_NOT_OPEN */
  async otherWay(principal: Principal, id: string, way: string): Promise<void> {
    requireStaff(principal);
    const channel = CHOICES.find((each) => each === way);
    if (!channel) throw invalid({field: 'way', message: 'Choose how to reach them'});
    await this.uow.run(principal.councilId, async (tx) => {
      const failed = await openOne(tx, id, 'FOR UPDATE');
      const person = failed.personId && !failed.secret ? await this.reachable.of(tx, failed.personId) : null;
      const words = await this.wordsOf(tx, failed.noticeId);
      const made =
        person && words ? this.fanOut.one(await this.fanOut.frame(principal.councilId), channel, person, words) : null;
      if (!made || made.failure || !person || !words) throw notOpen(channel);
      const [again] = await tx.query<{id: string}[]>(
        `INSERT INTO delivery (council_id, notice_id, person_id, channel, format, language, needs, to_name, to_value, subject, body, due_at, after_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
        [
          principal.councilId,
          failed.noticeId,
          person.personId,
          channel,
          person.format,
          person.language,
          made.needs,
          person.name,
          made.toValue,
          words.subject,
          made.body,
          made.dueAt,
          id,
        ],
      );
      if (again && channel !== 'phone')
        await this.outbox.publish(tx, principal.councilId, DELIVERY_DUE, again.id, made.dueAt);
      await tx.query(`UPDATE delivery SET state = 'settled', settled_by = $2, note = $3 WHERE id = $1`, [
        id,
        principal.personId,
        `Sent on: ${channel}`,
      ]);
      const subject = {kind: 'notice', id: failed.noticeId};
      await this.audit.record(tx, {...by(principal), action: 'undelivered.sent_on', subject, after: {channel}});
    });
  }

  private async wordsOf(tx: Parameters<FanOut['run']>[0], noticeId: string) {
    const [notice] = await tx.query<{subject: string; body: string; path: string | null}[]>(
      `SELECT subject, body, path FROM notice WHERE id = $1 AND state <> 'ended'`,
      [noticeId],
    );
    return notice && {...notice, lacking: []};
  }
}

function notOpen(channel: Choice): DomainError {
  const what = {email: 'an e-mail address', sms: 'a mobile number', phone: 'a phone number', letter: 'an address'}[
    channel
  ];
  const message = `Add ${what} that works under “How we contact them” first, or choose another way.`;
  return new DomainError('refused', 'WAY_NOT_OPEN', message, {fields: [{field: 'way', message}]});
}
