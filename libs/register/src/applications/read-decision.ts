import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {appealWays} from '../appeals/appeal-ways.js';
import {ReadAppeals} from '../appeals/read-appeals.js';
import type {ApprovalCondition} from '../conditions/condition.entity.js';
import {Conditions} from '../conditions/conditions.js';
import {Scheme, SchemeVersion} from '../scheme/scheme.entity.js';
import {Standings} from '../standing/standings.js';
import {ApplicationAccess} from './application-access.js';
import type {Application} from './application.entity.js';
import type {ConditionView, DecisionLetter} from './decision-letter.js';
import {Decision} from './decision.entity.js';
import {Deferral} from './deferral.entity.js';

/** What the applicant is told about the decision, with what they can do about it; the same for them and for the council. */
@Injectable()
export class ReadDecision {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
    private readonly conditions: Conditions,
    private readonly standings: Standings,
    private readonly appeals: ReadAppeals,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND */
  run(principal: Principal, applicationId: string): Promise<DecisionLetter> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {application, member} = await this.access.open(tx, principal, applicationId, {lock: false});
      const today = londonDay(this.clock.now());
      const standing = (await this.standings.current(tx, [member.id])).get(member.id);
      const decision = await latestDecision(tx, application);
      const names = await this.names.of(tx, [String(member.personId ?? member.organisationId)]);
      return {
        applicationId,
        state: application.state,
        member: {id: member.id, name: [...names.values()][0] ?? ''},
        scheme: await schemeOf(tx, application.schemeVersionId),
        decision: decision && toldOf(decision),
        deferral: application.state === 'deferred' ? await this.deferralOf(tx, applicationId) : null,
        conditions: decision ? await this.conditionsOf(tx, decision.id) : [],
        listed: standing?.listed ?? false,
        notCurrentlyListed: standing?.reasons.includes('suspended') ?? false,
        ended: standing?.reasons.includes('terminated') ?? false,
        ways: await appealWays(tx, member.id, today),
        appeals: await this.appeals.ofMember(tx, member.id),
      };
    });
  }

  private async deferralOf(tx: Tx, applicationId: string): Promise<DecisionLetter['deferral']> {
    const [last] = await tx.find(Deferral, {where: {applicationId}, order: {id: 'DESC'}, take: 1});
    return last ? {until: last.untilOn, explanation: last.explanation, decidedAt: last.decidedAt} : null;
  }

  private async conditionsOf(tx: Tx, decisionId: string): Promise<ConditionView[]> {
    return (await this.conditions.of(tx, [decisionId])).map(conditionView);
  }
}

/** While an appeal has opened it again there is no decision that holds. */
export async function latestDecision(tx: Tx, application: Application): Promise<Decision | null> {
  if (application.state !== 'approved' && application.state !== 'declined') return null;
  const where = {applicationId: application.id};
  return (await tx.find(Decision, {where, order: {round: 'DESC'}, take: 1}))[0] ?? null;
}

export function conditionView(condition: ApprovalCondition): ConditionView {
  const {id, text, dueOn, publiclyVisible, metOn, appealId} = condition;
  return {id, text, dueOn, publiclyVisible, metOn, removed: appealId !== null};
}

function toldOf({outcome, reasonCode, explanation, effectiveOn, decidedAt}: Decision): DecisionLetter['decision'] {
  return {outcome, reasonCode, explanation, effectiveOn, decidedAt};
}

async function schemeOf(tx: Tx, versionId: string): Promise<string> {
  const version = await tx.findOneByOrFail(SchemeVersion, {id: versionId});
  return (await tx.findOneByOrFail(Scheme, {id: version.schemeId})).name;
}
