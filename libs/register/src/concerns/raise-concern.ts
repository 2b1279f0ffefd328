import {Injectable} from '@nestjs/common';
import {AuditTrail, type Principal} from '@app/identity';
import {invalid, type FieldError} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {Members} from '../members/members.js';
import {
  CONTACT_SAFE,
  REPORTER_LINKS,
  TOLD,
  type ConcernSource,
  type ContactSafe,
  type ReporterLink,
  type ToldThem,
} from './concern.entity.js';
import {SafeguardingPolicies} from './safeguarding-policies.js';

export const CONCERN_RAISED = 'concern.raised';

export interface RaisedConcern {
  /** Whom they are worried about, as they would know them. */
  about: string;
  text: string;
  /** Who may be the cause. */
  cause?: string | null | undefined;
  wishes?: string | null | undefined;
  told: ToldThem;
  contactSafe: ContactSafe;
  link: ReporterLink;
  /** Both null for somebody who stays unnamed. */
  reporter?: string | null | undefined;
  reporterContact?: string | null | undefined;
}

/** The profile that it came from, and whose it is. */
export interface ConcernedListing {
  listingId: string;
  memberId: string;
}

/**
 * Takes a concern from anybody, signed in or not, to the safeguarding team and to nobody else. It answers nothing, so
 * whoever raises one learns nothing about anybody.
 */
@Injectable()
export class RaiseConcern {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly policies: SafeguardingPolicies,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws VALIDATION_FAILED */
  async run(
    councilId: string,
    principal: Principal | null,
    concern: RaisedConcern,
    listing: ConcernedListing | null = null,
  ): Promise<void> {
    const {unnamed} = await this.policies.of(councilId);
    requireSound(concern, unnamed);
    // Who stays unnamed is unnamed in every record, also when they are signed in.
    const personId = concern.reporter && principal?.councilId === councilId ? principal.personId : null;
    await this.uow.run(councilId, async (tx) => {
      const known = listing && (await this.members.byId(tx, listing.memberId)) ? listing : null;
      await this.keep(tx, councilId, personId, {...concern, source: 'form'}, known);
    });
  }

  /** One that came as something else: whoever passes it on is in the trail, whoever wrote it is not. */
  async fromComplaint(
    tx: Tx,
    principal: Principal,
    {text, wants, name, contact}: {text: string; wants: string | null; name: string; contact: string},
  ): Promise<void> {
    const concern = {text, wishes: wants, reporter: name, reporterContact: contact, source: 'complaint'} as const;
    await this.keep(tx, principal.councilId, principal.personId, concern, null);
  }

  private async keep(
    tx: Tx,
    councilId: string,
    personId: string | null,
    concern: Partial<RaisedConcern> & {text: string; source: ConcernSource},
    listing: ConcernedListing | null,
  ): Promise<void> {
    const text = (value: string | null | undefined) => (value?.trim() ? value.trim() : null);
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO concern (council_id, source, member_id, listing_id, about, cause, text, wishes, told, contact_safe,
                            reporter_link, reporter, reporter_contact, recorded_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id`,
      [
        ...[councilId, concern.source, listing?.memberId ?? null, listing?.listingId ?? null],
        ...[text(concern.about), text(concern.cause), concern.text.trim(), text(concern.wishes)],
        ...[concern.told ?? null, concern.contactSafe ?? null, concern.link ?? null],
        ...[text(concern.reporter), text(concern.reporterContact), personId],
      ],
    );
    const {id} = row as {id: string};
    const entry = {councilId, actorId: personId ?? undefined, after: {source: concern.source}};
    await this.audit.record(tx, {...entry, action: 'concern.recorded', subject: {kind: 'concern', id}});
    await this.outbox.publish(tx, councilId, CONCERN_RAISED, id);
  }
}

function requireSound(concern: RaisedConcern, unnamed: boolean): void {
  const errors: FieldError[] = [];
  const words = (field: string, value: string | null | undefined, most: number, what: string, needed = false) => {
    if (needed && !value?.trim()) errors.push({field, message: `Say ${what}.`});
    if (value && value.length > most) errors.push({field, message: `Say ${what} in ${most} characters or fewer.`});
  };
  words('about', concern.about, 300, 'whom you are worried about', true);
  words('text', concern.text, 4_000, 'what worries you', true);
  words('cause', concern.cause, 300, 'who may be the cause');
  words('wishes', concern.wishes, 1_000, 'what they would like to happen');
  words('reporter', concern.reporter, 200, 'your name', !unnamed || Boolean(concern.reporterContact?.trim()));
  words('reporter_contact', concern.reporterContact, 200, 'how we can reach you', !unnamed);
  if (!TOLD.includes(concern.told)) errors.push({field: 'told', message: 'Say whether they know.'});
  if (!CONTACT_SAFE.includes(concern.contactSafe)) {
    errors.push({field: 'contact_safe', message: 'Say whether it is safe to contact them.'});
  }
  if (!REPORTER_LINKS.includes(concern.link)) errors.push({field: 'link', message: 'Say how you know them.'});
  if (errors.length) throw invalid(errors);
}
