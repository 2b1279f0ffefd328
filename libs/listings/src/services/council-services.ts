import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, DomainError, forbidden, invalid, notFound} from '@app/kernel';
import {databaseError, UnitOfWork} from '@app/platform';
import {Checks, isLine, isWhole} from '../checks.js';

/** A type of the Local Government Association's list that means the same. */
export interface ServiceType {
  esdId: number;
  esdLabel: string;
}

export interface CouncilService {
  code: string;
  name: string;
  description: string;
  type: ServiceType | null;
  /** Personal care as the law means it: what holds for that holds for this. */
  personalCare: boolean;
  /** False: what every council has. */
  own: boolean;
  /** Of its own: nobody has said yet whether it is personal care. */
  unsaid: boolean;
  /** How many listings offer it. */
  offered: number;
}

export type NewService = Pick<CouncilService, 'name' | 'description' | 'type' | 'personalCare'>;

const PERSONAL_CARE = 'personal_care';
const LONGEST = {name: 80, description: 300, label: 120};

/** The kinds of help that a council adds to those that there are everywhere. */
@Injectable()
export class CouncilServices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** All that can be offered here, by name. @throws FORBIDDEN */
  list(principal: Principal): Promise<CouncilService[]> {
    requireAdmin(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<CouncilService[]>(
        `SELECT code, name, description, council_id IS NOT NULL AS own,
                coalesce(regulated_as, code) = '${PERSONAL_CARE}' AS "personalCare",
                council_id IS NOT NULL AND personal_care_said_at IS NULL AS unsaid,
                (SELECT count(*)::int FROM listing_service o WHERE o.service_id = s.id) AS offered,
                CASE WHEN esd_id IS NOT NULL THEN json_build_object('esdId', esd_id, 'esdLabel', esd_label) END AS type
         FROM (SELECT DISTINCT ON (code) * FROM service ORDER BY code, council_id NULLS LAST) s ORDER BY name`,
      ),
    );
  }

  /** @returns its code. @throws FORBIDDEN, VALIDATION_FAILED, SERVICE_EXISTS */
  async add(principal: Principal, service: NewService): Promise<string> {
    requireAdmin(principal);
    const [name, description] = [service.name.trim(), service.description.trim()];
    const code = codeOf(name);
    const {type, personalCare} = service;
    const check = new Checks();
    const named = isLine(name, LONGEST.name) && /^[a-z][a-z0-9_]{1,39}$/.test(code);
    check.that(named, 'name', `Enter a name of up to ${LONGEST.name} characters that begins with a letter.`);
    check.that(
      isLine(description, LONGEST.description),
      'description',
      `Say in up to ${LONGEST.description} characters what it is.`,
    );
    check.that(
      !type || isWhole(type.esdId, 1, 99_999),
      'esd_id',
      'Enter the number of the type, like 242, or leave it out.',
    );
    check.that(
      !type || isLine(type.esdLabel, LONGEST.label),
      'esd_label',
      'Enter the name of the type too, as the list has it.',
    );
    check.that(typeof personalCare === 'boolean', 'personal_care', 'Say whether it is personal care.');
    check.done();
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [general] = await tx.query<unknown[]>(`SELECT FROM service WHERE code = $1 AND council_id IS NULL`, [
          code,
        ]);
        if (general) throw exists();
        await tx.query(
          `INSERT INTO service (council_id, code, name, description, esd_id, esd_label, regulated, regulated_as,
                                personal_care_said_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [
            ...[principal.councilId, code, name, description, type?.esdId ?? null, type?.esdLabel.trim() ?? null],
            ...[personalCare, personalCare ? PERSONAL_CARE : null, this.clock.now()],
          ],
        );
        const subject = {kind: 'council', id: principal.councilId};
        await this.audit.record(tx, {...by(principal), action: 'service.added', subject, after: {code, ...service}});
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'service_council_id_code_idx') throw exists();
      if (constraint === 'service_regulated_type') throw sameAsPersonalCare();
      throw error;
    }
    return code;
  }

  /**
   * Whether one that the council added before it was asked is personal care. Once it is, whoever is not registered offers
   * it no more from this moment, and is told.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, SERVICE_SAID, REGULATED_SERVICE
   */
  async say(principal: Principal, code: string, personalCare: boolean): Promise<void> {
    requireAdmin(principal);
    if (typeof personalCare !== 'boolean') {
      throw invalid({field: 'personal_care', message: 'Say whether it is personal care.'});
    }
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [own] = await tx.query<{said: boolean}[]>(
          `SELECT personal_care_said_at IS NOT NULL AS said FROM service WHERE code = $1 AND council_id = $2 FOR NO KEY UPDATE`,
          [code, principal.councilId],
        );
        if (!own) throw notFound('kind of help');
        if (own.said) throw said();
        await tx.query(
          `UPDATE service SET regulated = $3, regulated_as = $4, personal_care_said_at = $5 WHERE code = $1 AND council_id = $2`,
          [code, principal.councilId, personalCare, personalCare ? PERSONAL_CARE : null, this.clock.now()],
        );
        const subject = {kind: 'council', id: principal.councilId};
        const after = {code, personalCare};
        await this.audit.record(tx, {...by(principal), action: 'service.personal_care_said', subject, after});
      });
    } catch (error) {
      if (databaseError(error)?.constraint === 'service_regulated_type') throw sameAsPersonalCare();
      throw error;
    }
  }
}

/** Small letters and figures, for programs. */
function codeOf(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
}

function requireAdmin(principal: Principal): void {
  if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}

function exists(): DomainError {
  const message = 'There is a kind of help of that name already.';
  return new DomainError('conflict', 'SERVICE_EXISTS', message, {fields: [{field: 'name', message}]});
}

function said(): DomainError {
  const message = 'Whether this is personal care has been said already. Look at it again.';
  return new DomainError('conflict', 'SERVICE_SAID', message, {fields: [{field: 'personal_care', message}]});
}

function sameAsPersonalCare(): DomainError {
  const message = 'This service type means personal care. Say that it is, or leave the type out.';
  return new DomainError('refused', 'REGULATED_SERVICE', message, {fields: [{field: 'personal_care', message}]});
}
