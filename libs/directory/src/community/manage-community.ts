import {Injectable} from '@nestjs/common';
import {Geography} from '@app/geography';
import {AuditTrail} from '@app/identity';
import {Clock, invalid} from '@app/kernel';
import {Services} from '@app/listings';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {DataSource} from 'typeorm';
import {COMMUNITY_WAITING, keyHash} from './community-facts.js';
import {linkGone} from './community.errors.js';
import {CommunityListing} from './community.entity.js';
import {communityErrors, placeOf, type CommunityText} from './community-text.js';

/** What somebody sees of the entry that their link is for. */
export interface ManagedCommunity {
  id: string;
  councilId: string;
  state: CommunityListing['state'];
  claimed: boolean;
  /** New words wait for the council. */
  waits: boolean;
  /** The council took it out of sight: only the council shows it again. */
  held: boolean;
  reason: string | null;
  text: CommunityText;
}

/** Whoever has the link that was sent to a group speaks for it: says that all is right, proposes changes, takes it down. */
@Injectable()
export class ManageCommunity {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly geography: Geography,
    private readonly services: Services,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws LINK_GONE */
  read(token: string): Promise<ManagedCommunity> {
    return this.with(token, (_tx, entry) => Promise.resolve(managed(entry)));
  }

  /** All is right as it stands, and whoever says so speaks for it. @throws LINK_GONE */
  async confirm(token: string): Promise<void> {
    await this.with(token, async (tx, entry) => {
      const now = this.clock.now();
      const claim = entry.claimedAt ? {} : {claimedAt: now, claimedHow: 'email' as const};
      const again = entry.state === 'resting' && !entry.held ? {state: 'live' as const} : {};
      await tx.update(CommunityListing, {id: entry.id}, {confirmedAt: now, ...claim, ...again});
      await this.told(tx, entry, 'community.confirmed');
    });
  }

  /** New words wait for the council; what shows stays meanwhile. @throws LINK_GONE, VALIDATION_FAILED, POSTCODE_UNKNOWN */
  async change(token: string, text: CommunityText): Promise<void> {
    const {councilId} = await this.read(token);
    const errors = communityErrors(text, await this.services.list(councilId));
    if (errors.length > 0) throw invalid(errors);
    await placeOf(this.geography, text.postcode);
    await this.with(token, async (tx, entry) => {
      const now = this.clock.now();
      const claim = entry.claimedAt ? {} : {claimedAt: now, claimedHow: 'email' as const};
      const state = ['draft', 'refused'].includes(entry.state) ? {state: 'waiting' as const} : {};
      await tx.update(CommunityListing, {id: entry.id}, {proposed: {...text}, confirmedAt: now, ...claim, ...state});
      await this.told(tx, entry, COMMUNITY_WAITING);
      await this.outbox.publish(tx, councilId, COMMUNITY_WAITING, entry.id);
    });
  }

  /** It shows no more; the same link brings it back. @throws LINK_GONE */
  async takeDown(token: string): Promise<void> {
    await this.with(token, async (tx, entry) => {
      if (entry.state !== 'live') return;
      await tx.update(CommunityListing, {id: entry.id}, {state: 'resting'});
      await this.told(tx, entry, 'community.rest');
    });
  }

  private async with<T>(token: string, work: (tx: Tx, entry: CommunityListing) => Promise<T>): Promise<T> {
    const [key] = await this.dataSource.query<{id: string; council_id: string; expires_at: Date}[]>(
      `SELECT * FROM community_by_key($1)`,
      [keyHash(token)],
    );
    if (!key || key.expires_at <= this.clock.now()) throw linkGone();
    return this.uow.run(key.council_id, async (tx) => {
      const entry = await tx.findOne(CommunityListing, {where: {id: key.id}, lock: {mode: 'pessimistic_write'}});
      if (!entry || entry.state === 'archived') throw linkGone();
      return work(tx, entry);
    });
  }

  private async told(tx: Tx, {councilId, id}: CommunityListing, action: string): Promise<void> {
    await this.audit.record(tx, {councilId, action, subject: {kind: 'community_listing', id}, after: {by: 'link'}});
  }
}

function managed(entry: CommunityListing): ManagedCommunity {
  const {id, councilId, state, claimedAt, proposed, reason, held} = entry;
  return {
    id,
    councilId,
    state,
    claimed: claimedAt !== null,
    waits: proposed !== null,
    reason,
    held,
    text: proposed ?? textOf(entry),
  };
}

/** An entry as its form shows it. */
export function textOf(entry: CommunityListing): CommunityText {
  const {sort, name, summary, about, services, needs, languages, times, place, howToJoin, cost, reachKm} = entry;
  const {phone, email, website, contactConsentOn} = entry;
  return {
    ...{sort, name, summary, about, services, needs, languages, times, place, howToJoin, cost, reachKm},
    ...{phone, email, website, contactPublic: contactConsentOn !== null},
    postcode: entry.postcode ?? entry.outcode,
  };
}
