import {Injectable} from '@nestjs/common';
import {AuditTrail, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, type FieldError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {isEmail} from 'class-validator';
import {MEMBER_KINDS, type MemberKind} from '../scheme/requirement-kinds.js';
import {ENQUIRY_CHANNELS, ENQUIRY_SOURCES, type EnquiryChannel, type EnquirySource} from './enquiry.entity.js';

export interface NewEnquiry {
  name: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  wants: MemberKind;
  source: EnquirySource;
  note?: string | null | undefined;
}

const PHONE = /^[+()\d\s-]{7,30}$/;

/** Keeps an enquiry: sent by anybody, or written down by an officer who was rung or met. */
@Injectable()
export class RecordEnquiry {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** It answers nothing: whoever sends one learns nothing of who asked before. @throws VALIDATION_FAILED */
  async fromPage(councilId: string, enquiry: NewEnquiry): Promise<void> {
    await this.keep(councilId, enquiry, 'online', null);
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  async byOfficer(principal: Principal, enquiry: NewEnquiry, channel: EnquiryChannel): Promise<string> {
    if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
    if (channel === 'online' || !ENQUIRY_CHANNELS.includes(channel)) {
      throw invalid({field: 'channel', message: 'Choose how they asked: phone, event, meeting or paper.'});
    }
    return this.keep(principal.councilId, enquiry, channel, principal.personId);
  }

  private async keep(
    councilId: string,
    enquiry: NewEnquiry,
    channel: EnquiryChannel,
    recordedBy: string | null,
  ): Promise<string> {
    requireSound(enquiry);
    const text = (value: string | null | undefined) => (value?.trim() ? value.trim() : null);
    return this.uow.run(councilId, async (tx) => {
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO enquiry (council_id, name, email, phone, wants, source, note, channel, recorded_by, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [
          councilId,
          enquiry.name.normalize('NFC').trim(),
          text(enquiry.email),
          text(enquiry.phone),
          enquiry.wants,
          enquiry.source,
          text(enquiry.note),
          channel,
          recordedBy,
          this.clock.now(),
        ],
      );
      const {id} = row as {id: string};
      await this.audit.record(tx, {
        councilId,
        actorId: recordedBy ?? undefined,
        action: 'enquiry.received',
        subject: {kind: 'enquiry', id},
        after: {channel, source: enquiry.source},
      });
      return id;
    });
  }
}

function requireSound({name, email, phone, wants, source, note}: NewEnquiry): void {
  const errors: FieldError[] = [];
  const refuse = (field: string, message: string) => errors.push({field, message});
  if (!/\S/.test(name) || name.length > 200) refuse('name', 'Enter a name of up to 200 characters.');
  if (!email && !phone) refuse('email', 'Enter an e-mail address or a telephone number, so that we can answer.');
  if (email && !isEmail(email.trim())) refuse('email', 'Enter an e-mail address, like name@example.com.');
  if (phone && !PHONE.test(phone)) refuse('phone', 'Enter a telephone number, like 0115 496 0123.');
  if (!MEMBER_KINDS.includes(wants)) refuse('wants', `Choose one of ${MEMBER_KINDS.join(', ')}.`);
  if (!ENQUIRY_SOURCES.includes(source)) refuse('source', `Choose one of ${ENQUIRY_SOURCES.join(', ')}.`);
  if (note && note.length > 1_000) refuse('note', 'Write up to 1000 characters.');
  if (errors.length) throw invalid(errors);
}
