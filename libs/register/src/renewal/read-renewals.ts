import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {addDays, Clock, londonDay, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {comingTerms} from '../applications/coming-terms.js';
import {checklists} from '../applications/checklist.js';
import type {Member} from '../members/member.entity.js';
import {Members} from '../members/members.js';
import type {Circumstance} from '../scheme/requirement-kinds.js';
import {versionInForce} from '../scheme/scheme-in-force.js';
import {loadTellingEvidence} from '../standing/load-history.js';
import type {RequirementState} from '../standing/requirement-state.js';
import type {Standing} from '../standing/standing.js';
import {Standings} from '../standing/standings.js';
import type {Showing} from './renewal.entity.js';
import {RenewalRules} from './renewal-rules.js';

export interface OwnRequirement {
  state: RequirementState;
  /** Whether its renewal is open: it lapses within the days configured, or has lapsed. */
  open: boolean;
  /** What they have said of how the council can see the new one. */
  asked: {how: Showing; readyOn: Day} | null;
}

/** What a member sees of their own place on the register. */
export interface OwnRenewals {
  memberId: string;
  /** Under which they are approved. */
  applicationId: string;
  name: string;
  scheme: string;
  standing: Pick<Standing, 'listed' | 'lapsesOn'>;
  requirements: OwnRequirement[];
  opensDays: number;
  /** The scheme has a newer version than the one they were approved under. */
  newer: boolean;
  /** A newer version will take them over, and asks for what they do not hold; null when none will. */
  coming: {from: Day; titles: string[]} | null;
}

/** What lapses and when, for the member: what is asked again is only what lapses. */
@Injectable()
export class ReadRenewals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly standings: Standings,
    private readonly rules: RenewalRules,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /** Of every approved member that the caller is or may act for. */
  mine(principal: Principal): Promise<OwnRenewals[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const found: OwnRenewals[] = [];
      for (const member of await this.members.actedForBy(tx, principal.personId)) {
        const own = await this.of(tx, member);
        if (own) found.push(own);
      }
      return found;
    });
  }

  /** Null when they were never approved. */
  async of(tx: Tx, member: Member): Promise<OwnRenewals | null> {
    const today = londonDay(this.clock.now());
    const [row] = await tx.query<Approved[]>(APPROVED, [member.id, today]);
    if (!row) return null;
    const {opensDays} = await this.rules.on(tx, today);
    const standing = (await this.standings.current(tx, [member.id])).get(member.id);
    const states = (await checklists(tx, [row], today)).get(row.id) ?? [];
    const evidence = (await loadTellingEvidence(tx, [member.id], today)).get(member.id) ?? [];
    const coming = await comingTerms(tx, row, {evidence}, today);
    const asked = await tx.query<{requirement: string; lapsesOn: Day | null; how: Showing; readyOn: Day}[]>(
      `SELECT requirement, lapses_on AS "lapsesOn", how, ready_on AS "readyOn" FROM renewal_request WHERE member_id = $1`,
      [member.id],
    );
    const subject = String(member.personId ?? member.organisationId);
    const current = await versionInForce(tx, member.kind, today, row.schemeId).catch(() => null);
    return {
      memberId: member.id,
      applicationId: row.id,
      name: (await this.names.of(tx, [subject])).get(subject) ?? '',
      scheme: row.scheme,
      standing: {listed: standing?.listed ?? false, lapsesOn: standing?.lapsesOn ?? null},
      requirements: states.map((state) => {
        const request = asked.find((each) => each.requirement === state.terms.code && each.lapsesOn === state.lapsesOn);
        return {
          state,
          open: !state.met || (state.lapsesOn !== null && state.lapsesOn <= addDays(today, opensDays)),
          asked: request ? {how: request.how, readyOn: request.readyOn} : null,
        };
      }),
      opensDays,
      newer: current !== null && current.id !== row.schemeVersionId,
      coming: coming && {from: coming.from, titles: coming.requirements.map((each) => each.terms.title)},
    };
  }
}

interface Approved {
  id: string;
  memberId: string;
  schemeVersionId: string;
  circumstances: Circumstance[];
  schemeId: string;
  scheme: string;
}

const APPROVED = `
  SELECT a.id, a.member_id AS "memberId", a.scheme_version_id AS "schemeVersionId", a.circumstances,
         s.id AS "schemeId", s.name AS scheme
  FROM decision d JOIN application a ON a.id = d.application_id
  JOIN scheme_version v ON v.id = a.scheme_version_id JOIN scheme s ON s.id = v.scheme_id
  WHERE d.member_id = $1 AND d.outcome IN ('approved', 'approved_with_conditions') AND d.effective_on <= $2
  ORDER BY d.effective_on DESC, d.decided_at DESC, d.id DESC LIMIT 1`;
