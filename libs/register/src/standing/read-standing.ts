import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {Clock, invalid, londonDay, type Day} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Application} from '../applications/application.entity.js';
import {Members} from '../members/members.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import {othersMember} from '../suspension/suspend-member.js';
import type {Standing} from './standing.js';
import {Standings} from './standings.js';

export interface StandingView {
  member: {id: string; kind: MemberKind; name: string};
  on: Day;
  /** By all that is on record now. */
  standing: Standing;
  /** By what was on record then; null where nobody asked. */
  known: {at: Date; standing: Standing} | null;
  /** Their latest, where there is one. */
  applicationId: string | null;
}

/** Was this member accredited on a day, and what did the council know of it at an instant? For the council's staff. */
@Injectable()
export class ReadStanding {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly members: Members,
    private readonly standings: Standings,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Today's when no day is given. Whoever is told why somebody is not listed is written down.
   * @throws NOT_FOUND, FOUR_EYES for oneself, VALIDATION_FAILED
   */
  run(principal: Principal, memberId: string, day: Day | null, knownAt: Date | null): Promise<StandingView> {
    const on = day ?? londonDay(this.clock.now());
    if (on < EARLIEST || on > LATEST) throw invalid({field: 'on', message: 'Give a day from 2000 to 2199.'});
    return this.uow.run(principal.councilId, async (tx) => {
      const member = await othersMember(tx, this.members, principal, memberId);
      const [standing, then] = await Promise.all([
        this.standings.onDay(tx, memberId, on),
        knownAt && this.standings.onDay(tx, memberId, on, knownAt),
      ]);
      const known = knownAt && then && {at: knownAt, standing: then};
      if ([standing, known?.standing].some((each) => each && each.reasons.length > 0)) {
        await this.audit.record(tx, {
          ...by(principal),
          action: 'standing.viewed',
          subject: {kind: 'member', id: memberId},
          after: {on, knownAt: knownAt?.toISOString() ?? null},
        });
      }
      const names = await this.names.of(tx, [String(member.personId ?? member.organisationId)]);
      const [latest] = await tx.find(Application, {where: {memberId}, order: {openedAt: 'DESC', id: 'DESC'}, take: 1});
      const whose = {id: memberId, kind: member.kind, name: [...names.values()][0] ?? ''};
      return {member: whose, on, standing, known, applicationId: latest?.id ?? null};
    });
  }
}

const EARLIEST: Day = '2000-01-01';
const LATEST: Day = '2199-12-31';
