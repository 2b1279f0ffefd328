import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, invalid, notFound, type FieldError} from '@app/kernel';
import {databaseError, Outbox, UnitOfWork, type Tx} from '@app/platform';
import {isEmail} from 'class-validator';
import {ADDING_STATES} from '../apply/adding-states.js';
import {channelOf, forApplicant} from '../apply/channel.js';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {ownReferee, refereeNamedTwice, refereePlaceTaken, relatedReferee} from '../apply/apply.errors.js';
import {illegalTransition} from '../register.errors.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {FAMILY, KNOWN_FOR, RELATIONSHIPS, type KnownFor, type Relationship} from './reference-words.js';
import {REFERENCE_WANTED} from './ask-referees.js';

export interface NewReferee {
  number: number;
  name: string;
  email?: string | null | undefined;
  /** For those whom the council rings. */
  phone?: string | null | undefined;
  relationship: Relationship | typeof FAMILY;
  knownFor: KnownFor;
}

/** Names somebody who is to speak for an applicant. Once the application is handed in they are asked at once. */
@Injectable()
export class NameReferee {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the referee's id
   * @throws NOT_FOUND, ILLEGAL_TRANSITION, VALIDATION_FAILED, REFEREE_RELATED, OWN_REFEREE, SAME_REFEREE,
   *   REFEREE_PLACE_TAKEN
   */
  async run(principal: Principal, id: string, code: string, referee: NewReferee): Promise<string> {
    requireSound(referee);
    try {
      return await this.uow.run(principal.councilId, (tx) => this.name(tx, principal, id, code, referee));
    } catch (error) {
      const {constraint} = databaseError(error) ?? {};
      if (constraint === 'referee_own') throw ownReferee();
      if (constraint === 'referee_email_key') throw refereeNamedTwice('email');
      if (constraint === 'referee_place_key') throw refereePlaceTaken();
      throw error;
    }
  }

  private async name(tx: Tx, principal: Principal, id: string, code: string, referee: NewReferee): Promise<string> {
    const opened = await this.access.open(tx, principal, id, {lock: true});
    const {application} = opened;
    if (!ADDING_STATES.includes(application.state)) {
      throw illegalTransition(application.state, 'name_referee');
    }
    const asked = (await requirementsOf(tx, [application.schemeVersionId])).get(application.schemeVersionId) ?? [];
    const terms = asked.find((each) => each.code === code && each.kind === 'reference');
    if (!terms) throw notFound('requirement');
    if (referee.number > terms.needed) {
      throw invalid({field: 'number', message: `Give a number from 1 to ${terms.needed}.`});
    }
    await requireOther(tx, id, referee);
    const refereeId = await this.insert(tx, principal, opened, code, referee);
    if (application.state !== 'draft' && referee.email) {
      await this.outbox.publish(tx, principal.councilId, REFERENCE_WANTED, refereeId);
    }
    return refereeId;
  }

  private async insert(tx: Tx, principal: Principal, opened: Opened, code: string, sent: NewReferee): Promise<string> {
    const channel = channelOf(opened);
    const [row] = await tx.query<{id: string}[]>(
      `INSERT INTO referee (council_id, application_id, requirement, number, name, email, phone, relationship,
                            known_for, named_by, channel, named_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
      [
        principal.councilId,
        opened.application.id,
        code,
        sent.number,
        sent.name.trim(),
        sent.email?.trim() ?? null,
        sent.phone?.trim() ?? null,
        sent.relationship,
        sent.knownFor,
        principal.personId,
        channel,
        this.clock.now(),
      ],
    );
    const {id} = row as {id: string};
    await this.audit.record(tx, {
      ...by(principal),
      ...forApplicant(opened, principal),
      action: 'referee.named',
      subject: {kind: 'application', id: opened.application.id},
      after: {refereeId: id, requirement: code, number: sent.number, channel},
    });
    return id;
  }
}

/** Two references are from two people: not the same address, and not the same name under another one. */
async function requireOther(tx: Tx, id: string, {name, email}: NewReferee): Promise<void> {
  const named = await tx.query<{name: string; email: string | null}[]>(
    `SELECT name, email FROM referee WHERE application_id = $1 AND state <> 'replaced'`,
    [id],
  );
  const plain = (text: string) => text.toLowerCase().replaceAll(/\s+/g, ' ').trim();
  if (email && named.some((each) => each.email && plain(each.email) === plain(email))) throw refereeNamedTwice('email');
  if (named.some((each) => plain(each.name) === plain(name))) throw refereeNamedTwice('name');
}

function requireSound({number, name, email, phone, relationship, knownFor}: NewReferee): void {
  if (relationship === FAMILY) {
    throw relatedReferee('A relative cannot be your referee. Name somebody who is not family, like an employer.');
  }
  const errors: FieldError[] = [];
  const refuse = (field: string, message: string) => errors.push({field, message});
  if (!Number.isInteger(number) || number < 1) refuse('number', 'Give a number from 1.');
  if (!/\S/.test(name) || name.length > 100) refuse('name', 'Enter a name of up to 100 characters.');
  if (!email && !phone) refuse('email', 'Enter an e-mail address, or a telephone number.');
  if (email && !isEmail(email.trim())) refuse('email', 'Enter an e-mail address, like name@example.com.');
  if (phone && !/^[+()\d\s-]{7,30}$/.test(phone)) refuse('phone', 'Enter a telephone number, like 0115 496 0123.');
  if (!RELATIONSHIPS.includes(relationship)) refuse('relationship', `Choose one of ${RELATIONSHIPS.join(', ')}.`);
  if (!KNOWN_FOR.includes(knownFor)) refuse('known_for', `Choose one of ${KNOWN_FOR.join(', ')}.`);
  if (errors.length) throw invalid(errors);
}
