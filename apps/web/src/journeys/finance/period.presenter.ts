import type {MoneyPeriod} from '@app/allocations';
import type {Pence} from '@app/kernel';
import {formatPounds} from '../../words/figures.js';
import {t} from '../../words/t.js';

interface PeriodStep {
  label: string;
  pence: Pence;
  way: '+' | '−' | '=';
  under?: string;
}

/** What went into a period and what became of it, as a sum that a finance officer can check: it adds up to what is left. */
export function periodSteps(period: MoneyPeriod): PeriodStep[] {
  const {rolledOverPence: moved, contributionPence, contributionPaidPence} = period;
  const paid = t('{{amount}} of it is paid', {amount: formatPounds(contributionPaidPence)});
  const steps: PeriodStep[] = [
    {label: t('From the council'), pence: period.allocatedPence, way: '+'},
    {label: t('Contribution due'), pence: contributionPence, way: '+', under: paid},
    {label: t('Moved here from the period before'), pence: Math.max(-moved, 0), way: '+'},
    {label: t('Written off'), pence: period.writtenOffPence, way: '+'},
    {label: t('Moved to the next period'), pence: Math.max(moved, 0), way: '−'},
    {label: t('Taken back by the council'), pence: period.reclaimedPence, way: '−'},
    {label: t('Held'), pence: period.heldPence, way: '−'},
    {label: t('Promised'), pence: period.committedPence, way: '−'},
    {label: t('Spent'), pence: period.spentPence, way: '−'},
    {label: t('Kept apart'), pence: period.ringFencedPence, way: '−'},
  ];
  const left: PeriodStep = {label: t('Left'), pence: period.availablePence, way: '='};
  return [...steps.filter(({pence}) => pence !== 0), left];
}
