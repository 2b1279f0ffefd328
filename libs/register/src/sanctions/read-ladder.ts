import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {Members} from '../members/members.js';
import {othersMember} from '../suspension/suspend-member.js';
import {Suspension} from '../suspension/suspension.entity.js';
import type {SanctionKind} from './sanction.entity.js';
import {Sanctions} from './sanctions.js';
import {Termination} from './termination.entity.js';
import type {TerminationState} from './termination.state.js';

export interface LadderStep {
  id: string;
  kind: SanctionKind | 'suspension';
  startsOn: Day;
  endsOn: Day | null;
  liftedOn: Day | null;
  recordedBy: string;
  liftedBy: string | null;
}

export interface Ladder {
  member: {id: string; name: string};
  /** The latest first. */
  steps: LadderStep[];
  /** What waits for a second person, or was refused; the latest first. */
  proposals: {
    id: string;
    state: TerminationState;
    proposedBy: {id: string; name: string};
    proposedAt: Date;
    answeredBy: string | null;
  }[];
  suspended: boolean;
  terminated: boolean;
}

/** What the council did about somebody's conduct, without why. Why is asked for by itself, and written down. */
@Injectable()
export class ReadLadder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly names: Names,
    private readonly sanctions: Sanctions,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND, FOUR_EYES for one's own */
  run(principal: Principal, memberId: string): Promise<Ladder> {
    return this.uow.run(principal.councilId, async (tx) => {
      const member = await othersMember(tx, this.members, principal, memberId);
      const steps = [...(await this.sanctionsOf(tx, memberId)), ...(await this.suspensionsOf(tx, memberId))];
      const proposals = await tx.find(Termination, {where: {memberId}, order: {id: 'DESC'}});
      const subject = String(member.personId ?? member.organisationId);
      const names = await this.names.of(tx, [
        subject,
        ...steps.flatMap((each) => [each.recordedBy, each.liftedBy ?? []].flat()),
        ...proposals.flatMap((each) => [each.proposedBy, each.answeredBy ?? []].flat()),
      ]);
      const name = (id: string) => names.get(id) ?? '';
      return {
        member: {id: memberId, name: name(subject)},
        steps: steps
          .sort((a, b) => (a.startsOn === b.startsOn ? (a.id < b.id ? 1 : -1) : a.startsOn < b.startsOn ? 1 : -1))
          .map((each) => ({
            ...each,
            recordedBy: name(each.recordedBy),
            liftedBy: each.liftedBy && name(each.liftedBy),
          })),
        proposals: proposals.map(({id, state, proposedBy, proposedAt, answeredBy}) => ({
          id,
          state,
          proposedBy: {id: proposedBy, name: name(proposedBy)},
          proposedAt,
          answeredBy: answeredBy && name(answeredBy),
        })),
        suspended: steps.some((each) => each.kind === 'suspension' && !each.liftedOn),
        terminated: steps.some((each) => each.kind === 'termination' && !each.liftedOn),
      };
    });
  }

  /**
   * Why, of a sanction or of a proposal to end the membership. The reading is on record.
   * @throws NOT_FOUND, FOUR_EYES for one's own
   */
  reason(principal: Principal, memberId: string, id: string): Promise<string> {
    return this.uow.run(principal.councilId, async (tx) => {
      await othersMember(tx, this.members, principal, memberId);
      const [row] = await tx.query<{reason: string}[]>(
        `SELECT reason FROM sanction WHERE id = $1 AND member_id = $2
         UNION ALL SELECT reason FROM termination WHERE id = $1 AND member_id = $2`,
        [id, memberId],
      );
      if (!row) throw notFound('sanction');
      await this.audit.record(tx, {
        ...by(principal),
        action: 'sanction.reason_read',
        subject: {kind: 'member', id: memberId},
        after: {sanctionId: id},
      });
      return row.reason;
    });
  }

  private async sanctionsOf(tx: Tx, memberId: string): Promise<LadderStep[]> {
    return (await this.sanctions.of(tx, memberId)).map(
      ({id, kind, startsOn, endsOn, liftedOn, recordedBy, liftedBy}) => ({
        ...{id, kind, startsOn, endsOn, liftedOn, recordedBy, liftedBy},
      }),
    );
  }

  private async suspensionsOf(tx: Tx, memberId: string): Promise<LadderStep[]> {
    const suspensions = await tx.findBy(Suspension, {memberId});
    return suspensions.map(({id, startsAt, endsAt, recordedBy, liftedBy}) => ({
      id,
      kind: 'suspension',
      startsOn: londonDay(startsAt),
      endsOn: null,
      liftedOn: endsAt && londonDay(endsAt),
      recordedBy,
      liftedBy,
    }));
  }
}
