import {Injectable} from '@nestjs/common';
import {AuditTrail, by, holderFor, MayAct, requirePermission, requirePerson, type Principal} from '@app/identity';
import {Clock, DomainError, invalid, isDay, londonDay, notFound, type Day} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';

export interface AgreementText {
  id: string;
  number: number;
  startsOn: Day;
  signBy: Day | null;
  purpose: string;
  asked: string;
  surplus: string;
  easy: string;
}

export interface SignatureView {
  versionNumber: number;
  signedBy: string;
  way: 'screen' | 'paper';
  signedOn: Day;
}

export interface AgreementView {
  holder: {id: string; name: string};
  /** The text in force today. */
  text: AgreementText;
  /** The text in force is signed. */
  signed: boolean;
  /** Payments are made: it is signed, or the one before is and there is time yet. */
  stands: boolean;
  signatures: SignatureView[];
}

/** The agreement that comes before a direct payment: read, signed on screen by who is entitled to, or on paper. */
@Injectable()
export class DirectPaymentAgreements {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly mayAct: MayAct,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws FORBIDDEN */
  own(principal: Principal): Promise<AgreementView> {
    const holderId = holderFor(principal, 'see_budget');
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal, holderId));
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  of(principal: Principal, holderId: string): Promise<AgreementView> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) => this.read(tx, principal, holderId));
  }

  /**
   * On screen. The version is the one that was read: another that began meanwhile has to be read first.
   * @throws FORBIDDEN, REPRESENTATION_ENDED, AGREEMENT_CHANGED, AGREEMENT_SIGNED
   */
  sign(principal: Principal, versionId: string): Promise<void> {
    requirePermission(principal, 'agreement:sign');
    return this.insert(principal, versionId, async (tx) => ({
      holderId: await this.mayAct.require(tx, principal, 'sign_agreement'),
      signedBy: principal.personId,
      way: 'screen' as const,
      signedOn: londonDay(this.clock.now()),
    }));
  }

  /**
   * An officer has the paper before them: who signed it, and when.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, MAY_NOT_SIGN, AGREEMENT_CHANGED, AGREEMENT_SIGNED
   */
  recordPaper(principal: Principal, holderId: string, paper: {versionId: string; signedBy: string; signedOn: Day}) {
    requirePermission(principal, 'budget:manage');
    const {signedOn} = paper;
    if (!isDay(signedOn) || signedOn > londonDay(this.clock.now())) {
      throw invalid({field: 'signed_on', message: 'Give a day that has come, like 2027-03-27.'});
    }
    return this.insert(principal, paper.versionId, async (tx) => {
      await requirePerson(tx, holderId);
      await requirePerson(tx, paper.signedBy);
      return {holderId, signedBy: paper.signedBy, way: 'paper' as const, signedOn};
    });
  }

  /** Who may sign for somebody: they, and who stands in for them. @throws FORBIDDEN, NOT_FOUND */
  signers(principal: Principal, holderId: string): Promise<{id: string; name: string}[]> {
    requirePermission(principal, 'budget:manage');
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<{id: string; name: string}[]>(
        `SELECT p.id, p.name FROM person p WHERE p.id = $1
         UNION SELECT p.id, p.name FROM representation r JOIN person p ON p.id = r.representative_id
         WHERE r.holder_id = $1 AND r.kind IN ('authorised', 'attorney', 'deputy') ORDER BY name, id`,
        [holderId],
      ),
    );
  }

  private async insert(
    principal: Principal,
    versionId: string,
    whose: (tx: Tx) => Promise<{holderId: string; signedBy: string; way: 'screen' | 'paper'; signedOn: Day}>,
  ): Promise<void> {
    const {councilId} = principal;
    try {
      await this.uow.run(councilId, async (tx) => {
        const {holderId, signedBy, way, signedOn} = await whose(tx);
        const text = await this.inForce(tx, councilId);
        if (text.id !== versionId) {
          throw new DomainError(
            'conflict',
            'AGREEMENT_CHANGED',
            'The agreement has changed meanwhile. Read the new one first.',
          );
        }
        await tx.query(
          `INSERT INTO agreement_signature (council_id, holder_id, version_id, signed_by, way, signed_on, recorded_by)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [councilId, holderId, versionId, signedBy, way, signedOn, principal.personId],
        );
        await this.audit.record(tx, {
          ...by(principal),
          action: 'agreement.signed',
          subject: {kind: 'person', id: holderId},
          after: {version: text.number, signed_by: signedBy, way, signed_on: signedOn},
        });
      });
    } catch (error) {
      const constraint = databaseError(error)?.constraint;
      if (constraint === 'agreement_signature_holder_id_version_id_key') {
        throw new DomainError('conflict', 'AGREEMENT_SIGNED', 'This agreement is signed already.');
      }
      if (constraint === 'agreement_signature_entitled') {
        const message =
          'They could not sign for this person on that day. Choose the person, or who stood in for them then.';
        throw new DomainError('refused', 'MAY_NOT_SIGN', message, {fields: [{field: 'signed_by', message}]});
      }
      throw error;
    }
  }

  private async read(tx: Tx, {councilId}: Principal, holderId: string): Promise<AgreementView> {
    const {id, name} = await requirePerson(tx, holderId);
    const text = await this.inForce(tx, councilId);
    const [now] = await tx.query<[{stands: boolean; signed: boolean}]>(
      `SELECT agreement_stands($1, $2, $3) AS stands,
              EXISTS (SELECT FROM agreement_signature WHERE holder_id = $2 AND version_id = $4) AS signed`,
      [councilId, holderId, londonDay(this.clock.now()), text.id],
    );
    const signatures = await tx.query<SignatureView[]>(
      `SELECT v.number AS "versionNumber", p.name AS "signedBy", s.way, s.signed_on AS "signedOn"
       FROM agreement_signature s JOIN agreement_version v ON v.id = s.version_id JOIN person p ON p.id = s.signed_by
       WHERE s.holder_id = $1 ORDER BY s.recorded_at DESC, s.id DESC`,
      [holderId],
    );
    return {holder: {id, name}, text, ...now, signatures};
  }

  private async inForce(tx: Tx, councilId: string): Promise<AgreementText> {
    const [text] = await tx.query<AgreementText[]>(
      `SELECT id, number, starts_on AS "startsOn", sign_by AS "signBy", purpose, asked, surplus, easy FROM agreement_version
       WHERE (council_id = $1 OR council_id IS NULL) AND starts_on <= $2
       ORDER BY council_id IS NULL, starts_on DESC LIMIT 1`,
      [councilId, londonDay(this.clock.now())],
    );
    if (!text) throw notFound('agreement');
    return text;
  }
}
