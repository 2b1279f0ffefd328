import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import type {Tx} from '@app/platform';

/** What somebody approved for the first time has already, and others are about to see. */
export type ApprovalStep = (tx: Tx, principal: Principal, memberIds: readonly string[]) => Promise<void>;

/**
 * What is to be looked at in the transaction that brings members under a scheme that checks: those who keep it say so
 * here, since the register imports none of them.
 */
@Injectable()
export class BeforeApproval {
  private readonly steps: ApprovalStep[] = [];

  add(step: ApprovalStep): void {
    this.steps.push(step);
  }

  /** Of these members, those whom no scheme that checks has approved yet. Comes before the decisions are written. */
  async run(tx: Tx, principal: Principal, versionId: string, memberIds: readonly string[]): Promise<void> {
    const first = await tx.query<{id: string}[]>(
      `SELECT m.id FROM unnest($2::uuid[]) AS m (id)
       WHERE NOT is_checked_member(m.id) AND EXISTS (
         SELECT FROM scheme_version v JOIN scheme s ON s.id = v.scheme_id WHERE v.id = $1 AND s.kind = 'accredited')`,
      [versionId, memberIds],
    );
    if (first.length === 0) return;
    for (const step of this.steps)
      await step(
        tx,
        principal,
        first.map((each) => each.id),
      );
  }
}
