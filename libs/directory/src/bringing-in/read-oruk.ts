import {isDay, type Day} from '@app/kernel';
import {readIncoming, type Incoming} from './incoming.js';

type Json = Record<string, unknown>;

const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.slice(0, 100).map(object) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const first = (values: readonly Json[], name: string): unknown =>
  values.map((each) => each[name]).find((value) => text(value) !== '');

const DAYS: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/**
 * A service as Open Referral UK has it: version 3, and version 1, which names some parts otherwise (`content`,
 * `regular_schedules`, `physical_addresses`) and nests them where version 3 does.
 * @param today times that ended before it are not said
 */
export function readService(number: number, given: unknown, today: Day): Incoming {
  const service = object(given);
  const organisation = object(service.organization);
  const places = list(service.service_at_locations).map(({location}) => object(location));
  const addresses = places.flatMap((each) => [...list(each.addresses), ...list(each.physical_addresses)]);
  const [address = {}] = addresses;
  const contacts = list(service.contacts);
  const phones = [...list(service.phones), ...contacts.flatMap(({phones: each}) => list(each))];
  const schedules = [
    ...list(service.schedules),
    ...list(service.regular_schedules),
    ...list(service.service_at_locations).flatMap((each) => [...list(each.schedules), ...list(each.regular_schedule)]),
  ].filter(({valid_to: until}) => !isOver(text(until).slice(0, 10), today));
  return readIncoming(number, {
    ref: service.id,
    name: service.name,
    description: service.description ?? organisation.description,
    status: service.status,
    times: schedules.map(timesOf).filter(Boolean).join('\n'),
    place: [text(places[0]?.name), text(address.address_1), text(address.city)]
      .filter((each, at, all) => each && all.indexOf(each) === at)
      .join(', '),
    postcode: first(addresses, 'postal_code'),
    cost: text(service.fees_description) || text(service.fees) || costOf(list(service.cost_options)),
    phone: first(phones, 'number'),
    email: text(service.email) || text(organisation.email),
    website: text(service.url) || text(organisation.website) || text(organisation.url),
    howToJoin: text(service.application_process) || text(service.attending_access),
    terms: [...list(service.attributes), ...list(service.service_taxonomys)].map(
      ({taxonomy_term: term, taxonomy}) => text(object(term).name) || text(object(taxonomy).name),
    ),
    identifiers: list(organisation.organization_identifiers).map(({identifier}) => identifier),
  });
}

const isOver = (until: string, today: Day) => isDay(until) && until < today;

function timesOf(schedule: Json): string {
  const said = text(schedule.description);
  if (said) return said;
  const days = text(schedule.byday)
    .split(',')
    .flatMap(
      (day) =>
        DAYS[
          day
            .trim()
            .replace(/^[-+\d]+/, '')
            .toUpperCase()
        ] ?? [],
    )
    .join(', ');
  const [from, to] = [text(schedule.opens_at), text(schedule.closes_at)].map((time) => time.slice(0, 5));
  const hours = from && to ? `${from} to ${to}` : (from ?? '');
  return [days, hours].filter(Boolean).join(', ');
}

function costOf(options: readonly Json[]): string {
  return options
    .map(({option, amount, amount_description: words}) => {
      const sum = typeof amount === 'number' && Number.isFinite(amount) ? `£${amount.toFixed(2)}` : '';
      return [text(option), sum, text(words)].filter(Boolean).join(' ');
    })
    .filter(Boolean)
    .join('; ');
}
