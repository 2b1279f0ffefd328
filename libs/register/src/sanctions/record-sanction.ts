import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addDays, Clock, invalid, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {approvedApplication} from '../applications/approved-application.js';
import {AskApplicant} from '../requests/ask-applicant.js';
import {Sanctions} from './sanctions.js';

/** The steps that one person may take; ending a membership takes two. */
export const LIGHTER_SANCTIONS = ['advice', 'warning', 'further_checks'] as const;
export type LighterSanction = (typeof LIGHTER_SANCTIONS)[number];

const LONGEST_DAYS = 3 * 366;

export interface NewStep {
  kind: LighterSanction;
  /** Restricted. */
  reason: string;
  /** The last day of a warning, or by which further checks are to be done. */
  endsOn?: Day | undefined;
  /** What the member is asked for, when there are further checks. */
  asks?: string | undefined;
}

/** Records advice, a dated warning or further checks, which ask the member for something. The listing stays. */
@Injectable()
export class RecordSanction {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sanctions: Sanctions,
    private readonly requests: AskApplicant,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns its id
   * @throws NOT_FOUND, FOUR_EYES for oneself, VALIDATION_FAILED
   */
  async run(principal: Principal, memberId: string, step: NewStep): Promise<string> {
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const {kind, reason, endsOn} = step;
      requireSound(step, today);
      const id = await this.sanctions.add(tx, principal, {
        memberId,
        kind,
        startsOn: today,
        endsOn: endsOn ?? null,
        reason,
      });
      await this.audit.record(tx, {
        ...by(principal),
        action: 'sanction.recorded',
        subject: {kind: 'member', id: memberId},
        after: {sanctionId: id, kind, endsOn: endsOn ?? null},
      });
      if (kind === 'further_checks') await this.ask(tx, principal, memberId, step.asks ?? '');
      return id;
    });
  }

  private async ask(tx: Tx, principal: Principal, memberId: string, text: string): Promise<void> {
    const applicationId = await approvedApplication(tx, memberId);
    if (!applicationId) throw invalid({field: 'kind', message: 'Only somebody on the register is checked further.'});
    await this.requests.ask(tx, principal, applicationId, {text});
  }
}

function requireSound({kind, reason, endsOn, asks}: NewStep, today: Day): void {
  if (!reason.trim() || reason.length > 4_000) {
    throw invalid({field: 'reason', message: 'Give the reason in 4,000 characters or fewer.'});
  }
  if ((kind === 'advice') === Boolean(endsOn)) {
    const message = 'Give the last day of a warning, or by which further checks are to be done; advice has none.';
    throw invalid({field: 'ends_on', message});
  }
  if (endsOn && (endsOn <= today || endsOn > addDays(today, LONGEST_DAYS))) {
    throw invalid({field: 'ends_on', message: 'Give a day in the coming three years.'});
  }
  if ((kind === 'further_checks') !== Boolean(asks?.trim())) {
    throw invalid({field: 'asks', message: 'Say what you ask them for when there are further checks, and only then.'});
  }
}
