import {Injectable} from '@nestjs/common';
import {DeclareRelationship, type Relation} from '@app/allocations';
import {AuditTrail, by, holderFor, MayAct, type Principal} from '@app/identity';
import {addDays, Clock, invalid, londonDay, notFound, type Day, type Rate} from '@app/kernel';
import {Bookable, type BookableListing} from '@app/listings';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Standings} from '@app/register';
import {In} from 'typeorm';
import {engagementExists, notListed, refusedAsking} from '../bookings.errors.js';
import {statusCheckErrors, textOrNull} from './version-terms.js';
import {Engagement, EngagementRate, type EngagementStatus} from './engagement.entity.js';

export interface ProposedTerms {
  listingId: string;
  status: EngagementStatus;
  startsOn: string;
  rates: readonly Rate[];
  /** By which check of employment status they work for themselves; left out while it is still to be made. */
  statusCheck?: {reference: string | null; checkedOn: Day | null} | undefined;
  /** Whether they are family; left out when nobody was asked. */
  relation?: Relation | undefined;
}

const UNIQUE_VIOLATION = '23505';
const HIGHEST_RATE_PENCE = 1_000_000;
const FURTHEST_START_DAYS = 366;

/** The holder offers terms; nothing is agreed until the PA or provider accepts. */
@Injectable()
export class ProposeEngagement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly bookable: Bookable,
    private readonly standings: Standings,
    private readonly relationships: DeclareRelationship,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the engagement's id
   * @throws VALIDATION_FAILED, NOT_FOUND, NOT_LISTED, CANNOT_ASK, ENGAGEMENT_EXISTS with the id of the one in force
   */
  async run(principal: Principal, terms: ProposedTerms): Promise<string> {
    holderFor(principal, 'agree_terms');
    try {
      return await this.uow.run(principal.councilId, (tx) => this.within(tx, principal, terms));
    } catch (error) {
      throw await this.explain(error, principal, terms);
    }
  }

  /** The same inside a transaction that does more; what then fails is said by `explain`. */
  async within(tx: Tx, principal: Principal, terms: ProposedTerms): Promise<string> {
    const {councilId} = principal;
    const holderId = await this.mayAct.require(tx, principal, 'agree_terms');
    const listing = await this.requirePossible(tx, terms);
    const {identifiers} = await tx.insert(Engagement, {
      councilId,
      holderId,
      listingId: listing.id,
      status: terms.status,
      statusReference: textOrNull(terms.statusCheck?.reference ?? null),
      statusCheckedOn: terms.statusCheck?.checkedOn ?? null,
      startsOn: terms.startsOn,
      // Of calling off it says what the listing says today, or else the council's rule: the database fills that in.
      mileagePence: listing.offered.milePence,
      proposedBy: principal.personId,
      proposedHow: principal.actingFor?.contact?.how ?? null,
    });
    const {id} = identifiers[0] as {id: string};
    if (terms.relation) await this.relationships.within(tx, principal, holderId, listing.id, terms.relation);
    await tx.insert(
      EngagementRate,
      terms.rates.map((rate) => ({...rate, councilId, engagementId: id, startsOn: terms.startsOn})),
    );
    await this.audit.record(tx, {
      ...by(principal),
      action: 'engagement.proposed',
      subject: {kind: 'engagement', id},
      after: {...terms},
    });
    await this.outbox.publish(tx, councilId, 'engagement.proposed', id);
    return id;
  }

  /** Whether such terms could be offered today, by whomever. @throws VALIDATION_FAILED, NOT_FOUND, NOT_LISTED */
  async requirePossible(tx: Tx, terms: ProposedTerms): Promise<BookableListing> {
    requireSensible(terms, londonDay(this.clock.now()));
    const listing = await this.bookable.read(tx, terms.listingId);
    if (!listing) throw notFound('listing');
    const standing = (await this.standings.on(tx, listing.memberId, [terms.startsOn])).get(terms.startsOn);
    if (listing.state !== 'live' || !standing?.listed) throw notListed(listing.name, terms.startsOn);
    return listing;
  }

  /** Outside the transaction that failed: which terms stand against these. */
  async explain(error: unknown, principal: Principal, {listingId}: ProposedTerms): Promise<unknown> {
    if (databaseError(error)?.code !== UNIQUE_VIOLATION) return refusedAsking(error);
    const holderId = principal.actingFor?.personId ?? principal.personId;
    return engagementExists((await this.inForce(principal, holderId, listingId)) ?? '');
  }

  private inForce(principal: Principal, holderId: string, listingId: string): Promise<string | null> {
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(Engagement, {holderId, listingId, state: In(['proposed', 'accepted'])});
      return found?.id ?? null;
    });
  }
}

function requireSensible({startsOn, status, statusCheck, rates}: ProposedTerms, today: string): void {
  if (startsOn < today) throw invalid({field: 'starts_on', message: 'Choose today or a later day.'});
  if (startsOn > addDays(today, FURTHEST_START_DAYS)) {
    throw invalid({field: 'starts_on', message: 'Choose a day within the next year.'});
  }
  if (statusCheck) {
    const check = {statusReference: statusCheck.reference, statusCheckedOn: statusCheck.checkedOn};
    const errors = statusCheckErrors(check, today, true);
    if (status === 'employed')
      errors.push({field: 'status', message: 'A status check is of people who are self-employed.'});
    if (errors.length) throw invalid(errors);
  }
  if (rates.length === 0) throw invalid({field: 'rates', message: 'Agree at least one rate.'});
  const wrong = rates.findIndex(
    ({ratePence}) => !(Number.isInteger(ratePence) && ratePence >= 1 && ratePence <= HIGHEST_RATE_PENCE),
  );
  if (wrong >= 0) throw invalid({field: `rates.${wrong}.rate_pence`, message: 'Enter a rate from 1p to £10,000.'});
  if (new Set(rates.map((rate) => rate.band)).size !== rates.length) {
    throw invalid({field: 'rates', message: 'Give one rate for each time of the week.'});
  }
}
