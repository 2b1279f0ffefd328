import {Injectable} from '@nestjs/common';
import {Names} from '@app/identity';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import {Members} from '../members/members.js';

interface Concerned {
  memberId: string;
  name: string;
  /** The member, or the people of the organisation. */
  people: string[];
  applicationId: string;
  /** The officer who handles the application; null when nobody in particular does. */
  officerId: string | null;
}

export interface ReminderFact extends Concerned {
  lapsesOn: Day;
  requirements: string[];
  /** Null when an officer sent it. */
  daysBefore: number | null;
  sentOn: Day;
}

export interface RenewalFact extends Concerned {
  requirement: string;
}

/** What is to be told of a reminder or a renewal, and to whom. For what follows a commit: it asks nobody's permission. */
@Injectable()
export class RenewalFacts {
  constructor(
    private readonly members: Members,
    private readonly names: Names,
  ) {}

  async reminder(tx: Tx, id: string): Promise<ReminderFact | null> {
    const [row] = await tx.query<Omit<ReminderFact, 'people' | 'name'>[]>(
      `SELECT r.member_id AS "memberId", r.lapses_on AS "lapsesOn", r.requirements, r.days_before AS "daysBefore",
              r.sent_on AS "sentOn", ${APPLICATION}
       FROM lapse_reminder r ${APPROVED('r')} WHERE r.id = $1`,
      [id],
    );
    return row ? {...row, ...(await this.who(tx, row.memberId))} : null;
  }

  async renewal(tx: Tx, id: string): Promise<RenewalFact | null> {
    const [row] = await tx.query<Omit<RenewalFact, 'people' | 'name'>[]>(
      `SELECT q.member_id AS "memberId", q.requirement, ${APPLICATION} FROM renewal_request q ${APPROVED('q')} WHERE q.id = $1`,
      [id],
    );
    return row ? {...row, ...(await this.who(tx, row.memberId))} : null;
  }

  private async who(tx: Tx, memberId: string): Promise<{people: string[]; name: string}> {
    const member = await this.members.byId(tx, memberId);
    const subject = String(member?.personId ?? member?.organisationId);
    return {
      people: await this.members.peopleOf(tx, memberId),
      name: (await this.names.of(tx, [subject])).get(subject) ?? '',
    };
  }
}

const APPLICATION = `a.id AS "applicationId", a.assigned_to AS "officerId"`;

const APPROVED = (of: string) => `
  JOIN LATERAL (
    SELECT d.application_id FROM decision d
    WHERE d.member_id = ${of}.member_id AND d.outcome IN ('approved', 'approved_with_conditions')
    ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1
  ) approval ON true
  JOIN application a ON a.id = approval.application_id`;
