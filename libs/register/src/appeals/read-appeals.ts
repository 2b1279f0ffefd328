import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {forbidden} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {isStaff} from '../applications/application-access.js';
import {Members} from '../members/members.js';
import {AppealAccess} from './appeal-access.js';
import type {AppealView} from './appeal-view.js';

const MOST = 200;

/** Appeals: the council's open ones, the soonest to be answered first; whoever appealed reads their own. */
@Injectable()
export class ReadAppeals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: AppealAccess,
    private readonly members: Members,
    private readonly names: Names,
  ) {}

  /** The council's open ones; for anybody else their own, in every state. */
  list(principal: Principal): Promise<AppealView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      if (isStaff(principal)) return this.views(tx, `p.state IN ('received', 'in_review')`, [], true);
      const own = (await this.members.actedForBy(tx, principal.personId)).map((each) => each.id);
      return this.views(tx, `p.member_id = ANY ($1)`, [own], false);
    });
  }

  /** @throws NOT_FOUND */
  one(principal: Principal, id: string): Promise<AppealView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {as} = await this.access.open(tx, principal, id, {lock: false});
      const [view] = await this.views(tx, `p.id = $1`, [id], as === 'council');
      if (!view) throw forbidden('You do not have permission to do this.');
      return view;
    });
  }

  /** Of a member, for whoever has seen to it that they may be read; without names of staff. */
  ofMember(tx: Tx, memberId: string): Promise<AppealView[]> {
    return this.views(tx, `p.member_id = $1`, [memberId], false);
  }

  private async views(tx: Tx, where: string, values: unknown[], staff: boolean): Promise<AppealView[]> {
    const rows = await tx.query<Row[]>(`${APPEALS} WHERE ${where} ORDER BY p.answer_by, p.id LIMIT ${MOST}`, values);
    const names = await this.names.of(
      tx,
      rows.flatMap((row) => [row.subjectId, row.handlerId ?? []].flat()),
    );
    return rows.map(({memberId, subjectId, handlerId, ...row}) => ({
      ...row,
      member: {id: memberId, name: names.get(subjectId) ?? ''},
      handledBy: staff && handlerId ? {id: handlerId, name: names.get(handlerId) ?? ''} : null,
    }));
  }
}

interface Row extends Omit<AppealView, 'member' | 'handledBy'> {
  memberId: string;
  subjectId: string;
  handlerId: string | null;
}

const APPEALS = `
  SELECT p.id, p.against, c.text, p.state, p.grounds, p.channel, p.received_on AS "receivedOn",
         p.answer_by AS "answerBy", p.outcome, p.effect, p.reasons, p.decided_at AS "decidedAt",
         p.member_id AS "memberId", p.handled_by AS "handlerId", coalesce(m.person_id, m.organisation_id) AS "subjectId",
         latest.id AS "applicationId"
  FROM appeal p JOIN member m ON m.id = p.member_id
  LEFT JOIN approval_condition c ON c.id = p.condition_id
  CROSS JOIN LATERAL (
    SELECT a.id FROM application a LEFT JOIN decision d ON d.id = p.decision_id
    WHERE a.member_id = p.member_id ORDER BY a.id = d.application_id DESC NULLS LAST, a.opened_at DESC, a.id DESC LIMIT 1
  ) latest`;
