import {Injectable} from '@nestjs/common';
import type {Tx} from '@app/platform';
import type {MemberRole} from './member-roles.js';

export interface InvitationFact {
  /** Whose account it is in this council; null where nobody signs in with the address. */
  personId: string | null;
  email: string;
  organisation: string;
  role: MemberRole;
  invitedBy: string;
}

/** What is to be told of an invitation, and to whom. For what follows a commit: whoever asked never learns of it. */
@Injectable()
export class InvitationFacts {
  /** @returns null once it is answered or taken back, and where whom it is for has blocked whoever asks */
  async of(tx: Tx, id: string): Promise<InvitationFact | null> {
    const [row] = await tx.query<InvitationFact[]>(
      `SELECT a.person_id AS "personId", i.email, o.name AS organisation, i.role, p.name AS "invitedBy"
       FROM organisation_invitation i JOIN organisation o ON o.id = i.organisation_id
       JOIN person p ON p.id = i.invited_by LEFT JOIN account a ON lower(a.email) = i.email
       WHERE i.id = $1 AND i.answer IS NULL AND (a.person_id IS NULL OR NOT wants_nothing_of(a.person_id, i.invited_by))`,
      [id],
    );
    return row ?? null;
  }
}
