import {Injectable} from '@nestjs/common';
import {ProposeEngagement, RequestBooking, type BookingRequest, type ProposedTerms} from '@app/bookings';
import {AuditTrail, by, MayAct, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, notFound, WHOLE_BP} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {proposalAnswered} from '../plans.errors.js';
import {Proposal} from './proposal.entity.js';
import {proposalMachine} from './proposal.state.js';

export const PROPOSAL_ANSWERS = ['yes', 'no', 'change'] as const;
export type ProposalAnswer = (typeof PROPOSAL_ANSWERS)[number];

export interface Answered {
  answer: ProposalAnswer;
  /** What they say to it; what should be otherwise, when they want a change. */
  note: string | null;
  /** Which line pays, where the proposal leaves it open. */
  lineId: string | null;
}

export interface Made {
  engagementId: string | null;
  bookingId: string | null;
}

const STEPS = {yes: 'accept', no: 'decline', change: 'ask_change'} as const;
const NOTHING: Made = {engagementId: null, bookingId: null};

/** The person, or who decides for them, says yes, no, or what should change. A yes makes it, in the same transaction. */
@Injectable()
export class AnswerProposal {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly engagements: ProposeEngagement,
    private readonly bookings: RequestBooking,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws FORBIDDEN without the power to do what is proposed, and for one's own; NOT_FOUND, ILLEGAL_TRANSITION,
   * VALIDATION_FAILED; and what asking for terms or visits throws
   */
  async run(principal: Principal, id: string, given: Answered): Promise<Made> {
    const note = given.note?.normalize('NFC').trim() || null;
    if (note && note.length > 500) throw invalid({field: 'note', message: 'Use 500 characters or fewer.'});
    let found: Proposal | null = null;
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        found = await this.lock(tx, principal, id);
        if (given.answer === 'change' && !note) throw invalid({field: 'note', message: 'Say what should change.'});
        const made = given.answer === 'yes' ? await this.make(tx, principal, found, given.lineId) : NOTHING;
        await this.close(tx, principal, found, {...given, note}, made);
        return made;
      });
    } catch (error) {
      throw found ? await this.explain(error, principal, found, given.lineId) : error;
    }
  }

  private async lock(tx: Tx, principal: Principal, id: string): Promise<Proposal> {
    const personId = principal.actingFor?.personId ?? principal.personId;
    const found = await tx.findOne(Proposal, {where: {id, personId}, lock: {mode: 'for_no_key_update'}});
    if (!found) throw notFound('proposal');
    await this.mayAct.require(tx, principal, found.kind === 'terms' ? 'agree_terms' : 'book');
    if (found.proposedBy === principal.personId) throw forbidden('Somebody else answers what you proposed.');
    if (!proposalMachine.can(found.state, 'accept')) throw proposalAnswered();
    return found;
  }

  private async make(tx: Tx, principal: Principal, proposal: Proposal, lineId: string | null): Promise<Made> {
    if (proposal.kind === 'terms') {
      return {...NOTHING, engagementId: await this.engagements.within(tx, principal, termsOf(proposal))};
    }
    const {id} = await this.bookings.within(tx, principal, requestOf(proposal, lineId));
    return {...NOTHING, bookingId: id};
  }

  private async close(tx: Tx, principal: Principal, {id}: Proposal, {answer, note}: Answered, made: Made) {
    const state = proposalMachine.transitions[STEPS[answer]].to;
    const answeredHow = principal.actingFor?.contact?.how ?? null;
    const answered = {answeredBy: principal.personId, answeredHow, answeredAt: this.clock.now(), answer: note};
    await tx.update(Proposal, {id}, {state, ...answered, ...made});
    const action = `proposal.${state}`;
    const after = {engagement_id: made.engagementId, booking_id: made.bookingId};
    await this.audit.record(tx, {...by(principal), action, subject: {kind: 'proposal', id}, after});
    await this.outbox.publish(tx, principal.councilId, action, id);
  }

  /** In the words of what was to be made. */
  private explain(error: unknown, principal: Principal, proposal: Proposal, lineId: string | null): Promise<unknown> {
    return proposal.kind === 'terms'
      ? this.engagements.explain(error, principal, termsOf(proposal))
      : this.bookings.explain(error, principal.councilId, requestOf(proposal, lineId));
  }
}

export function termsOf({listingId, employment, startsOn, rates}: Proposal): ProposedTerms {
  return {listingId, status: employment ?? 'self_employed', startsOn: startsOn ?? '', rates: rates ?? []};
}

export function requestOf(proposal: Proposal, lineId: string | null): BookingRequest {
  const {listingId, startsAt, endsAt, rrule} = proposal;
  const pays = proposal.lineId ?? lineId;
  return {
    ...{listingId, rrule, engagementId: null},
    startsAt: startsAt as Date,
    endsAt: endsAt as Date,
    splits: pays ? [{lineId: pays, shareBp: WHOLE_BP}] : [],
  };
}
