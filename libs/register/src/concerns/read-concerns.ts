import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {In, IsNull, Not} from 'typeorm';
import {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import {Suspension} from '../suspension/suspension.entity.js';
import type {EntryFact, EntryKind} from './concern-entry.entity.js';
import {Concern, type ConcernSource, type ContactSafe, type ReporterLink, type ToldThem} from './concern.entity.js';
import {requireReader} from './others-concern.js';

export interface ConcernView {
  id: string;
  source: ConcernSource;
  /** Null when it is about nobody on the register. */
  member: {id: string; name: string} | null;
  listingId: string | null;
  /** Null for somebody unnamed or not signed in. */
  recordedBy: string | null;
  recordedAt: Date;
  /** The listing came down with it, and is down now. */
  suspended: boolean;
  closedAt: Date | null;
}

export interface ConcernEntryView {
  kind: EntryKind;
  fact: EntryFact | null;
  onDay: Day;
  text: string | null;
  recordedBy: string;
  recordedAt: Date;
}

export interface ConcernText extends ConcernView {
  text: string;
  about: string | null;
  cause: string | null;
  wishes: string | null;
  told: ToldThem | null;
  contactSafe: ContactSafe | null;
  reporter: string | null;
  reporterContact: string | null;
  reporterLink: ReporterLink | null;
  closingNote: string | null;
  /** What was done since, in order. */
  entries: ConcernEntryView[];
}

/** Concerns, for the safeguarding team; never one's own. Each reading is on record. */
@Injectable()
export class ReadConcerns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly names: Names,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * What is open, or what is closed, the newest first, without what it says.
   * @throws FORBIDDEN
   */
  list(principal: Principal, which: 'open' | 'closed' = 'open'): Promise<ConcernView[]> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const where = {closedAt: which === 'open' ? IsNull() : Not(IsNull())};
      const concerns = await tx.find(Concern, {where, order: {id: 'DESC'}, take: 200});
      const views = await this.views(tx, principal, concerns);
      await this.audit.recordAll(
        tx,
        views.map(({id}) => ({...by(principal), action: 'concern.listed', subject: {kind: 'concern', id}})),
      );
      return views;
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND also for one's own: that there is one is part of it */
  one(principal: Principal, id: string): Promise<ConcernText> {
    requireReader(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const concern = await tx.findOneBy(Concern, {id});
      const [view] = concern ? await this.views(tx, principal, [concern]) : [];
      const [texts] = await tx.query<Omit<ConcernText, keyof ConcernView | 'entries'>[]>(
        `SELECT text, about, cause, wishes, told, contact_safe AS "contactSafe", reporter,
                reporter_contact AS "reporterContact", reporter_link AS "reporterLink", closing_note AS "closingNote"
         FROM concern WHERE id = $1`,
        [id],
      );
      if (!view || !texts) throw notFound('concern');
      await this.audit.record(tx, {...by(principal), action: 'concern.read', subject: {kind: 'concern', id}});
      return {...view, ...texts, entries: await this.entries(tx, id)};
    });
  }

  private async entries(tx: Tx, id: string): Promise<ConcernEntryView[]> {
    const rows = await tx.query<ConcernEntryView[]>(
      `SELECT kind, fact, on_day AS "onDay", text, recorded_by AS "recordedBy", recorded_at AS "recordedAt"
       FROM concern_entry WHERE concern_id = $1 ORDER BY id`,
      [id],
    );
    const names = await this.names.of(
      tx,
      rows.map((row) => row.recordedBy),
    );
    return rows.map((row) => ({...row, recordedBy: names.get(row.recordedBy) ?? ''}));
  }

  private async views(tx: Tx, principal: Principal, concerns: readonly Concern[]): Promise<ConcernView[]> {
    const own = new Set((await this.members.actedForBy(tx, principal.personId)).map((each) => each.id));
    const others = concerns.filter((each) => !each.memberId || !own.has(each.memberId));
    const members = await tx.findBy(Member, {id: In(others.map((each) => each.memberId))});
    const down = await tx.findBy(Suspension, {id: In(others.map((each) => each.suspensionId)), endsAt: IsNull()});
    const subjectOf = new Map(members.map((each) => [each.id, String(each.personId ?? each.organisationId)]));
    const people = others.flatMap((each) => each.recordedBy ?? []);
    const names = await this.names.of(tx, [...subjectOf.values(), ...people]);
    return others.map(({id, source, memberId, listingId, recordedBy, recordedAt, suspensionId, closedAt}) => ({
      ...{id, source, listingId, recordedAt, closedAt},
      member: memberId && {id: memberId, name: names.get(subjectOf.get(memberId) ?? '') ?? ''},
      recordedBy: recordedBy && (names.get(recordedBy) ?? ''),
      suspended: down.some((each) => each.id === suspensionId),
    })) as ConcernView[];
  }
}
