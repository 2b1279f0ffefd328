import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {forbidden, notFound} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {IsNull} from 'typeorm';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import {Enquiry, type EnquiryChannel, type EnquirySource} from './enquiry.entity.js';

export interface EnquiryView {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  wants: MemberKind;
  source: EnquirySource;
  note: string | null;
  channel: EnquiryChannel;
  receivedAt: Date;
  applicationId: string | null;
}

/** Enquiries as the council's officers work through them. */
@Injectable()
export class Enquiries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Those without an application first, the longest waiting before the others. @throws FORBIDDEN */
  list(principal: Principal, page: number, perPage: number): Promise<{items: EnquiryView[]; total: number}> {
    requireOfficer(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const [items, total] = await tx.findAndCount(Enquiry, {
        where: {emptiedAt: IsNull()},
        order: {applicationId: {direction: 'ASC', nulls: 'FIRST'}, receivedAt: 'ASC', id: 'ASC'},
        skip: (page - 1) * perPage,
        take: perPage,
      });
      return {items, total};
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async one(principal: Principal, id: string): Promise<EnquiryView> {
    requireOfficer(principal);
    const found = await this.uow.run(principal.councilId, (tx) => tx.findOneBy(Enquiry, {id}));
    if (!found) throw notFound('enquiry');
    return found;
  }

  /** Says which application came of it. @throws FORBIDDEN, NOT_FOUND */
  async became(principal: Principal, id: string, applicationId: string): Promise<void> {
    requireOfficer(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOne(Enquiry, {where: {id}, lock: {mode: 'pessimistic_write'}});
      if (!found) throw notFound('enquiry');
      await tx.update(Enquiry, {id}, {applicationId});
      await this.audit.record(tx, {
        ...by(principal),
        action: 'enquiry.applied',
        subject: {kind: 'enquiry', id},
        after: {applicationId},
      });
    });
  }
}

function requireOfficer(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}
