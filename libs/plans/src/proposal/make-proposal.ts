import {Injectable} from '@nestjs/common';
import {ProposeEngagement, QuoteBooking, type BookingRequest, type ProposedTerms} from '@app/bookings';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {DomainError, forbidden, invalid, WHOLE_BP} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {insertRow} from '../insert-row.js';

/** Visits as they are proposed: which line pays may be left to whoever says yes. */
export interface ProposedVisits extends Omit<BookingRequest, 'engagementId' | 'splits'> {
  lineId: string | null;
}

export type NewProposal = {note: string | null} & (
  | {kind: 'terms'; terms: ProposedTerms}
  | {kind: 'visits'; visits: ProposedVisits}
);

const UNIQUE_VIOLATION = '23505';

/** Somebody who helps a person proposes terms or visits. It is no more than that until there is a yes. */
@Injectable()
export class MakeProposal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly engagements: ProposeEngagement,
    private readonly quotes: QuoteBooking,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @returns the proposal's id
   * @throws FORBIDDEN, REPRESENTATION_ENDED, VALIDATION_FAILED, NOT_FOUND, PROPOSAL_WAITING, and what asking for terms
   * or visits throws: what could not be made is not proposed
   */
  async run(principal: Principal, given: NewProposal): Promise<string> {
    if (!principal.actingFor) throw forbidden('Choose first for whom you propose it.');
    const note = given.note?.normalize('NFC').trim() || null;
    if (note && note.length > 1_000) throw invalid({field: 'note', message: 'Use 1,000 characters or fewer.'});
    try {
      return await this.uow.run(principal.councilId, (tx) => this.make(tx, principal, {...given, note}));
    } catch (error) {
      if (databaseError(error)?.code !== UNIQUE_VIOLATION) throw error;
      const message = 'Something of this kind with them waits for an answer already.';
      throw new DomainError('conflict', 'PROPOSAL_WAITING', message);
    }
  }

  private async make(tx: Tx, principal: Principal, given: NewProposal): Promise<string> {
    const {councilId, personId: proposedBy} = principal;
    const personId = await this.mayAct.require(tx, principal, 'propose');
    await this.requirePossible(tx, personId, given);
    const listingId = given.kind === 'terms' ? given.terms.listingId : given.visits.listingId;
    const id = await insertRow(tx, 'proposal', {
      council_id: councilId,
      person_id: personId,
      listing_id: listingId,
      proposed_by: proposedBy,
      kind: given.kind,
      note: given.note,
      ...columnsOf(given),
    });
    const subject = {kind: 'proposal', id};
    const after = {kind: given.kind, listing_id: listingId};
    await this.audit.record(tx, {...by(principal), action: 'proposal.made', subject, after});
    await this.outbox.publish(tx, councilId, 'proposal.made', id);
    return id;
  }

  private async requirePossible(tx: Tx, personId: string, given: NewProposal): Promise<void> {
    if (given.kind === 'terms') {
      await this.engagements.requirePossible(tx, given.terms);
      return;
    }
    const {lineId, ...visits} = given.visits;
    const splits = lineId ? [{lineId, shareBp: WHOLE_BP}] : [];
    await this.quotes.requirePossible(tx, personId, {...visits, engagementId: null, splits});
  }
}

function columnsOf(given: NewProposal): Readonly<Record<string, unknown>> {
  if (given.kind === 'terms') {
    const {status, startsOn, rates} = given.terms;
    return {employment: status, starts_on: startsOn, rates: JSON.stringify(rates)};
  }
  const {startsAt, endsAt, rrule, lineId} = given.visits;
  return {starts_at: startsAt, ends_at: endsAt, rrule, line_id: lineId};
}
