import {Injectable} from '@nestjs/common';
import {AuditTrail, by, ReadStaff, type Principal} from '@app/identity';
import {
  addDays,
  addMonths,
  Clock,
  forbidden,
  invalid,
  isDay,
  londonDay,
  notFound,
  type Day,
  type FieldError,
} from '@app/kernel';
import {databaseError, UnitOfWork, type Tx} from '@app/platform';
import {developmentBegun, developmentMoved, refusedMove} from './development.errors.js';
import {
  DEVELOPMENT_REASONS,
  type Development,
  type DevelopmentReason,
  type DevelopmentTaskCode,
  type TaskOutcome,
} from './development.entity.js';
import {developmentMachine, type DevelopmentAction, type DevelopmentState} from './development.state.js';
import {ruleOn} from './development-rules.js';

export interface DevelopmentFacts {
  fte: number | null;
  peopleSupported: number | null;
  outcode: string | null;
  services: readonly string[];
  nextAction: string | null;
  nextOn: Day | null;
  /** Whose it is; null for who writes it down. */
  nextBy: string | null;
}

const REASONED: readonly DevelopmentState[] = ['paused', 'closed', 'declined'];

/** The coordinator's work with one micro-enterprise, from the first conversation to the yearly check. */
@Injectable()
export class DevelopEnterprise {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly staff: ReadStaff,
  ) {}

  /** Takes an enquiry of an enterprise up. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, DEVELOPMENT_BEGUN */
  async begin(principal: Principal, enquiryId: string): Promise<void> {
    requireCoordinator(principal);
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const [enquiry] = await tx.query<{wants: string}[]>(`SELECT wants FROM enquiry WHERE id = $1 FOR UPDATE`, [
          enquiryId,
        ]);
        if (!enquiry) throw notFound('enquiry');
        if (enquiry.wants === 'pa')
          throw invalid({field: 'enquiry', message: 'Somebody who wants to be a PA applies to the register.'});
        const [row] = await tx.query<{id: string}[]>(
          `INSERT INTO development (council_id, enquiry_id, begun_by, begun_at) VALUES ($1, $2, $3, $4) RETURNING id`,
          [principal.councilId, enquiryId, principal.personId, this.clock.now()],
        );
        const {id} = row as {id: string};
        const {tasks} = await ruleOn(tx, londonDay(this.clock.now()));
        await tx.query(
          `INSERT INTO development_task (development_id, task, council_id) SELECT $1, task, $2 FROM unnest($3::text[]) AS t (task)`,
          [id, principal.councilId, tasks],
        );
        await this.note(tx, principal, id, {kind: 'moved', toState: 'talking', text: null});
        await this.record(tx, principal, enquiryId, 'development.begun', {});
      });
    } catch (error) {
      throw databaseError(error)?.constraint === 'development_enquiry_id_key' ? developmentBegun() : error;
    }
  }

  /**
   * Goes on to the next step, or back, with a reason where it stops.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED, ILLEGAL_TRANSITION, TASKS_LEFT, TOO_LARGE, NOT_LISTED
   */
  async move(
    principal: Principal,
    enquiryId: string,
    action: DevelopmentAction,
    {reason, text}: {reason: DevelopmentReason | null; text: string | null},
  ): Promise<void> {
    requireCoordinator(principal);
    const today = londonDay(this.clock.now());
    let rule = {mostFte: '', source: ''};
    try {
      await this.uow.run(principal.councilId, async (tx) => {
        const found = await lock(tx, enquiryId);
        const ofDay = await ruleOn(tx, today);
        rule = ofDay;
        if (!developmentMachine.can(found.state, action)) throw developmentMoved();
        const {to} = developmentMachine.transitions[action];
        const why = REASONED.includes(to) ? reason : null;
        if (REASONED.includes(to) && !(why && DEVELOPMENT_REASONS.includes(why))) {
          throw invalid({field: 'reason', message: 'Choose why.'});
        }
        const due = to === 'listed' ? addMonths(today, ofDay.checkMonths) : found.checkDueOn;
        await tx.query(`UPDATE development SET state = $2, reason = $3, check_due_on = $4 WHERE id = $1`, [
          ...[found.id, to, why, due],
        ]);
        await this.note(tx, principal, found.id, {kind: 'moved', toState: to, text: text?.trim() || null});
        await this.record(tx, principal, enquiryId, 'development.moved', {from: found.state, to, reason: why});
      });
    } catch (error) {
      throw refusedMove(error, rule);
    }
  }

  /**
   * Writes down that something of the members' area was sent, by the name it has today.
   * @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED
   */
  async sent(
    tx: Tx,
    principal: Principal,
    enquiryId: string,
    {resourceId, text}: {resourceId: string; text: string},
  ): Promise<void> {
    requireCoordinator(principal);
    const {id} = await lock(tx, enquiryId);
    await this.note(tx, principal, id, {kind: 'resource', toState: null, text, resourceId});
    await this.record(tx, principal, enquiryId, 'development.resource_sent', {resourceId});
  }

  /** Writes down what was said, or what was sent. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async add(principal: Principal, enquiryId: string, kind: 'note' | 'resource', text: string): Promise<void> {
    requireCoordinator(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await lock(tx, enquiryId);
      const said = text.trim();
      if (!said || said.length > 2_000) throw invalid({field: 'text', message: 'Write 1 to 2,000 characters.'});
      await this.note(tx, principal, id, {kind, toState: null, text: said});
      await this.record(tx, principal, enquiryId, `development.${kind}_added`, {});
    });
  }

  /** @throws FORBIDDEN, NOT_FOUND */
  async task(principal: Principal, enquiryId: string, task: DevelopmentTaskCode, outcome: TaskOutcome): Promise<void> {
    requireCoordinator(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await lock(tx, enquiryId);
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE development_task SET outcome = $3, changed_by = $4, changed_on = $5 WHERE development_id = $1 AND task = $2`,
        [id, task, outcome, principal.personId, londonDay(this.clock.now())],
      );
      if (changed === 0) throw notFound('task');
      await this.record(tx, principal, enquiryId, 'development.task_set', {task, outcome});
    });
  }

  /** How large it is, whom it supports, where, and what comes next. @throws FORBIDDEN, NOT_FOUND, VALIDATION_FAILED */
  async facts(principal: Principal, enquiryId: string, facts: DevelopmentFacts): Promise<void> {
    requireCoordinator(principal);
    await this.uow.run(principal.councilId, async (tx) => {
      const {id} = await lock(tx, enquiryId);
      requireSound(facts);
      const nextBy = facts.nextAction === null ? null : await this.requireStaff(tx, facts.nextBy, principal);
      const {fte, peopleSupported, outcode, services, nextAction, nextOn} = facts;
      await tx.query(
        `UPDATE development SET fte = $2, people_supported = $3, outcode = $4, services = $5, next_action = $6, next_on = $7, next_by = $8
         WHERE id = $1`,
        [
          id,
          fte,
          peopleSupported,
          outcode?.toUpperCase() ?? null,
          [...new Set(services)],
          nextAction?.trim() ?? null,
          nextOn,
          nextBy,
        ],
      );
      await this.noteSize(tx, principal, id, facts);
      await this.record(tx, principal, enquiryId, 'development.facts_set', {});
    });
  }

  /**
   * What has grown past the rule stays listed, so that nobody loses their support overnight; it does not pass its next
   * check, and until then the coordinator has it before them.
   */
  private async noteSize(tx: Tx, principal: Principal, id: string, {fte, nextAction}: DevelopmentFacts): Promise<void> {
    const today = londonDay(this.clock.now());
    const {mostFte, source} = await ruleOn(tx, today);
    const [row] = await tx.query<{state: DevelopmentState}[]>(`SELECT state FROM development WHERE id = $1`, [id]);
    if (fte === null || fte <= Number(mostFte) || !row || !['listed', 'checking'].includes(row.state)) return;
    const text = `It has ${fte} full-time equivalents, more than the ${mostFte} of a micro-enterprise (${source}). It stays listed until its check, and then goes on with the council’s other providers.`;
    await this.note(tx, principal, id, {kind: 'note', toState: null, text: text.slice(0, 2_000)});
    if (nextAction !== null) return;
    await tx.query(`UPDATE development SET next_action = $2, next_on = $3, next_by = $4 WHERE id = $1`, [
      ...[id, 'Talk about moving to the council’s other providers', addDays(today, 28), principal.personId],
    ]);
  }

  private async requireStaff(tx: Tx, personId: string | null, principal: Principal): Promise<string> {
    if (personId === null || personId === principal.personId) return principal.personId;
    const all = await this.staff.inForce(tx);
    if (all.some(({id}) => id === personId)) return personId;
    throw invalid({field: 'next_by', message: 'Choose somebody of the council.'});
  }

  private async note(
    tx: Tx,
    {councilId, personId}: Principal,
    id: string,
    {kind, toState, text, resourceId = null}: NewEvent,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO development_event (council_id, development_id, kind, to_state, text, member_resource_id, recorded_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [councilId, id, kind, toState, text, resourceId, personId, this.clock.now()],
    );
  }

  private record(tx: Tx, principal: Principal, enquiryId: string, action: string, after: object): Promise<void> {
    return this.audit.record(tx, {...by(principal), action, subject: {kind: 'enquiry', id: enquiryId}, after});
  }
}

interface NewEvent {
  kind: 'moved' | 'note' | 'resource';
  toState: DevelopmentState | null;
  text: string | null;
  resourceId?: string | null;
}

type Locked = Pick<Development, 'id' | 'state' | 'checkDueOn'>;

async function lock(tx: Tx, enquiryId: string): Promise<Locked> {
  const [found] = await tx.query<Locked[]>(
    `SELECT id, state, check_due_on AS "checkDueOn" FROM development WHERE enquiry_id = $1 FOR NO KEY UPDATE`,
    [enquiryId],
  );
  if (!found) throw notFound('enquiry');
  return found;
}

function requireSound({fte, peopleSupported, outcode, services, nextAction, nextOn}: DevelopmentFacts): void {
  const errors: FieldError[] = [];
  const refuse = (holds: boolean, field: string, message: string) => {
    if (!holds) errors.push({field, message});
  };
  const tenths = fte === null || (fte >= 0.1 && fte <= 250 && Math.abs(fte * 10 - Math.round(fte * 10)) < 1e-9);
  refuse(tenths, 'fte', 'Enter how many full-time equivalents work there, like 2.5.');
  const whole =
    peopleSupported === null ||
    (Number.isInteger(peopleSupported) && peopleSupported >= 0 && peopleSupported <= 10_000);
  refuse(whole, 'people_supported', 'Enter how many people they support, as a whole number.');
  refuse(
    outcode === null || /^[A-Z]{1,2}\d[\dA-Z]?$/i.test(outcode),
    'outcode',
    'Enter the first half of a postcode, like NG7.',
  );
  refuse(
    services.length <= 20 && services.every((code) => /^[a-z][a-z0-9_]{1,39}$/.test(code)),
    'services',
    'Choose up to twenty kinds of help.',
  );
  const next = nextAction?.trim() ?? '';
  refuse(
    nextAction === null || (next.length > 0 && next.length <= 200),
    'next_action',
    'Write what comes next in 200 characters or fewer.',
  );
  refuse(
    (nextAction === null) === (nextOn === null) && (nextOn === null || isDay(nextOn)),
    'next_on',
    'Say what comes next, and by which day.',
  );
  if (errors.length) throw invalid(errors);
}

function requireCoordinator(principal: Principal): void {
  if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
}
