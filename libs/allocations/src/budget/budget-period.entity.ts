import {Check, Entity, Exclusion, ForeignKey, PrimaryColumn} from 'typeorm';
import {CouncilId, DayColumn, Id, InstantColumn, PenceColumn, Reference} from '@app/platform';

/** A stretch of a line in the council's cycle: real dates, both included. */
@Entity()
@Check('budget_period_ends_on_check', `ends_on >= starts_on`)
@Exclusion('budget_period_no_overlap', `USING gist (line_id WITH =, daterange(starts_on, ends_on, '[]') WITH &&)`)
export class BudgetPeriod {
  @Id() id: string;
  @CouncilId() councilId: string;
  @Reference('budget_line') lineId: string;
  @DayColumn() startsOn: string;
  @DayColumn() endsOn: string;
}

/** What a period holds now. Only the ledger's trigger writes the sums; `ledger verify` proves it from the entries. */
@Entity()
@Check('period_balance_held_pence_check', `held_pence >= 0`)
@Check('period_balance_committed_pence_check', `committed_pence >= 0`)
@Check('period_balance_spent_pence_check', `spent_pence >= 0`)
@Check('period_balance_ring_fenced_pence_check', `ring_fenced_pence >= 0`)
@Check('period_balance_available_pence_check', `available_pence >= -overdraft_pence`)
@Check('period_balance_reclaimed_pence_check', `reclaimed_pence >= 0`)
@Check('period_balance_written_off_pence_check', `written_off_pence >= 0`)
@Check('period_balance_overdraft_pence_check', `overdraft_pence >= 0`)
@Check(
  'period_balance_check',
  `allocated_pence + contribution_pence + written_off_pence =
    held_pence + committed_pence + spent_pence + ring_fenced_pence + available_pence + rolled_over_pence + reclaimed_pence`,
)
export class PeriodBalance {
  @PrimaryColumn({type: 'uuid'}) @ForeignKey('BudgetPeriod') periodId: string;
  @CouncilId() councilId: string;
  @PenceColumn({default: 0}) allocatedPence: number;
  @PenceColumn({default: 0}) contributionPence: number;
  @PenceColumn({default: 0}) heldPence: number;
  @PenceColumn({default: 0}) committedPence: number;
  @PenceColumn({default: 0}) spentPence: number;
  @PenceColumn({default: 0}) ringFencedPence: number;
  @PenceColumn({default: 0}) availablePence: number;
  /** Of the contribution: what the person has paid in so far. */
  @PenceColumn({default: 0}) contributionPaidPence: number;
  /** Gone to a later period; below nought where it came from an earlier one. */
  @PenceColumn({default: 0}) rolledOverPence: number;
  @PenceColumn({default: 0}) reclaimedPence: number;
  /** Given up by the council: an overdraft that nobody has to pay back. */
  @PenceColumn({default: 0}) writtenOffPence: number;
  /** How far below nought an officer lets it go: see `overdraft`. */
  @PenceColumn({default: 0}) overdraftPence: number;
  /** The one thing the serving role may set, which also lets it lock the row. */
  @InstantColumn({nullable: true}) closedAt: Date | null;
}
