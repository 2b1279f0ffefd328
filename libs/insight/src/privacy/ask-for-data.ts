import {Injectable} from '@nestjs/common';
import {AuditTrail, by, Names, type Principal} from '@app/identity';
import {addMonths, Clock, DomainError, invalid, londonDay, notFound, type FieldError} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {categoryOf} from './data-categories.js';
import {REQUEST_CHANNELS, REQUEST_KINDS, type RequestChannel, type RequestKind} from './data-request.entity.js';
import {requireGovernance} from './others-request.js';

export interface NewDataRequest {
  kind: RequestKind;
  /** The code of a category; null for everything. */
  category: string | null;
  said: string | null;
}

/** Takes what somebody asks of their own information; it is to be answered within a month. */
@Injectable()
export class AskForData {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly names: Names,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** About oneself, also for somebody who acts for another. @throws VALIDATION_FAILED, ALREADY_ASKED */
  own(principal: Principal, request: NewDataRequest): Promise<string> {
    return this.keep(principal, principal.personId, request, 'online');
  }

  /** Written down for somebody who asked by telephone or on paper. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ALREADY_ASKED */
  async forPerson(
    principal: Principal,
    personId: string,
    request: NewDataRequest,
    channel: RequestChannel,
  ): Promise<string> {
    requireGovernance(principal);
    if (!REQUEST_CHANNELS.includes(channel)) throw invalid({field: 'channel', message: 'Choose how they asked.'});
    return this.keep(principal, personId, request, channel);
  }

  private async keep(
    principal: Principal,
    personId: string,
    {kind, category, said}: NewDataRequest,
    channel: RequestChannel,
  ): Promise<string> {
    requireSound({kind, category, said});
    const dueOn = addMonths(londonDay(this.clock.now()), 1);
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        if (!(await this.names.of(tx, [personId])).has(personId)) throw notFound('person');
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO data_request (council_id, person_id, kind, channel, category, said, asked_by, due_on)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
          [
            ...[principal.councilId, personId, kind, channel, category, said?.trim() || null],
            principal.personId,
            dueOn,
          ],
        );
        const {id} = row as {id: string};
        const subject = {kind: 'data_request', id};
        await this.audit.record(tx, {
          ...by({...principal, actingFor: null}),
          ...{action: 'data_request.asked', subject, after: {kind, channel}},
        });
        return id;
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'data_request_person_id_fkey') throw notFound('person');
      if (constraint !== 'data_request_open_access_key') throw error;
      throw new DomainError('conflict', 'ALREADY_ASKED', 'A copy is asked for already, and is being prepared.');
    }
  }
}

function requireSound({kind, category, said}: NewDataRequest): void {
  const errors: FieldError[] = [];
  if (!REQUEST_KINDS.includes(kind)) {
    errors.push({field: 'kind', message: `Choose one of ${REQUEST_KINDS.join(', ')}.`});
  }
  if (category !== null && !categoryOf(category)) errors.push({field: 'category', message: 'Choose what it is about.'});
  if (kind === 'correction' && !said?.trim())
    errors.push({field: 'said', message: 'Say what is wrong and what is right.'});
  if (said && said.length > 2_000) errors.push({field: 'said', message: 'Write 2,000 characters or fewer.'});
  if (errors.length) throw invalid(errors);
}
