import {Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique} from 'typeorm';
import {CouncilId, PenceColumn} from '@app/platform';

export const ACCOUNTS = [
  'allocated',
  'contribution',
  'available',
  'held',
  'committed',
  'spent',
  'ring_fenced',
  'contribution_due',
  'contribution_paid',
  'rolled_over',
  'reclaimed',
  'written_off',
] as const;
export type Account = (typeof ACCOUNTS)[number];

export const JOURNAL_KINDS = [
  'fund',
  'hold',
  'commit',
  'release',
  'spend',
  'ring_fence',
  'adjust',
  'contribute',
  'roll_over',
  'reclaim',
  'write_off',
  'reverse',
] as const;
export type JournalKind = (typeof JOURNAL_KINDS)[number];

/** One thing that happened to money: its entries sum to nought. It names its cause, who did it, and for whom. */
@Entity()
@Index(['causeId'])
@Index('ledger_journal_reclaim_key', ['causeId'], {unique: true, where: `kind = 'reclaim'`})
@Unique(['reversesId'])
@Check('ledger_journal_kind_check', `kind IN (${JOURNAL_KINDS.map((kind) => `'${kind}'`).join()})`)
@Check('ledger_journal_reverses_id_check', `(kind = 'reverse') = (reverses_id IS NOT NULL)`)
export class LedgerJournal {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  @CouncilId() councilId: string;
  @Column({type: 'timestamptz', default: () => 'now()'}) at: Date;
  @Column({type: 'text'}) kind: JournalKind;
  @Column({type: 'text'}) causeKind: string;
  @Column({type: 'uuid'}) causeId: string;
  @Column({type: 'uuid', nullable: true}) actorId: string | null;
  @Column({type: 'uuid', nullable: true}) forId: string | null;
  /** The journal that this one takes back, entry by entry. */
  @Column({type: 'bigint', nullable: true}) @ForeignKey('LedgerJournal') reversesId: number | null;
  /** Entries may join only in this transaction. */
  @Column({type: 'bigint', default: () => 'current_transaction_id()'}) transactionId: number;
}

/**
 * Money in or out of one account of one period. `allocated`, `contribution` and `written_off` are where money comes
 * from, so what was given stands there as a minus; the other accounts say where it is now. `contribution_due` stands
 * against `contribution_paid`, beside the rest: what is due counts as given before it is paid.
 */
@Entity()
@Index(['journalId'])
@Index(['periodId', 'id'])
@Check('ledger_entry_account_check', `account IN (${ACCOUNTS.map((account) => `'${account}'`).join()})`)
@Check('ledger_entry_amount_pence_check', `amount_pence <> 0`)
export class LedgerEntry {
  @PrimaryGeneratedColumn('identity', {type: 'bigint', generatedIdentity: 'ALWAYS'}) id: number;
  /** That of its journal and period: `ledger_apply_entries` sees to it, and that both are there, for all of a statement. */
  @Column({type: 'uuid'}) councilId: string;
  @Column({type: 'bigint'}) journalId: number;
  @Column({type: 'uuid'}) periodId: string;
  @Column({type: 'text'}) account: Account;
  @PenceColumn() amountPence: number;
}
