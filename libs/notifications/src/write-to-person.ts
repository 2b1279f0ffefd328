import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid, type FieldError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {Notices} from './notices.js';
import {requireStaff, WhoseContact} from './preferences/whose-contact.js';

const LONGEST_SUBJECT = 150;

/** Staff write to one person in their own words; it goes on the ways that the person chose. */
@Injectable()
export class WriteToPerson {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly whose: WhoseContact,
    private readonly notices: Notices,
  ) {}

  /**
   * @param once what makes it the same message when it is sent twice
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MESSAGE_TOO_LONG
   */
  async run(
    principal: Principal,
    personId: string,
    message: {subject: string; text: string},
    once: string,
  ): Promise<void> {
    requireStaff(principal);
    const [subject, text] = [message.subject.trim(), message.text.trim()];
    const errors: FieldError[] = [];
    if (!subject || subject.length > LONGEST_SUBJECT || /\p{Cc}/u.test(subject)) {
      errors.push({
        field: 'subject',
        message: `Enter what it is about, on one line of up to ${LONGEST_SUBJECT} characters`,
      });
    }
    if (!text) errors.push({field: 'text', message: 'Enter what you want to say'});
    if (errors.length) throw invalid(errors);
    const {councilId, councilName, name} = principal;
    await this.uow.run(councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      const told = await this.notices.tell(tx, {
        councilId,
        to: {personId},
        template: 'from_council',
        data: {subject, text, writer: `${name}, ${councilName}`},
        key: `written:${principal.personId}:${once}`.slice(0, 200),
      });
      if (!told) return;
      await this.audit.record(tx, {
        ...by(principal),
        action: 'person.written_to',
        subject: {kind: 'person', id: personId},
      });
    });
  }
}
