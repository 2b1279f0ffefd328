import {Injectable} from '@nestjs/common';
import {AuditTrail, type Principal} from '@app/identity';
import {invalid, type FieldError} from '@app/kernel';
import {Outbox, UnitOfWork} from '@app/platform';
import {COMPLAINT_ABOUT, type ComplaintAbout} from './complaint.entity.js';

export const COMPLAINT_MADE = 'complaint.made';

export interface NewComplaint {
  about: ComplaintAbout;
  text: string;
  wants?: string | null | undefined;
  name: string;
  /** How they want to be answered: an e-mail address, a telephone number, an address. */
  contact: string;
}

/** Takes a complaint from anybody to the council's officers. */
@Injectable()
export class MakeComplaint {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** @throws VALIDATION_FAILED */
  async run(councilId: string, principal: Principal | null, complaint: NewComplaint): Promise<void> {
    requireSound(complaint);
    const personId = principal?.councilId === councilId ? principal.personId : null;
    await this.uow.run(councilId, async (tx) => {
      const [row] = await tx.query<{id: string}[]>(
        `INSERT INTO complaint (council_id, name, contact, about, text, wants, made_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [
          ...[councilId, complaint.name.trim(), complaint.contact.trim(), complaint.about, complaint.text.trim()],
          ...[complaint.wants?.trim() || null, personId],
        ],
      );
      const {id} = row as {id: string};
      const entry = {councilId, actorId: personId ?? undefined, after: {about: complaint.about}};
      await this.audit.record(tx, {...entry, action: 'complaint.made', subject: {kind: 'complaint', id}});
      await this.outbox.publish(tx, councilId, COMPLAINT_MADE, id);
    });
  }
}

function requireSound({about, text, wants, name, contact}: NewComplaint): void {
  const errors: FieldError[] = [];
  const words = (field: string, value: string | null | undefined, most: number, what: string, needed = true) => {
    if (needed && !value?.trim()) errors.push({field, message: `Say ${what}.`});
    if (value && value.length > most) errors.push({field, message: `Say ${what} in ${most} characters or fewer.`});
  };
  if (!COMPLAINT_ABOUT.includes(about)) {
    errors.push({field: 'about', message: `Choose one of ${COMPLAINT_ABOUT.join(', ')}.`});
  }
  words('text', text, 4_000, 'what went wrong');
  words('wants', wants, 1_000, 'what would put it right', false);
  words('name', name, 200, 'your name');
  words('contact', contact, 200, 'how we can answer you');
  if (errors.length) throw invalid(errors);
}
