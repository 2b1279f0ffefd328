import {Injectable} from '@nestjs/common';
import type {Principal} from '@app/identity';
import {Clock, londonDay, notFound, type Day} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import type {MemberKind, RequirementTerms, SchemeKind} from './requirement-kinds.js';
import {requirementsOf} from './scheme-in-force.js';

/** `in_force`: whoever applies today applies under it. `past`: only those who were approved under it stand by it. */
export type VersionState = 'planned' | 'in_force' | 'past';

export interface SchemeVersionView {
  id: string;
  scheme: {id: string; name: string; kind: SchemeKind};
  memberKind: MemberKind;
  startsOn: Day;
  membersFrom: Day | null;
  state: VersionState;
  /** How many applications were ever made under it. */
  applications: number;
  /** Not started, so it can be taken back. */
  mayWithdraw: boolean;
  requirements: RequirementTerms[];
}

/** A council's registers, and what each asked, asks and will ask of whom. */
@Injectable()
export class ListSchemes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** By scheme, then kind of member, the newest version first. */
  run(principal: Principal): Promise<SchemeVersionView[]> {
    return this.uow.run(principal.councilId, (tx) => this.versions(tx, null));
  }

  /** @throws NOT_FOUND */
  async one(principal: Principal, versionId: string): Promise<SchemeVersionView> {
    const [version] = await this.uow.run(principal.councilId, (tx) => this.versions(tx, versionId));
    if (!version) throw notFound('version');
    return version;
  }

  private async versions(tx: Tx, only: string | null): Promise<SchemeVersionView[]> {
    const rows = await tx.query<Row[]>(
      `SELECT * FROM (
         SELECT v.id, s.id AS "schemeId", s.name, s.kind, v.member_kind AS "memberKind", v.starts_on AS "startsOn",
                v.members_from AS "membersFrom",
                CASE WHEN v.starts_on > $1 THEN 'planned'
                     WHEN v.starts_on = max(v.starts_on) FILTER (WHERE v.starts_on <= $1)
                                          OVER (PARTITION BY v.scheme_id, v.member_kind) THEN 'in_force'
                     ELSE 'past' END AS state
         FROM scheme_version v JOIN scheme s ON s.id = v.scheme_id
       ) v
       CROSS JOIN LATERAL (
         SELECT count(*)::int AS applications FROM application a WHERE a.scheme_version_id = v.id
       ) used
       WHERE $2::uuid IS NULL OR v.id = $2
       ORDER BY v.name, v."memberKind", v."startsOn" DESC, v.id`,
      [londonDay(this.clock.now()), only],
    );
    const terms = await requirementsOf(
      tx,
      rows.map((row) => row.id),
    );
    return rows.map(({schemeId, name, kind, ...row}) => ({
      ...row,
      scheme: {id: schemeId, name, kind},
      mayWithdraw: row.state === 'planned',
      requirements: terms.get(row.id) ?? [],
    }));
  }
}

interface Row extends Omit<SchemeVersionView, 'scheme' | 'requirements' | 'mayWithdraw'> {
  schemeId: string;
  name: string;
  kind: SchemeKind;
}
