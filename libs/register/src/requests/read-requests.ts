import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess} from '../applications/application-access.js';
import {ApplicationRequest} from './application-request.entity.js';

export interface RequestView {
  id: string;
  requirement: string | null;
  text: string;
  askedAt: Date;
  answer: string | null;
  answeredAt: Date | null;
  /** Null for whoever applied: names of staff are the council's. */
  askedBy: {id: string; name: string} | null;
}

/** What was asked of an applicant, what is still open first, then the newest. */
@Injectable()
export class ReadRequests {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly names: Names,
  ) {}

  /** @throws NOT_FOUND */
  run(principal: Principal, applicationId: string): Promise<RequestView[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {as} = await this.access.open(tx, principal, applicationId, {lock: false});
      return this.of(tx, applicationId, as);
    });
  }

  /** For whoever has seen to it that the application may be read. */
  async of(tx: Tx, applicationId: string, as: 'council' | 'applicant'): Promise<RequestView[]> {
    const requests = await tx
      .createQueryBuilder(ApplicationRequest, 'request')
      .where({applicationId})
      .orderBy('request.answeredAt IS NOT NULL')
      .addOrderBy('request.id', 'DESC')
      .getMany();
    const names =
      as === 'council'
        ? await this.names.of(
            tx,
            requests.map(({askedBy}) => askedBy),
          )
        : null;
    return requests.map(({id, requirement, text, askedBy, askedAt, answer, answeredAt}) => ({
      id,
      requirement,
      text,
      askedAt,
      answer,
      answeredAt,
      askedBy: names && {id: askedBy, name: names.get(askedBy) ?? ''},
    }));
  }
}
