import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {Clock, londonDay, notFound} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import {Application} from '../applications/application.entity.js';
import {illegalTransition} from '../register.errors.js';
import {requirementsOf} from '../scheme/scheme-in-force.js';
import {ADDING_STATES} from './adding-states.js';
import {ReadAnswers, circumstancesOf} from './answers.js';
import {channelOf, forApplicant} from './channel.js';
import {checkedAnswer} from './check-answer.js';
import {questionsFor} from './questions.js';

/** Keeps an answer of the applicant, given by themselves or written down by an officer to whom they gave it. */
@Injectable()
export class AnswerQuestion {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly answers: ReadAnswers,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND also for what is not asked, ILLEGAL_TRANSITION once it is handed in, VALIDATION_FAILED */
  async run(principal: Principal, id: string, code: string, answer: unknown): Promise<void> {
    await this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: true});
      const {application} = opened;
      const {state} = application;
      const open = state === 'draft' || (opened.as === 'council' && ADDING_STATES.includes(state));
      if (!open) throw illegalTransition(state, 'answer');
      const asked = (await requirementsOf(tx, [application.schemeVersionId])).get(application.schemeVersionId) ?? [];
      const question = questionsFor(opened.member.kind, asked).find((each) => each.code === code);
      if (!question) throw notFound('question');
      const checked = checkedAnswer(question, answer, londonDay(this.clock.now()));
      await this.keep(tx, principal, opened, code, checked);
      if (state === 'draft') await this.changeCircumstances(tx, application);
    });
  }

  private async keep(tx: Tx, principal: Principal, opened: Opened, code: string, answer: string | string[]) {
    const channel = channelOf(opened);
    await tx.query(
      `INSERT INTO application_answer (council_id, application_id, question, answer, channel, answered_by, answered_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        principal.councilId,
        opened.application.id,
        code,
        JSON.stringify(answer),
        channel,
        principal.personId,
        this.clock.now(),
      ],
    );
    // Which question only: the trail is for ever, the answers are not.
    await this.audit.record(tx, {
      ...by(principal),
      ...forApplicant(opened, principal),
      action: 'application.filled_in',
      subject: {kind: 'application', id: opened.application.id},
      after: {question: code, channel},
    });
  }

  private async changeCircumstances(tx: Tx, application: Application): Promise<void> {
    const {answers} = await this.answers.of(tx, application);
    const circumstances = circumstancesOf(answers, application.circumstances);
    await tx.update(Application, {id: application.id}, {circumstances});
  }
}
