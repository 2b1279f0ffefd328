import {Injectable} from '@nestjs/common';
import {ChangeFacts, type ChangeFact} from '@app/bookings';
import {londonDay} from '@app/kernel';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {keyOf, Told} from './told.js';

const MOVES = ['proposed', 'accepted', 'declined', 'withdrawn', 'expired'].map((each) => `visit_change.${each}`);

const HAPPENED: Record<string, TemplateData<'visits_told'>['what']> = {
  'visit.cancelled': 'cancelled_one',
  'visits.cancelled': 'cancelled_following',
  'visit.missed': 'missed',
  'visit.nobody_in': 'nobody_in',
};

/** Visits moved, called off in part, or missed: told to both sides, of a proposal to the side that has to answer. */
@Injectable()
export class TellVisits {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: ChangeFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of visits that change',
      topics: [...MOVES, ...Object.keys(HAPPENED)],
      handle: (events) =>
        told.each(events, (tx, event) =>
          MOVES.includes(event.topic) ? this.moved(tx, event) : this.happened(tx, event),
        ),
    });
  }

  private async moved(tx: Tx, event: RelayedEvent): Promise<void> {
    const change = await this.facts.change(tx, event.subjectId);
    if (!change) return;
    const {holder, visits, beforePence, afterPence} = change;
    const what = event.topic.split('.')[1] as TemplateData<'visits_moved'>['what'];
    const who = await this.told.who(tx, event, holder);
    for (const {personId, forName, side, other} of await this.told.bothSides(tx, change)) {
      if (!concerns(what, change, side)) continue;
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_moved',
        data: {
          changeId: change.id,
          ...{what, other, forName, side, visits, beforePence, afterPence, who},
          oldStartsAt: change.oldStartsAt.toISOString(),
          startsAt: change.startsAt.toISOString(),
          endsAt: change.endsAt.toISOString(),
          reason: what === 'proposed' ? change.reason : what === 'declined' ? change.declineReason : null,
        },
        key: keyOf(event, personId),
      });
    }
  }

  private async happened(tx: Tx, event: RelayedEvent): Promise<void> {
    const visit = await this.facts.visit(tx, event.subjectId);
    const what = HAPPENED[event.topic];
    if (!visit || !what) return;
    const who = await this.told.who(tx, event, visit.holder);
    for (const {personId, forName, side, other} of await this.told.bothSides(tx, visit)) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_told',
        data: {
          path: side === 'holder' || what !== 'missed' ? `/visits/${visit.id}` : '/work',
          ...{what, other, forName, side, who, visits: 1, reason: null},
          firstOn: londonDay(visit.startsAt),
          today: visit.today && what.startsWith('cancelled'),
        },
        key: keyOf(event, personId),
      });
    }
  }
}

/** Who proposed it is told only what became of it; who took it back knows; what is agreed or lapsed is told to both. */
function concerns(what: string, change: ChangeFact, side: 'holder' | 'worker'): boolean {
  const proposer = change.side === side;
  if (what === 'proposed' || what === 'withdrawn') return !proposer;
  return what === 'declined' ? proposer : true;
}
