import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {DomainError, invalid} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {gatherRecord, partsForReview, personColumns, type PartForReview} from './gather-record.js';
import {notLookedAt, type Choice} from './person-record.js';
import {othersRequest} from './others-request.js';

export interface PartToReview extends PartForReview {
  choice: Choice['choice'] | null;
  reason: string | null;
}

/** Goes through somebody's record for what tells of others, and keeps what is chosen about each part, and why. */
@Injectable()
export class ReviewAccess {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly audit: AuditTrail,
  ) {}

  /** Searches anew; how many records of what were found is kept. @throws FORBIDDEN, NOT_FOUND, OWN_REQUEST, REQUEST_CLOSED */
  parts(principal: Principal, id: string): Promise<PartToReview[]> {
    return this.uow.run(principal.councilId, async (tx) => {
      const {personId} = await accessRequest(tx, principal, id);
      const record = await gatherRecord(tx, personId);
      const found = Object.fromEntries(
        record.flatMap(({tables}) => tables.map(({table, rows}) => [table, rows.length] as const)),
      );
      await tx.query(`UPDATE data_request SET searched_by = $2, found = $3 WHERE id = $1`, [
        ...[id, principal.personId, JSON.stringify(found)],
      ]);
      const subject = {kind: 'person', id: personId};
      await this.audit.record(tx, {...by(principal), action: 'person_record.read', subject, after: {requestId: id}});
      const parts = partsForReview(record, personId, await personColumns(tx));
      const choices = await choicesOf(tx, id);
      return this.named(tx, parts, choices);
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND, OWN_REQUEST, REQUEST_CLOSED, VALIDATION_FAILED where a reason is missing */
  async choose(principal: Principal, id: string, choices: readonly Choice[]): Promise<void> {
    const without = choices.find(({choice, reason}) => choice === 'withheld' && !reason?.trim());
    if (without) throw invalid({field: `reason:${without.part}`, message: 'Say why this is withheld.'});
    await this.uow.run(principal.councilId, async (tx) => {
      await accessRequest(tx, principal, id);
      for (const {part, choice, reason} of choices) {
        await tx.query(
          `INSERT INTO data_request_choice (council_id, request_id, part, choice, reason, chosen_by)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [principal.councilId, id, part, choice, reason?.trim() || null, principal.personId],
        );
      }
      const subject = {kind: 'data_request', id};
      const after = {withheld: choices.filter((each) => each.choice === 'withheld').map((each) => each.part)};
      await this.audit.record(tx, {...by(principal), action: 'data_request.reviewed', subject, after});
    });
  }

  /** Names for ids, so that somebody can judge by them. */
  private async named(tx: Tx, parts: readonly PartForReview[], choices: readonly Choice[]): Promise<PartToReview[]> {
    const ids = parts.filter((each) => each.why === 'names').flatMap((each) => each.examples);
    const names = await this.names.of(
      tx,
      ids.filter((id) => /^[0-9a-f-]{36}$/.test(id)),
    );
    return parts.map((each) => {
      const chosen = choices.findLast(({part}) => part === each.part);
      const examples = each.examples.map((example) => names.get(example) ?? example);
      return {...each, examples, choice: chosen?.choice ?? null, reason: chosen?.reason ?? null};
    });
  }
}

/** What was chosen so far, the latest last. */
export function choicesOf(tx: Tx, id: string): Promise<Choice[]> {
  return tx.query<Choice[]>(`SELECT part, choice, reason FROM data_request_choice WHERE request_id = $1 ORDER BY id`, [
    id,
  ]);
}

/** @throws NOT_LOOKED_AT */
export async function requireLookedAt(tx: Tx, id: string, personId: string): Promise<void> {
  const parts = partsForReview(await gatherRecord(tx, personId), personId, await personColumns(tx));
  const open = notLookedAt(parts, await choicesOf(tx, id));
  if (open.length === 0) return;
  throw new DomainError(
    'refused',
    'NOT_LOOKED_AT',
    `Look first at what tells of others: ${open.map(({part}) => part).join(', ')}.`,
    {facts: {parts: open.map(({part}) => part)}},
  );
}

async function accessRequest(tx: Tx, principal: Principal, id: string) {
  const request = await othersRequest(tx, principal, id);
  if (request.kind !== 'access') {
    throw new DomainError('refused', 'NOT_A_COPY', 'This request does not ask for a copy.');
  }
  return request;
}
