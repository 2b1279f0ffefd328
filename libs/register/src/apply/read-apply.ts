import {Injectable} from '@nestjs/common';
import {Names, type Principal} from '@app/identity';
import {Clock, londonDay} from '@app/kernel';
import {UnitOfWork, type Tx} from '@app/platform';
import {ApplicationAccess, type Opened} from '../applications/application-access.js';
import type {ApplicationState} from '../applications/application.state.js';
import {checklists} from '../applications/checklist.js';
import {EvidenceFiles, type FileView} from '../files/evidence-files.js';
import {refereesOf, type RefereeView} from '../referees/read-references.js';
import {ReadRequests, type RequestView} from '../requests/read-requests.js';
import {Scheme, SchemeVersion} from '../scheme/scheme.entity.js';
import type {MemberKind} from '../scheme/requirement-kinds.js';
import {ReadAnswers, type Answers} from './answers.js';
import {tasksOf, type ApplyTask} from './apply-tasks.js';
import type {Channel} from './channels.js';

/** An application as whoever fills it in sees it: what there is to do, and what was said so far. */
export interface ApplyView {
  id: string;
  state: ApplicationState;
  member: {id: string; kind: MemberKind; name: string};
  scheme: string;
  /** Filled in by somebody of the council for the applicant, and how they are told; null for one's own. */
  onBehalf: Channel | null;
  submittedAt: Date | null;
  tasks: ApplyTask[];
  answers: Answers;
  /** Questions that were answered in an earlier application: shown, not asked again. */
  earlier: ReadonlySet<string>;
  files: FileView[];
  referees: RefereeView[];
  requests: RequestView[];
}

@Injectable()
export class ReadApply {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly access: ApplicationAccess,
    private readonly answers: ReadAnswers,
    private readonly files: EvidenceFiles,
    private readonly requests: ReadRequests,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  /** @throws NOT_FOUND */
  run(principal: Principal, id: string): Promise<ApplyView> {
    return this.uow.run(principal.councilId, async (tx) => {
      const opened = await this.access.open(tx, principal, id, {lock: false});
      return this.of(tx, opened);
    });
  }

  /** For whoever has seen to it that the application may be read. */
  async of(tx: Tx, {application, member, as}: Opened): Promise<ApplyView> {
    const {id} = application;
    const told = await this.answers.of(tx, application);
    const files = await this.files.of(tx, id);
    const referees = await refereesOf(tx, id);
    const states = (await checklists(tx, [application], londonDay(this.clock.now()))).get(id) ?? [];
    const subject = String(member.personId ?? member.organisationId);
    const version = await tx.findOneByOrFail(SchemeVersion, {id: application.schemeVersionId});
    return {
      id,
      state: application.state,
      member: {id: member.id, kind: member.kind, name: (await this.names.of(tx, [subject])).get(subject) ?? ''},
      scheme: (await tx.findOneByOrFail(Scheme, {id: version.schemeId})).name,
      onBehalf: as === 'council' ? application.channel : null,
      submittedAt: application.submittedAt,
      tasks: tasksOf(member.kind, states, {answers: told.answers, files, referees}),
      answers: told.answers,
      earlier: told.earlier,
      files,
      referees,
      requests: await this.requests.of(tx, id, as),
    };
  }
}
