import {Injectable} from '@nestjs/common';
import {ChangeFacts, VISITS_OPEN, type ChangeFact} from '@app/bookings';
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
  'visits.funded': 'funded',
  'visits.will_not_fit': 'will_not_fit',
  'visits.unfunded': 'unfunded',
};

const PAUSES = ['support_pause.started', 'support_pause.ended'];

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
      topics: [...MOVES, ...PAUSES, VISITS_OPEN, ...Object.keys(HAPPENED)],
      handle: (events) =>
        told.each(events, (tx, event) => {
          if (event.topic === VISITS_OPEN) return this.open(tx, event);
          if (PAUSES.includes(event.topic)) return this.paused(tx, event);
          return MOVES.includes(event.topic) ? this.moved(tx, event) : this.happened(tx, event);
        }),
    });
  }

  private async moved(tx: Tx, event: RelayedEvent): Promise<void> {
    const change = await this.facts.change(tx, event.subjectId);
    if (!change) return;
    const {holder, visits, beforePence, afterPence} = change;
    const what = event.topic.split('.')[1] as TemplateData<'visits_moved'>['what'];
    const who = await this.told.who(tx, event, holder);
    for (const {personId, forName, side, other, sharedPath} of await this.told.bothSides(tx, change)) {
      // Whoever shares it answers what is proposed from either side.
      if (!sharedPath && !concerns(what, change, side)) continue;
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
    for (const {personId, forName, side, other, sharedPath} of await this.told.bothSides(tx, visit)) {
      await this.notices.tell(tx, {
        councilId: event.councilId,
        to: {personId},
        template: 'visits_told',
        data: {
          path: sharedPath ?? (side === 'holder' || what !== 'missed' ? `/visits/${visit.id}` : '/work'),
          ...{what, other, forName, side, who, visits: 1, reason: null},
          firstOn: londonDay(visit.startsAt),
          today: visit.today && what.startsWith('cancelled'),
        },
        key: keyOf(event, personId),
      });
    }
  }

  /** The same visit may lose somebody again: each time is told. */
  private async open(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.open(tx, event.subjectId);
    if (!fact) return;
    const {id: visitId, worker, visits, today, planners} = fact;
    const data = {visitId, worker, visits, today, holder: fact.holder.name, firstOn: londonDay(fact.startsAt)};
    for (const personId of planners) {
      const key = `${keyOf(event, personId)}:${event.id}`;
      await this.notices.tell(tx, {councilId: event.councilId, to: {personId}, template: 'visits_open', data, key});
    }
  }

  private async paused(tx: Tx, event: RelayedEvent): Promise<void> {
    const started = event.topic === 'support_pause.started';
    for (const fact of await this.facts.pause(tx, event.subjectId)) {
      if (started !== (fact.state === 'paused')) continue;
      const what = started ? 'paused' : fact.state === 'accepted' ? 'resumed' : 'not_resumed';
      const who = await this.told.who(tx, event, fact.holder);
      for (const {personId, forName, side, other} of await this.told.bothSides(tx, fact)) {
        await this.notices.tell(tx, {
          councilId: event.councilId,
          to: {personId},
          template: 'visits_told',
          data: {
            path: `/bookings/${fact.bookingId}`,
            ...{what, other, forName, side, who, visits: fact.visits, reason: null},
            ...{firstOn: londonDay(fact.firstAt), today: started && fact.today},
          },
          key: `${keyOf(event, personId)}:${fact.listing.id}:${what}`,
        });
      }
    }
  }
}

/** Who proposed it is told only what became of it; who took it back knows; what is agreed or lapsed is told to both. */
function concerns(what: string, change: ChangeFact, side: 'holder' | 'worker'): boolean {
  const proposer = change.side === side;
  if (what === 'proposed' || what === 'withdrawn') return !proposer;
  return what === 'declined' ? proposer : true;
}
