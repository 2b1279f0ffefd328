import {verifyLedger} from '@app/allocations';
import {verifyBookings} from '@app/bookings';
import {verifyAudit} from '@app/identity';
import {asOwner, type Outcome} from './command.js';

/** Every journal sums to nought and every balance is what its entries say. */
export function ledgerVerify(): Promise<Outcome> {
  return asOwner(async (owner) => {
    const report = await verifyLedger(owner);
    const counted = `${report.journals} journals, ${report.entries} entries, ${report.periods} periods`;
    return outcome(`Ledger: ${counted}`, report.faults, report);
  });
}

/** No worker is in two visits at once, and every visit's money is in the ledger. */
export function bookingsVerify(): Promise<Outcome> {
  return asOwner(async (owner) => {
    const report = await verifyBookings(owner);
    return outcome(`Bookings: ${report.bookings} bookings, ${report.visits} visits`, report.faults, report);
  });
}

/** Every council's chain of audit entries is whole. */
export function auditVerify(): Promise<Outcome> {
  return asOwner(async (owner) => {
    const councils = await verifyAudit(owner);
    const lines = councils.map(
      (each) =>
        `Audit of ${each.council}: ${each.sealed} sealed, ${each.unsealed} not yet sealed, head ${each.head ?? 'none'}`,
    );
    const faults = councils.flatMap((each) => each.faults.map((fault) => `${each.council}: ${fault}`));
    return outcome(lines.join('\n'), faults, {councils});
  });
}

function outcome(counted: string, faults: readonly string[], data: object): Outcome {
  const said = faults.length ? faults.map((fault) => `FAULT ${fault}`) : ['No fault found.'];
  return {ok: faults.length === 0, lines: [counted, ...said], data};
}
