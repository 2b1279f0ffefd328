import {notFound} from '@app/kernel';
import type {Tx} from '@app/platform';
import {HELP_KINDS, type PlanContent} from './plan-content.js';
import {PlanItem, PlanTime} from './plan-parts.entity.js';
import {SupportPlan} from './support-plan.entity.js';

/** The plan, locked to the end of the transaction. @throws NOT_FOUND when it is somebody else's */
export async function lockPlan(tx: Tx, id: string, personId: string | null): Promise<SupportPlan> {
  const plan = await tx.findOne(SupportPlan, {where: {id}, lock: {mode: 'for_no_key_update'}});
  if (!plan || (personId !== null && plan.personId !== personId)) throw notFound('plan');
  return plan;
}

export async function readContent(tx: Tx, plan: SupportPlan): Promise<PlanContent> {
  const order = {position: 'ASC'} as const;
  const items = await tx.find(PlanItem, {where: {planId: plan.id}, order});
  const times = await tx.find(PlanTime, {where: {planId: plan.id}, order});
  const {about, backup, helpedBy, indicativePence} = plan;
  return {
    ...{about, backup, helpedBy, indicativePence},
    outcomes: items.filter(({kind}) => kind === 'outcome').map(({text, note}) => ({text, note})),
    help: items.flatMap(({kind: found, text, note}) => {
      const kind = HELP_KINDS.find((each) => each === found);
      return kind ? [{kind, text, note}] : [];
    }),
    risks: items
      .filter(({kind}) => kind === 'risk')
      .map(({text, note, agreedWith}) => ({text, note: note ?? '', agreedWith: agreedWith ?? ''})),
    times: times.map(({weekdays, fromTime, toTime, service, text, ratePence}) => ({
      ...{weekdays, service, text, ratePence},
      from: fromTime.slice(0, 5),
      to: toTime.slice(0, 5),
    })),
  };
}

/** Takes the place of all parts that there were. */
export async function writeParts(tx: Tx, {id: planId, councilId}: SupportPlan, content: PlanContent): Promise<void> {
  await tx.delete(PlanItem, {planId});
  await tx.delete(PlanTime, {planId});
  const items = [
    ...content.outcomes.map((each) => ({...each, kind: 'outcome' as const, agreedWith: null})),
    ...content.help.map((each) => ({...each, agreedWith: null})),
    ...content.risks.map((each) => ({...each, kind: 'risk' as const})),
  ];
  if (items.length) {
    await tx.insert(
      PlanItem,
      items.map((each, position) => ({...each, councilId, planId, position})),
    );
  }
  if (content.times.length) {
    await tx.insert(
      PlanTime,
      content.times.map(({from, to, weekdays, ...each}, position) => ({
        ...each,
        ...{councilId, planId, position, fromTime: from, toTime: to},
        weekdays: [...weekdays].sort(),
      })),
    );
  }
}
