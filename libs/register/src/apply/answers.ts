import {Injectable} from '@nestjs/common';
import type {Day} from '@app/kernel';
import type {Tx} from '@app/platform';
import type {Circumstance} from '../scheme/requirement-kinds.js';

export type Answers = Record<string, string | string[]>;

/** Last said of themselves, in this application or an earlier one: nothing is asked twice. */
@Injectable()
export class ReadAnswers {
  /** @returns the answers that hold, and which of them were given in earlier applications */
  async of(tx: Tx, application: {id: string; memberId: string}): Promise<{answers: Answers; earlier: Set<string>}> {
    const rows = await tx.query<{question: string; answer: string | string[]; applicationId: string}[]>(
      `SELECT DISTINCT ON (b.question) b.question, b.answer, b.application_id AS "applicationId"
       FROM application_answer b JOIN application a ON a.id = b.application_id
       WHERE a.member_id = $1 AND (a.id = $2 OR b.question = ANY($3))
       ORDER BY b.question, b.id DESC`,
      [application.memberId, application.id, LASTING],
    );
    return {
      answers: Object.fromEntries(rows.map(({question, answer}) => [question, answer])),
      earlier: new Set(rows.filter((row) => row.applicationId !== application.id).map((row) => row.question)),
    };
  }

  /** Null when they have not said. */
  async bornOn(tx: Tx, memberId: string): Promise<Day | null> {
    const [row] = await tx.query<{day: Day}[]>(
      `SELECT b.answer #>> '{}' AS day FROM application_answer b JOIN application a ON a.id = b.application_id
       WHERE a.member_id = $1 AND b.question = 'born_on' ORDER BY b.id DESC LIMIT 1`,
      [memberId],
    );
    return row?.day ?? null;
  }
}

/** What stays true from one application to the next. What is declared, agreed or paid is said anew each time. */
const LASTING = ['born_on', 'phone', 'services', 'care_tasks', 'status', 'drives', 'business_insurance'];

/** What of the answers some requirements depend on; of what was not answered it stays as it was. */
export function circumstancesOf(answers: Answers, before: readonly Circumstance[]): Circumstance[] {
  const says = (question: string, circumstance: Circumstance, isSo: (answer: string | string[]) => boolean) => {
    const answer = answers[question];
    return (answer === undefined ? before.includes(circumstance) : isSo(answer)) ? [circumstance] : [];
  };
  return [
    ...says('status', 'self_employed', (answer) => answer === 'self_employed' || answer === 'both'),
    ...says('drives', 'drives', (answer) => answer === 'yes'),
    ...says('care_tasks', 'regulated_activity', (answer) => !answer.includes('none')),
  ];
}
