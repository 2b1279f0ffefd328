import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, forbidden, invalid, isDay, londonDay, type Day, type FieldError} from '@app/kernel';
import {UnitOfWork} from '@app/platform';
import {DEVELOPMENT_TASKS, type DevelopmentTaskCode} from './development.entity.js';

export interface DevelopmentRuleView {
  /** Full-time equivalents, to a tenth. */
  mostFte: number;
  checkMonths: number;
  tasks: DevelopmentTaskCode[];
  source: string;
  startsOn: Day;
  /** False: what every council starts with. */
  own: boolean;
  later: boolean;
}

/** How large a micro-enterprise may be, when it is checked again, what it brings: dated, each rule followed by another. */
@Injectable()
export class DevelopmentRuleBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The one in force, then those to come. @throws FORBIDDEN */
  list(principal: Principal): Promise<DevelopmentRuleView[]> {
    requireAdmin(principal);
    return this.uow.run(principal.councilId, (tx) =>
      tx.query<DevelopmentRuleView[]>(
        `SELECT most_fte::float AS "mostFte", check_months AS "checkMonths", tasks, source, starts_on AS "startsOn",
                council_id IS NOT NULL AS own, starts_on > $1 AS later
         FROM (SELECT *, row_number() OVER (PARTITION BY starts_on > $1 ORDER BY council_id NULLS LAST, starts_on DESC, id DESC) AS place
               FROM development_rule) r
         WHERE starts_on > $1 OR place = 1 ORDER BY starts_on`,
        [londonDay(this.clock.now())],
      ),
    );
  }

  /** @throws FORBIDDEN, VALIDATION_FAILED */
  async add(principal: Principal, rule: Omit<DevelopmentRuleView, 'own' | 'later'>): Promise<void> {
    requireAdmin(principal);
    const wrong = this.wrongWith(rule);
    if (wrong.length > 0) throw invalid(wrong);
    await this.uow.run(principal.councilId, async (tx) => {
      const [row] = await tx.query<[{id: string}]>(
        `INSERT INTO development_rule (council_id, most_fte, check_months, tasks, source, starts_on)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [principal.councilId, rule.mostFte, rule.checkMonths, rule.tasks, rule.source.trim(), rule.startsOn],
      );
      const subject = {kind: 'development_rule', id: row.id};
      await this.audit.record(tx, {...by(principal), action: 'development_rule.added', subject, after: {...rule}});
    });
  }

  private wrongWith({
    mostFte,
    checkMonths,
    tasks,
    source,
    startsOn,
  }: Omit<DevelopmentRuleView, 'own' | 'later'>): FieldError[] {
    const tenths = Math.round(mostFte * 10) / 10 === mostFte;
    const named = source.trim() !== '' && source.length <= 500;
    const all: [boolean, string, string][] = [
      [tenths && mostFte >= 0.1 && mostFte <= 250, 'most_fte', 'Enter a size from 0.1 to 250 full-time equivalents.'],
      [
        Number.isInteger(checkMonths) && checkMonths >= 1 && checkMonths <= 60,
        'check_months',
        'Check again after 1 to 60 months.',
      ],
      [
        tasks.length > 0 && tasks.every((task) => DEVELOPMENT_TASKS.includes(task)),
        'tasks',
        'Choose what an enterprise brings.',
      ],
      [
        isDay(startsOn) && startsOn >= londonDay(this.clock.now()),
        'starts_on',
        'Let it begin today or later: what has begun goes on as it was.',
      ],
      [named, 'source', 'Say where this is written.'],
    ];
    return all.filter(([holds]) => !holds).map(([, field, message]) => ({field, message}));
  }
}

function requireAdmin(principal: Principal): void {
  if (!principal.permissions.has('scheme:configure')) throw forbidden('You do not have permission to do this.');
}
