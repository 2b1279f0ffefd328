import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {invalid, type FieldError} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {CHOICES, FORMATS, LANGUAGES, POINT_KINDS, type Choice, type Format, type PointKind} from './choices.js';
import {emailAddress, isMobile, phoneNumber, postalAddress} from './contact-details.js';
import {ReadReachable, type Reachable} from './reachable.js';
import {WhoseContact} from './whose-contact.js';

export interface ContactWishes {
  channels: string[];
  /** Empty leaves the address with which somebody signs in. */
  email: string | null;
  phone: string | null;
  /** The lines below the name, the postcode last. */
  address: string | null;
  format: string;
  language: string;
  interpreter: string | null;
  quietFrom: string | null;
  quietTo: string | null;
  /** Left out, it stays as it is. */
  reminders?: boolean | undefined;
}

/** Writes down how somebody wants to be told, by themselves, who acts for them, or staff. What they are reached by is not in the trail. */
@Injectable()
export class SaveContact {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly whose: WhoseContact,
    private readonly reachable: ReadReachable,
  ) {}

  /** @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async run(principal: Principal, personId: string, wishes: ContactWishes): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      await this.whose.require(tx, principal, personId);
      await tx.query(`SELECT FROM person WHERE id = $1 FOR KEY SHARE`, [personId]);
      const before = await this.reachable.of(tx, personId);
      const points = read(wishes, before);
      await this.keep(tx, principal, personId, wishes);
      for (const kind of POINT_KINDS) await keepPoint(tx, principal.councilId, personId, kind, points[kind]);
      await this.audit.record(tx, {
        ...by(principal),
        action: 'contact.changed',
        subject: {kind: 'person', id: personId},
        before: before ? withoutAddresses(before) : undefined,
        after: withoutAddresses((await this.reachable.of(tx, personId)) as Reachable),
      });
    });
  }

  private async keep(tx: Tx, principal: Principal, personId: string, wishes: ContactWishes): Promise<void> {
    const {format, language, interpreter, quietFrom, quietTo, reminders = null} = wishes;
    const channels = CHOICES.filter((each) => wishes.channels.includes(each));
    await tx.query(
      `INSERT INTO contact_preference
         (council_id, person_id, channels, format, language, interpreter, quiet_from, quiet_to, recorded_by, reminders)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, true))
       ON CONFLICT (person_id) DO UPDATE SET channels = excluded.channels, format = excluded.format,
         language = excluded.language, interpreter = excluded.interpreter, quiet_from = excluded.quiet_from,
         quiet_to = excluded.quiet_to, recorded_by = excluded.recorded_by, updated_at = now(),
         reminders = coalesce($10, contact_preference.reminders)`,
      [
        principal.councilId,
        personId,
        channels,
        format,
        language,
        interpreter,
        quietFrom,
        quietTo,
        principal.personId,
        reminders,
      ],
    );
  }
}

/** An address that stays the same keeps what is known of it; another starts anew. */
async function keepPoint(tx: Tx, councilId: string, personId: string, kind: PointKind, value: string | null) {
  if (value === null) {
    await tx.query(`DELETE FROM contact_point WHERE person_id = $1 AND kind = $2`, [personId, kind]);
    return;
  }
  await tx.query(
    `INSERT INTO contact_point AS p (council_id, person_id, kind, value) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person_id, kind) DO UPDATE SET value = excluded.value, failed_at = NULL WHERE p.value <> excluded.value`,
    [councilId, personId, kind, value],
  );
}

/** @throws VALIDATION_FAILED naming each field that is wrong */
function read(wishes: ContactWishes, known: Reachable | null): Record<PointKind, string | null> {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => void errors.push({field, message});
  const email = wishes.email ? emailAddress(wishes.email) : null;
  if (wishes.email && !email) wrong('email', 'Enter an e-mail address like name@example.org');
  const phone = wishes.phone ? phoneNumber(wishes.phone) : null;
  if (wishes.phone && !phone) wrong('phone', 'Enter a phone number, like 0115 496 0000 or +48 512 345 678');
  const address = wishes.address ? postalAddress(wishes.address) : null;
  if (address && 'problem' in address) wrong('address', address.problem);
  const chosen = (channel: Choice) => wishes.channels.includes(channel);
  if (wishes.channels.some((each) => !CHOICES.includes(each as Choice))) wrong('channels', 'Choose from the list');
  if (chosen('email') && !wishes.email && !known?.points.email) wrong('email', 'Enter the e-mail address to write to');
  if ((chosen('sms') || chosen('phone')) && !wishes.phone) wrong('phone', 'Enter the phone number to use');
  if (chosen('sms') && phone && !isMobile(phone))
    wrong('phone', 'Enter a mobile number: text messages do not reach this one');
  if (chosen('letter') && !wishes.address) wrong('address', 'Enter the address to write to');
  if (!FORMATS.includes(wishes.format as Format)) wrong('format', 'Choose from the list');
  if (!Object.hasOwn(LANGUAGES, wishes.language)) wrong('language', 'Choose a language from the list');
  if ((wishes.quietFrom === null) !== (wishes.quietTo === null)) {
    wrong(wishes.quietFrom === null ? 'quiet_from' : 'quiet_to', 'Enter both times, or neither');
  } else if (wishes.quietFrom !== null && wishes.quietFrom === wishes.quietTo) {
    wrong('quiet_to', 'Quiet hours must end at another time than they begin');
  }
  if (errors.length) throw invalid(errors);
  return {email, phone, address: address && 'lines' in address ? address.lines.join('\n') : null};
}

function withoutAddresses({channels, format, language, interpreter, quiet, reminders, points}: Reachable): object {
  return {
    channels,
    format,
    language,
    interpreter: interpreter !== null,
    quiet,
    reminders,
    reached_by: Object.keys(points),
  };
}
