import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, isDay, londonDay, notFound, type Day, type FieldError} from '@app/kernel';
import {Services} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {isEmail} from 'class-validator';
import {COMMUNITY_DECIDED, COMMUNITY_INVITED} from './community-facts.js';
import {CLAIM_WAYS, type ClaimWay} from './community-words.js';
import {communityMoved, notComplete} from './community.errors.js';
import {CommunityKey, CommunityListing} from './community.entity.js';
import {communityMachine, type CommunityAction} from './community-listing.state.js';
import {columnsOf, communityErrors, placeOf, type CommunityText} from './community-text.js';

/** What the council does with entries: lists some itself, looks at what others send, checks, invites, takes down. */
@Injectable()
export class KeepCommunity {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly geography: Geography,
    private readonly services: Services,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Lists one at once: the council has looked at what it writes. @throws FORBIDDEN, VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async list(principal: Principal, text: CommunityText): Promise<string> {
    requireKeeper(principal);
    const columns = await this.columns(principal.councilId, text);
    return this.run(principal, async (tx) => {
      const {councilId, personId} = principal;
      const made = await tx.insert(CommunityListing, {...columns, councilId, source: 'council', recordedBy: personId});
      const {id} = made.identifiers[0] as {id: string};
      await tx.query(`UPDATE community_listing SET state = 'live' WHERE id = $1`, [id]);
      await this.told(tx, principal, id, 'community.listed', {name: columns.name});
      return id;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async change(principal: Principal, id: string, text: CommunityText): Promise<void> {
    requireKeeper(principal);
    const columns = await this.columns(principal.councilId, text);
    await this.run(principal, async (tx) => {
      const entry = await lock(tx, id);
      // From now on it does not follow the feed it came from.
      const recordedBy = entry.recordedBy ?? principal.personId;
      await tx.update(CommunityListing, {id}, {...columns, proposed: null, recordedBy, changedAt: this.clock.now()});
      if (!entry.sentByEmail && entry.email !== columns.email) await endLinks(tx, id);
      await this.told(tx, principal, id, 'community.changed', {name: columns.name});
    });
  }

  /**
   * Shows, refuses, rests or puts away. What somebody else proposed is taken in when it is shown, and forgotten when refused.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, LISTING_INCOMPLETE, CONSENT_NEEDED
   */
  async act(principal: Principal, id: string, action: CommunityAction, reason: string | null = null): Promise<void> {
    requireKeeper(principal);
    const why = reason?.trim() || null;
    if (action === 'refuse' && (!why || why.length > 500)) {
      throw invalid({field: 'reason', message: 'Say in up to 500 characters what they could change.'});
    }
    await this.run(principal, async (tx) => {
      const entry = await lock(tx, id);
      const waits = ['live', 'resting'].includes(entry.state) && entry.proposed !== null;
      if (!waits || (action !== 'show' && action !== 'refuse')) {
        if (!communityMachine.can(entry.state, action)) throw communityMoved();
      }
      const to = waits && action === 'refuse' ? entry.state : communityMachine.transitions[action].to;
      const place = entry.proposed && action === 'show' ? await placeOf(this.geography, entry.proposed.postcode) : null;
      const taken = entry.proposed && place ? {...columnsOf(entry.proposed, this.today()), ...place} : {};
      await tx.update(
        CommunityListing,
        {id},
        {
          ...taken,
          ...(['show', 'refuse'].includes(action) && {proposed: null}),
          state: to,
          // Whoever has the link does not show again what the council took out of sight.
          ...(action === 'rest' && {held: true}),
          ...(action === 'show' && {held: false}),
          ...(action === 'refuse' && {reason: why}),
          // Whoever sent it is not kept with what nobody lists.
          ...(action === 'archive' && {sentByName: null, sentByEmail: null}),
          ...(action === 'show' && {reason: null, askedAt: null}),
          ...(action === 'show' && !entry.claimedAt && {confirmedAt: this.clock.now()}),
        },
      );
      if (action === 'archive') await endLinks(tx, id);
      await this.told(tx, principal, id, `community.${action}`, {state: to});
      if (action === 'show' || action === 'refuse')
        await this.outbox.publish(tx, principal.councilId, COMMUNITY_DECIDED, id);
    });
  }

  /** What was checked, and when; without it the label says “not vetted”. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async check(principal: Principal, id: string, checked: {what: string; on: Day} | null): Promise<void> {
    requireKeeper(principal);
    if (checked && (!checked.what.trim() || checked.what.length > 300)) {
      throw invalid({field: 'checked_what', message: 'Say in up to 300 characters what was checked.'});
    }
    if (checked && (!isDay(checked.on) || checked.on > this.today())) {
      throw invalid({field: 'checked_on', message: 'Enter the day on which it was checked: today or before.'});
    }
    await this.run(principal, async (tx) => {
      await lock(tx, id);
      await tx.update(
        CommunityListing,
        {id},
        {
          checkedWhat: checked?.what.trim() ?? null,
          checkedOn: checked?.on ?? null,
          checkedBy: checked && principal.personId,
        },
      );
      await this.told(tx, principal, id, 'community.checked', checked ?? {});
    });
  }

  /**
   * Writes to the address of the entry: whoever opens the link speaks for it.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION
   */
  async invite(principal: Principal, id: string): Promise<void> {
    requireKeeper(principal);
    await this.run(principal, async (tx) => {
      const {email, sentByEmail, state} = await lock(tx, id);
      if (state === 'archived') throw communityMoved();
      if (!email && !sentByEmail) throw invalid({field: 'email', message: 'There is no e-mail address to write to.'});
      await this.told(tx, principal, id, COMMUNITY_INVITED, {});
      await this.outbox.publish(tx, principal.councilId, COMMUNITY_INVITED, id);
    });
  }

  /** Somebody of the council knows that who asks speaks for it. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async claimed(
    principal: Principal,
    id: string,
    how: ClaimWay,
    contact: {name: string; email: string},
  ): Promise<void> {
    requireKeeper(principal);
    requireContact(how, contact);
    await this.run(principal, async (tx) => {
      const {email, sentByEmail} = await lock(tx, id);
      const claim = {
        claimedAt: this.clock.now(),
        claimedHow: how,
        sentByName: contact.name.trim(),
        sentByEmail: contact.email.trim(),
      };
      await tx.update(CommunityListing, {id}, claim);
      if ((sentByEmail ?? email)?.toLowerCase() !== claim.sentByEmail.toLowerCase()) await endLinks(tx, id);
      await this.told(tx, principal, id, 'community.claimed', {how});
    });
  }

  private async columns(councilId: string, text: CommunityText) {
    const errors = communityErrors(text, await this.services.list(councilId));
    if (errors.length > 0) throw invalid(errors);
    return {...columnsOf(text, this.today()), ...(await placeOf(this.geography, text.postcode))};
  }

  private async run<T>(principal: Principal, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.uow.run(principal.councilId, work);
    } catch (error) {
      throw notComplete(error);
    }
  }

  private async told(tx: Tx, principal: Principal, id: string, action: string, after: object): Promise<void> {
    await this.audit.record(tx, {...by(principal), action, subject: {kind: 'community_listing', id}, after});
  }

  private today(): Day {
    return londonDay(this.clock.now());
  }
}

export function requireKeeper(principal: Principal): void {
  if (!principal.permissions.has('community:manage')) throw forbidden('You do not have permission to do this.');
}

function requireContact(how: ClaimWay, {name, email}: {name: string; email: string}): void {
  const errors: FieldError[] = [];
  if (!CLAIM_WAYS.includes(how)) errors.push({field: 'how', message: `Choose from ${CLAIM_WAYS.join(', ')}.`});
  if (!name.trim() || name.length > 200) errors.push({field: 'name', message: 'Say who speaks for it.'});
  if (email.length > 200 || !isEmail(email.trim())) {
    errors.push({field: 'email', message: 'Enter an e-mail address, like name@example.com.'});
  }
  if (errors.length) throw invalid(errors);
}

/** They went to an address that no longer speaks for it. */
async function endLinks(tx: Tx, id: string): Promise<void> {
  await tx.delete(CommunityKey, {communityListingId: id});
}

async function lock(tx: Tx, id: string): Promise<CommunityListing> {
  const found = await tx.findOne(CommunityListing, {where: {id}, lock: {mode: 'pessimistic_write'}});
  if (!found) throw notFound('community listing');
  return found;
}
