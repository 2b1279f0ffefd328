import {Injectable} from '@nestjs/common';
import {AuditTrail, by, requirePermission, requireText, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import type {AgreementText} from './direct-payment-agreements.js';

export type NewAgreement = Omit<AgreementText, 'id' | 'number'> & {source: string};

/** A council's own text of the agreement, from a day on. Who signed the one before signs again, by a day that it gives. */
@Injectable()
export class SetAgreement {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The council's own, and what every council starts with; the newest first. @throws FORBIDDEN */
  list(principal: Principal): Promise<AgreementText[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<AgreementText[]>(
        `SELECT id, number, starts_on AS "startsOn", sign_by AS "signBy", purpose, asked, surplus, easy
         FROM agreement_version ORDER BY council_id IS NULL, number DESC LIMIT 50`,
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED, AGREEMENT_DAY_TAKEN */
  async run(principal: Principal, text: NewAgreement): Promise<number> {
    requirePermission(principal, 'budget:manage');
    const part = (field: 'purpose' | 'asked' | 'surplus' | 'easy') =>
      requireText(field, text[field], 'Write it', 4_000);
    const parts = [part('purpose'), part('asked'), part('surplus'), part('easy')];
    const source = requireText('source', text.source, 'Say where it comes from', 500);
    const {startsOn, signBy} = text;
    if (!isDay(startsOn) || startsOn < londonDay(this.clock.now())) {
      throw invalid({field: 'starts_on', message: 'Choose today or a later day.'});
    }
    if (signBy && signBy < startsOn) throw invalid({field: 'sign_by', message: 'It cannot be before the first day.'});
    try {
      return await this.uow.run(principal.councilId, async (tx) => {
        const [{number}] = await tx.query<[{number: number}]>(
          `INSERT INTO agreement_version (council_id, number, starts_on, sign_by, purpose, asked, surplus, easy, source, recorded_by)
           SELECT $1, coalesce(max(number), 1) + 1, $2, $3, $4, $5, $6, $7, $8, $9 FROM agreement_version
           RETURNING number`,
          [principal.councilId, startsOn, signBy, ...parts, source, principal.personId],
        );
        const subject = {kind: 'council', id: principal.councilId};
        const after = {number, starts_on: startsOn, sign_by: signBy, source};
        await this.audit.record(tx, {...by(principal), action: 'agreement.text_set', subject, after});
        return number;
      });
    } catch (error) {
      if (!databaseError(error)?.constraint?.startsWith('agreement_version_council_id')) throw error;
      const message = 'Another text begins on that day already. Choose another day.';
      throw new DomainError('conflict', 'AGREEMENT_DAY_TAKEN', message, {fields: [{field: 'starts_on', message}]});
    }
  }
}
