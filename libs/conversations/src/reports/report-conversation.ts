import {Injectable} from '@nestjs/common';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {Outbox, UnitOfWork} from '@app/platform';
import {ConversationSides} from '../talk/sides.js';
import {LONGEST, requireText} from '../talk/write-text.js';

export const CONVERSATION_REPORTED = 'conversation.reported';

/** Asks the council to look at a conversation of one's own. The other side is not told. */
@Injectable()
export class ReportConversation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sides: ConversationSides,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws NOT_FOUND, FORBIDDEN, VALIDATION_FAILED */
  run(principal: Principal, conversationId: string, text: string): Promise<void> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {side} = await this.sides.one(tx, principal, conversationId);
      if (side === 'holder') await this.mayAct.require(tx, principal, 'reach_out');
      const written = requireText('text', text, LONGEST.report, 'what is wrong');
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO conversation_report (council_id, conversation_id, side, reported_by, text)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [principal.councilId, conversationId, side, principal.personId, written],
      );
      const {id} = row as {id: string};
      await this.audit.record(tx, {
        ...by(principal),
        action: CONVERSATION_REPORTED,
        subject: {kind: 'conversation', id: conversationId},
      });
      await this.outbox.publish(tx, principal.councilId, CONVERSATION_REPORTED, id);
    });
  }
}
