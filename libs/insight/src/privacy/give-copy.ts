import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Councils, Names, type Principal} from '@app/identity';
import {Clock, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DataRequest} from './data-request.entity.js';
import {personRecord, type PersonRecord} from './person-record.js';
import {ReadProcessing} from './read-processing.js';
import {choicesOf} from './review-access.js';

/** Gives somebody the copy of their record that was released; what is new since then and tells of others is left out. */
@Injectable()
export class GiveCopy {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly councils: Councils,
    private readonly processing: ReadProcessing,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** One's own, or for whoever answers requests, to send it on paper. @throws NOT_FOUND also before it is released */
  async run(principal: Principal, id: string, format: string): Promise<PersonRecord> {
    const council = await this.councils.one(principal.councilId);
    const processing = await this.processing.notice(principal.councilId);
    return this.uow.run(principal.councilId, async (tx) => {
      const request = await tx.findOneBy(DataRequest, {id, kind: 'access'});
      const may = request?.personId === principal.personId || principal.permissions.has('privacy:manage');
      if (!request?.closedAt || request.outcome === 'refused' || !may) throw notFound('copy');
      const person = {
        id: request.personId,
        name: (await this.names.of(tx, [request.personId])).get(request.personId) ?? '',
      };
      const about = {person, council: council.name, madeAt: this.clock.now()};
      const record = await personRecord(tx, this.names, about, processing, await choicesOf(tx, id));
      const subject = {kind: 'data_request', id};
      await this.audit.record(tx, {...by(principal), action: 'person_record.copied', subject, after: {format}});
      return record;
    });
  }
}
