import {Injectable} from '@nestjs/common';
import {BookingFacts} from '@app/bookings';
import {Notices, type TemplateData} from '@app/notifications';
import {OutboxRelay, type RelayedEvent, type Tx} from '@app/platform';
import {Told} from './told.js';

/** Each time it happens, not once for ever: hours are sent again after a question. */
const keyOf = ({id, topic, subjectId}: RelayedEvent, personId: string) => `${topic}:${subjectId}:${id}:${personId}`;

/** Hours that were sent, and what became of them; invoices, and that they were paid: told to the other side. */
@Injectable()
export class TellHours {
  constructor(
    relay: OutboxRelay,
    private readonly told: Told,
    private readonly facts: BookingFacts,
    private readonly notices: Notices,
  ) {
    relay.subscribe({
      name: 'notices of hours',
      topics: ['visit.recorded', 'visit.approved', 'visit.approved_silently', 'visit.queried'],
      handle: (events) => told.each(events, (tx, event) => this.hours(tx, event)),
    });
    relay.subscribe({
      name: 'notices of places',
      topics: ['place.offered'],
      handle: (events) => told.each(events, (tx, event) => this.place(tx, event)),
    });
    relay.subscribe({
      name: 'notices of invoices',
      topics: ['invoice.issued', 'invoice.approved', 'invoice.queried', 'invoice.paid', 'invoice.credited'],
      handle: (events) => told.each(events, (tx, event) => this.invoice(tx, event)),
    });
  }

  private async place(tx: Tx, event: RelayedEvent): Promise<void> {
    const fact = await this.facts.place(tx, event.subjectId);
    if (!fact) return;
    const {holder, listing, title, on} = fact;
    for (const {personId, forName} of await this.told.holderSide(tx, holder)) {
      const data = {listingId: listing.id, title, on, forName};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId: event.councilId, to: {personId}, template: 'place_free', data, key});
    }
  }

  private async hours(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, topic, subjectId: visitId} = event;
    const fact = await this.facts.hours(tx, visitId);
    if (!fact) return;
    const what = topic.split('.')[1] as TemplateData<'hours_told'>['what'];
    const {holder, listing, workers, on, pence} = fact;
    const people = what === 'recorded' ? await this.told.holderSide(tx, holder) : own(workers);
    const reason = what === 'queried' ? fact.queryReason : what === 'approved' ? fact.correctedWhy : null;
    const other = what === 'recorded' ? listing.name : holder.name;
    for (const {personId, forName} of people) {
      const data = {visitId, what, other, on, pence, reason, forName};
      await this.notices.tell(tx, {
        councilId,
        to: {personId},
        template: 'hours_told',
        data,
        key: keyOf(event, personId),
      });
    }
  }

  private async invoice(tx: Tx, event: RelayedEvent): Promise<void> {
    const {councilId, topic, subjectId: invoiceId} = event;
    const fact = await this.facts.invoice(tx, invoiceId);
    if (!fact) return;
    const what = topic.split('.')[1] as TemplateData<'invoice_told'>['what'];
    const toHolder = what === 'issued' || what === 'credited';
    const {holder, listing, workers, number, totalPence, leftPence} = fact;
    const people = toHolder ? await this.told.holderSide(tx, holder) : own(workers);
    const [other, reason] = [toHolder ? listing.name : holder.name, what === 'queried' ? fact.queryReason : null];
    for (const {personId, forName} of people) {
      const data = {invoiceId, what, number, other, totalPence, leftPence, reason, forName};
      const key = keyOf(event, personId);
      await this.notices.tell(tx, {councilId, to: {personId}, template: 'invoice_told', data, key});
    }
  }
}

const own = (workers: readonly string[]) => workers.map((personId) => ({personId, forName: ''}));
