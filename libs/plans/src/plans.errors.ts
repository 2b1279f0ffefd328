import {DomainError, formatPounds, type Pence} from '@app/kernel';

export function planOpen(planId: string): DomainError {
  const message = 'There is a plan already that is being written or waits for an answer.';
  return new DomainError('conflict', 'PLAN_OPEN', message, {facts: {plan_id: planId}});
}

/** Somebody wrote in it since it was read. */
export function planChanged(): DomainError {
  const message = 'Somebody else has written in this plan since you opened it. Look at it again, then write yours.';
  return new DomainError('conflict', 'PLAN_CHANGED', message);
}

export function planNotDraft(): DomainError {
  return new DomainError('refused', 'PLAN_NOT_DRAFT', 'This plan is not being written now. Ask to change it first.');
}

export function planEmpty(): DomainError {
  return new DomainError('refused', 'PLAN_EMPTY', 'Write down at least one thing that they want first.');
}

export function planMoved(): DomainError {
  return new DomainError('refused', 'ILLEGAL_TRANSITION', 'This plan has moved on. Look at it again.');
}

/** More a week than whoever decides may accept. */
export function overLimit(limitPence: Pence): DomainError {
  const message = `You can accept plans up to ${formatPounds(limitPence)} a week. Ask an approver to decide this one.`;
  return new DomainError('refused', 'PLAN_OVER_LIMIT', message, {facts: {limit_pence: limitPence}});
}

export function ownPlan(): DomainError {
  return new DomainError(
    'forbidden',
    'FORBIDDEN',
    'You wrote or agreed this plan, or act for the person. Ask a colleague.',
  );
}

export function proposalAnswered(): DomainError {
  return new DomainError('refused', 'ILLEGAL_TRANSITION', 'This proposal has been answered already.');
}
