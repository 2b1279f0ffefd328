import {Injectable} from '@nestjs/common';
import {AuditTrail, by, type Principal} from '@app/identity';
import {addDays, Clock, daysBetween, forbidden, invalid, londonDay, type Day} from '@app/kernel';
import {Outbox, UnitOfWork, type Tx} from '@app/platform';
import {findLapses} from './find-lapses.js';
import {RenewalRules} from './renewal-rules.js';

/** Told with the reminder's id: whoever hears it tells the member, and the officer. */
export const LAPSE_REMINDED = 'lapse.reminded';

const MOST_AT_ONCE = 200;
const HAND_DAYS = 366;

interface Due {
  memberId: string;
  lapsesOn: Day;
  titles: string[];
  daysBefore: number | null;
}

/** Reminds members of what lapses: by the clock at the days configured, each once; and by hand, once a day. */
@Injectable()
export class RemindLapses {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: RenewalRules,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * What is due today. A night that was missed is made up for: whoever is nearer than 30 days and was not told so is
   * told now, but not of the 60 that have passed too.
   * @returns how many were reminded
   */
  nightly(councilId: string): Promise<number> {
    const today = londonDay(this.clock.now());
    return this.uow.run(councilId, async (tx) => {
      const {remindDays} = await this.rules.on(tx, today);
      const furthest = remindDays[0];
      if (furthest === undefined) return 0;
      const due: Due[] = [];
      for (const [memberId, lapsesOn, titles] of await lapsing(tx, today, addDays(today, furthest))) {
        const left = daysBetween(today, lapsesOn);
        const daysBefore = remindDays.filter((each) => each >= left).at(-1);
        if (daysBefore !== undefined) due.push({memberId, lapsesOn, titles, daysBefore});
      }
      return (await this.remind(tx, councilId, due, today, null)).length;
    });
  }

  /**
   * Reminds these of all that lapses of theirs in the coming year, at an officer's wish.
   * @returns how many were; whoever was today already is not again
   * @throws FORBIDDEN, VALIDATION_FAILED
   */
  byHand(principal: Principal, memberIds: readonly string[]): Promise<number> {
    if (!principal.permissions.has('application:gather')) throw forbidden('You do not have permission to do this.');
    if (memberIds.length === 0) throw invalid({field: 'members', message: 'Choose who is to be reminded.'});
    if (memberIds.length > MOST_AT_ONCE) {
      throw invalid({field: 'members', message: `Choose ${MOST_AT_ONCE} or fewer at a time.`});
    }
    const today = londonDay(this.clock.now());
    return this.uow.run(principal.councilId, async (tx) => {
      const first = new Map<string, Due>();
      for (const [memberId, lapsesOn, titles] of await lapsing(tx, today, addDays(today, HAND_DAYS), memberIds)) {
        const earlier = first.get(memberId);
        if (!earlier || lapsesOn < earlier.lapsesOn)
          first.set(memberId, {memberId, lapsesOn, titles, daysBefore: null});
      }
      const sent = await this.remind(tx, principal.councilId, [...first.values()], today, principal.personId);
      for (const id of sent) {
        await this.audit.record(tx, {...by(principal), action: 'lapse.reminded', subject: {kind: 'member', id}});
      }
      return sent.length;
    });
  }

  /** @returns the members who had not been reminded yet */
  private async remind(
    tx: Tx,
    councilId: string,
    due: readonly Due[],
    today: Day,
    by: string | null,
  ): Promise<string[]> {
    const members: string[] = [];
    const reminders: string[] = [];
    for (const {memberId, lapsesOn, titles, daysBefore} of due) {
      const [added] = await tx.query<{id: string}[]>(
        `INSERT INTO lapse_reminder (council_id, member_id, lapses_on, requirements, days_before, sent_on, sent_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [councilId, memberId, lapsesOn, titles, daysBefore, today, by],
      );
      if (!added) continue;
      members.push(memberId);
      reminders.push(added.id);
    }
    await this.outbox.publish(tx, councilId, LAPSE_REMINDED, reminders);
    return members;
  }
}

/** Member, first day without, and titles of all that lapses on it. */
async function lapsing(
  tx: Tx,
  today: Day,
  until: Day,
  memberIds?: readonly string[],
): Promise<[memberId: string, lapsesOn: Day, titles: string[]][]> {
  const found = await findLapses(tx, {today, until, since: today, memberIds});
  return found.flatMap(({memberId, requirements}) => {
    const days = new Map<Day, string[]>();
    for (const {terms, met, lapsesOn} of requirements) {
      if (met && lapsesOn) days.set(lapsesOn, [...(days.get(lapsesOn) ?? []), terms.title]);
    }
    return [...days].map(([day, titles]): [string, Day, string[]] => [memberId, day, titles]);
  });
}
