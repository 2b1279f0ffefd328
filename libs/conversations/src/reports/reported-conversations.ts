import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {RaiseConcern} from '@app/register';
import {reportClosed} from '../conversations.errors.js';
import type {Side} from '../talk/conversation.entity.js';
import {LONGEST, requireText} from '../talk/write-text.js';
import type {ReportOutcome} from './conversation-report.entity.js';

export interface ReportLine {
  id: string;
  listingName: string;
  reportedAt: Date;
  outcome: ReportOutcome | null;
}

export interface ReportView extends ReportLine {
  listingId: string;
  holderName: string;
  side: Side;
  reporter: string;
  text: string;
  note: string | null;
  closedBy: string | null;
  closedAt: Date | null;
  /** Null once it is closed: then nobody of the council reads them. */
  messages: {side: Side; author: string; text: string; sentAt: Date}[] | null;
}

/** Conversations that somebody asked the council to look at. Each reading of one is on record, and nobody reads their own. */
@Injectable()
export class ReportedConversations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly raise: RaiseConcern,
    private readonly audit: AuditTrail,
  ) {}

  /** Those that wait first. @throws FORBIDDEN */
  list(principal: Principal): Promise<ReportLine[]> {
    requireReviewer(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<ReportLine[]>(
        `SELECT r.id, l.name AS "listingName", r.reported_at AS "reportedAt", r.outcome ${FROM} WHERE ${OTHERS}
         ORDER BY r.closed_at IS NOT NULL, CASE WHEN r.closed_at IS NULL THEN r.reported_at END, r.closed_at DESC, r.id
         LIMIT 200`,
        [principal.personId],
      ),
    );
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<ReportView> {
    requireReviewer(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const {conversationId, ...report} = await find(tx, principal, id);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'conversation.read',
        subject: {kind: 'conversation', id: conversationId},
        after: {report: id},
      });
      return {...report, messages: report.outcome ? null : await messages(tx, conversationId)};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, REPORT_CLOSED */
  close(principal: Principal, id: string, outcome: ReportOutcome, note: string): Promise<void> {
    requireReviewer(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      await tx.query(`SELECT FROM conversation_report WHERE id = $1 FOR NO KEY UPDATE`, [id]);
      const report = await find(tx, principal, id);
      if (report.outcome) throw reportClosed();
      const said = requireText('note', note, LONGEST.note, 'what was done');
      await tx.query(`UPDATE conversation_report SET outcome = $2, note = $3, closed_by = $4 WHERE id = $1`, [
        ...[id, outcome, said, principal.personId],
      ]);
      if (outcome === 'conversation_closed') await close(tx, principal, report.conversationId);
      if (outcome === 'passed_on') await this.passOn(tx, principal, report);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'conversation.report_closed',
        subject: {kind: 'conversation', id: report.conversationId},
        after: {report: id, outcome},
      });
    });
  }

  /** The safeguarding team gets what was reported, and asks for more itself. */
  private passOn(tx: Tx, principal: Principal, {text, reporter, listingName, holderName}: Found): Promise<void> {
    return this.raise.fromComplaint(tx, principal, {
      text: `A conversation between ${holderName} and ${listingName} was reported:\n\n${text}`.slice(0, 4_000),
      wants: null,
      name: reporter,
      contact: 'Through this service: they are signed in here',
    });
  }
}

type Found = Omit<ReportView, 'messages'> & {conversationId: string};

async function find(tx: Tx, principal: Principal, id: string): Promise<Found> {
  const [found] = await tx.query<Found[]>(
    `SELECT r.id, r.conversation_id AS "conversationId", l.id AS "listingId", l.name AS "listingName", h.name AS "holderName",
            r.side, p.name AS reporter, r.text, r.reported_at AS "reportedAt", r.outcome, r.note, r.closed_at AS "closedAt",
            (SELECT name FROM person WHERE id = r.closed_by) AS "closedBy"
     ${FROM} JOIN person h ON h.id = c.holder_id JOIN person p ON p.id = r.reported_by
     WHERE ${OTHERS} AND r.id = $2`,
    [principal.personId, id],
  );
  if (!found) throw notFound('report');
  return found;
}

function messages(tx: Tx, conversationId: string): Promise<NonNullable<ReportView['messages']>> {
  return tx.query(
    `SELECT * FROM (SELECT m.side, p.name AS author, m.text, m.sent_at AS "sentAt" FROM conversation_message m
                    JOIN person p ON p.id = m.written_by WHERE m.conversation_id = $1
                    ORDER BY m.sent_at DESC, m.id DESC LIMIT 500) newest ORDER BY "sentAt"`,
    [conversationId],
  );
}

async function close(tx: Tx, principal: Principal, conversationId: string): Promise<void> {
  await tx.query(`UPDATE conversation SET closed_at = now(), closed_by = $2 WHERE id = $1 AND closed_at IS NULL`, [
    conversationId,
    principal.personId,
  ]);
}

const FROM = `FROM conversation_report r JOIN conversation c ON c.id = r.conversation_id JOIN listing l ON l.id = c.listing_id`;

/** Never a conversation that is one's own. */
const OTHERS = `$1 NOT IN (c.holder_id, r.reported_by) AND l.person_id IS DISTINCT FROM $1 AND NOT EXISTS (
  SELECT FROM organisation_member m WHERE m.organisation_id = l.organisation_id AND m.person_id = $1)`;

function requireReviewer(principal: Principal): void {
  if (!principal.permissions.has('conversation:review')) throw forbidden('You do not have permission to do this.');
}
