import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {In} from 'typeorm';
import {insertRow} from '../insert-row.js';
import {planOpen} from '../plans.errors.js';
import {EMPTY_PLAN} from './plan-content.js';
import {readContent, writeParts} from './plan-rows.js';
import {SupportPlan} from './support-plan.entity.js';

const UNIQUE_VIOLATION = '23505';

/** Begins the next version of somebody's plan, with what stood in the one before. */
@Injectable()
export class StartPlan {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns the plan's id @throws FORBIDDEN, REPRESENTATION_ENDED, PLAN_OPEN with the id of the one that is open */
  async run(principal: Principal): Promise<string> {
    const personId = holderFor(principal, 'write_plan');
    try {
      return await this.uow.run(principal.councilId, (tx) => this.start(tx, principal));
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      throw planOpen((await this.uow.run(principal.councilId, (tx) => openOf(tx, personId))) ?? '');
    }
  }

  private async start(tx: Tx, principal: Principal): Promise<string> {
    const {councilId} = principal;
    const personId = await this.mayAct.require(tx, principal, 'write_plan');
    const open = await openOf(tx, personId);
    if (open) throw planOpen(open);
    const last = await tx.findOne(SupportPlan, {where: {personId}, order: {number: 'DESC'}});
    const {outcomes, help, risks, times, ...words} = last ? await readContent(tx, last) : EMPTY_PLAN;
    const number = (last?.number ?? 0) + 1;
    const id = await insertRow(tx, 'support_plan', {
      council_id: councilId,
      person_id: personId,
      number,
      about: words.about,
      backup: words.backup,
      helped_by: words.helpedBy,
      indicative_pence: words.indicativePence,
      started_by: principal.personId,
    });
    const plan = await tx.findOneByOrFail(SupportPlan, {id});
    await writeParts(tx, plan, {...words, outcomes, help, risks, times});
    const subject = {kind: 'support_plan', id};
    await this.audit.record(tx, {...by(principal), action: 'support_plan.started', subject, after: {number}});
    return id;
  }
}

/** The one that is being written or waits for an answer. */
async function openOf(tx: Tx, personId: string): Promise<string | null> {
  const found = await tx.findOneBy(SupportPlan, {personId, state: In(['draft', 'offered', 'agreed'])});
  return found?.id ?? null;
}
