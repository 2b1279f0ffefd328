import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, type FieldError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {isUUID} from 'class-validator';
import {CouncilSending} from './council-sending.entity.js';
import {Senders} from './senders.js';

export interface SendingSettings {
  reference: string;
  emailTemplate: string | null;
  smsTemplate: string | null;
  letters: string;
}

export interface SendingState extends SendingSettings {
  haltedAt: Date | null;
  haltedWhy: string | null;
  since: Date | null;
  /** Whether the environment holds a key, and a token for receipts, under the reference. */
  hasKey: boolean;
  hasToken: boolean;
}

/** Through what a council sends: for its administrator. Keys are never typed here. */
@Injectable()
export class SetUpSending {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly senders: Senders,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  read(principal: Principal): Promise<SendingState | null> {
    requireAllowed(principal);
    return this.uow.run(principal.councilId, async (tx) => {
      const found = await tx.findOneBy(CouncilSending, {councilId: principal.councilId});
      if (!found) return null;
      return {...found, hasKey: this.senders.hasKey(found.reference), hasToken: this.senders.hasToken(found.reference)};
    });
  }

  /** Also tries again where the service had refused the key. @throws FORBIDDEN, VALIDATION_FAILED */
  async save(principal: Principal, settings: SendingSettings): Promise<void> {
    requireAllowed(principal);
    const errors: FieldError[] = [];
    const {reference, emailTemplate, smsTemplate, letters} = settings;
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(reference)) {
      errors.push({field: 'reference', message: 'Enter the name of the key: small letters, figures and hyphens'});
    }
    for (const [field, value] of [
      ['email_template', emailTemplate],
      ['sms_template', smsTemplate],
    ] as const) {
      if (value && !isUUID(value)) errors.push({field, message: 'Copy the template’s ID from GOV.UK Notify'});
    }
    if (letters !== 'print' && letters !== 'notify')
      errors.push({field: 'letters', message: 'Choose who prints letters'});
    if (errors.length) throw invalid(errors);
    await this.uow.run(principal.councilId, async (tx) => {
      await tx.query(
        `INSERT INTO council_sending (council_id, reference, email_template, sms_template, letters, since, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (council_id) DO UPDATE SET reference = excluded.reference, email_template = excluded.email_template,
           sms_template = excluded.sms_template, letters = excluded.letters, halted_at = NULL, halted_why = NULL,
           recorded_by = excluded.recorded_by`,
        [principal.councilId, reference, emailTemplate, smsTemplate, letters, this.clock.now(), principal.personId],
      );
      const subject = {kind: 'council', id: principal.councilId};
      await this.audit.record(tx, {...by(principal), action: 'sending.set_up', subject, after: {...settings}});
    });
  }
}

function requireAllowed(principal: Principal): void {
  if (!principal.permissions.has('outbox:read')) throw forbidden('You do not have permission to do this.');
}
