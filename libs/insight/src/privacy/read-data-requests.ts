import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {DataRequest} from './data-request.entity.js';
import {requireGovernance} from './others-request.js';
import type {Choice} from './person-record.js';

export interface DataRequestView extends Omit<DataRequest, 'councilId' | 'personId'> {
  person: {id: string; name: string};
  /** What was decided of each kind of information, for one that asks for erasure. */
  decisions: Choice[];
}

const MOST = 200;

/** Requests about people's own information: one's own, and for whoever answers them. */
@Injectable()
export class ReadDataRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
  ) {}

  /** One's own, the newest first. */
  mine(principal: Principal): Promise<DataRequestView[]> {
    return this.uow.run(principal.councilId, async (tx) =>
      this.named(tx, await tx.find(DataRequest, {where: {personId: principal.personId}, order: {id: 'DESC'}})),
    );
  }

  /** Those that wait first, the soonest due before the others. @throws FORBIDDEN */
  list(principal: Principal): Promise<DataRequestView[]> {
    requireGovernance(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const order = {closedAt: {direction: 'DESC', nulls: 'FIRST'}, dueOn: 'ASC', id: 'ASC'} as const;
      return this.named(tx, await tx.find(DataRequest, {order, take: MOST}));
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  one(principal: Principal, id: string): Promise<DataRequestView> {
    requireGovernance(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [view] = await this.named(tx, await tx.findBy(DataRequest, {id}));
      if (!view) throw notFound('request');
      return view;
    });
  }

  private async named(tx: Tx, requests: readonly DataRequest[]): Promise<DataRequestView[]> {
    const names = await this.names.of(
      tx,
      requests.map((each) => each.personId),
    );
    const erasures = requests.filter((each) => each.kind === 'erasure').map((each) => each.id);
    const decisions = await tx.query<(Choice & {requestId: string})[]>(
      `SELECT request_id AS "requestId", part, choice, reason FROM data_request_choice
       WHERE request_id = ANY($1) ORDER BY id`,
      [erasures],
    );
    return requests.map(({councilId: _, personId, ...request}) => ({
      ...request,
      person: {id: personId, name: names.get(personId) ?? ''},
      decisions: decisions.filter((each) => each.requestId === request.id).map(({requestId: __, ...each}) => each),
    }));
  }
}
