import {languageName, type OpenService} from '@app/listings';
import type {FeedEntry} from './feed-entry.js';
import {partId} from './feed-ids.js';

type Json = Record<string, unknown>;

/** Nothing that is empty: the schema wants a value or no field. */
const said = (fields: Json): Json =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) =>
        value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

export const TAXONOMY = {
  id: partId('taxonomy'),
  name: 'Kinds of help',
  description: 'What personal assistants, providers, groups and clubs help with.',
  version: '1',
};

export const termOf = ({code, name, description}: FeedEntry['services'][number]): Json => ({
  id: partId('term', code),
  name,
  description: description || name,
  taxonomy: TAXONOMY.name,
  taxonomy_id: TAXONOMY.id,
  term: code,
});

/** The Local Government Association's, by which every council's directory knows a kind of help; where one means the same. */
export const SERVICE_TYPES = {
  id: partId('taxonomy', 'esd'),
  name: 'LGA service types',
  description: 'The list of services of the Local Government Association, standards.esd.org.uk',
  uri: 'http://id.esd.org.uk/list/services',
  version: '1',
};

export function typesOf(service: Pick<OpenService, 'esdId' | 'esdLabel'> | undefined): Json[] {
  if (!service?.esdId || !service.esdLabel) return [];
  return [
    {
      id: partId('term', 'esd', String(service.esdId)),
      name: service.esdLabel,
      description: service.esdLabel,
      taxonomy: SERVICE_TYPES.name,
      taxonomy_id: SERVICE_TYPES.id,
      term: `esdServiceType:${service.esdId}`,
      term_uri: `http://id.esd.org.uk/service/${service.esdId}`,
    },
  ];
}

/** How a list shows it. */
export function serviceSummary(entry: FeedEntry): Json {
  return said({
    id: entry.id,
    name: entry.name,
    description: [entry.summary, entry.about].filter(Boolean).join('\n\n'),
    url: entry.website,
    email: entry.email,
    status: 'active',
    fees: entry.kind === 'community' ? entry.cost || 'Not for sale' : feesOf(entry),
    accreditations: vetting(entry),
    assured_date: entry.checkedOn,
    last_modified: entry.changedAt.toISOString(),
    organization_id: partId('organization', entry.id),
    organization: organizationOf(entry),
  });
}

/** @param known every kind of help, by its code */
export function serviceInFull(entry: FeedEntry, known: ReadonlyMap<string, OpenService>): Json {
  const {id, services, languages, phone} = entry;
  return said({
    ...serviceSummary(entry),
    organization_id: null,
    schedules: entry.times ? [{id: partId('schedule', id), description: entry.times}] : [],
    service_areas: [{id: partId('area', id), name: areaOf(entry), service_area: areaOf(entry)}],
    service_at_locations: [locationOf(entry)],
    languages: languages.map((code) => said({id: partId('language', id, code), name: languageName(code), code})),
    phones: phone ? [{id: partId('phone', id), number: phone}] : [],
    cost_options: entry.rates.map((rate) =>
      said({
        id: partId('cost', id, rate.band, rate.unit, rate.startsOn),
        ...{
          option: rate.band.replaceAll('_', ' '),
          amount: rate.ratePence / 100,
          amount_description: `per ${rate.unit}`,
        },
        ...{valid_from: rate.startsOn, valid_to: rate.endsOn, currency: 'GBP'},
      }),
    ),
    attributes: services.flatMap((service) =>
      [termOf(service), ...typesOf(known.get(service.code))].map((term) => ({
        id: partId('attribute', id, service.code, ...(term.term_uri ? ['esd'] : [])),
        link_id: id,
        link_type: 'service_type',
        taxonomy_term_id: term.id,
        taxonomy_term: term,
      })),
    ),
  });
}

/** The published description of this call asks for a service's fields too: they do no harm. */
export function serviceAtLocation(entry: FeedEntry): Json {
  return {
    ...locationOf(entry),
    name: entry.name,
    status: 'active',
    service_id: entry.id,
    service: serviceSummary(entry),
  };
}

export const locationId = (entryId: string) => partId('service at location', entryId);

/** A hall has an address; where somebody sets out from has none, and is about there only. */
function locationOf(entry: FeedEntry): Json {
  const {id, place, postcode, district, outcode, latitude, longitude, councilName} = entry;
  const address = place &&
    postcode && {
      ...{
        id: partId('address', id),
        address_1: place,
        city: district ?? outcode,
        state_province: district ?? councilName,
      },
      ...{postal_code: postcode, country: 'GB', address_type: 'physical'},
    };
  return {
    id: locationId(id),
    location: said({
      ...{
        id: partId('location', id),
        location_type: 'physical',
        name: place || `around ${outcode}`,
        latitude,
        longitude,
      },
      addresses: address ? [address] : [],
    }),
  };
}

function organizationOf({id, name, summary, website}: FeedEntry): Json {
  return said({id: partId('organization', id), name, description: summary || name, website});
}

function vetting({kind, accredited, scheme, councilName, checkedWhat, cqcProviderId}: FeedEntry): string {
  if (kind === 'community') return checkedWhat ? `Checked by ${councilName}: ${checkedWhat}` : 'Not vetted';
  if (cqcProviderId) return `Registered with the Care Quality Commission: ${cqcProviderId}`;
  return `${accredited ? `Accredited: ${scheme ?? councilName}. ` : ''}Supported by ${councilName}, not regulated`;
}

function feesOf({rates}: FeedEntry): string {
  return rates
    .map(({band, unit, ratePence}) => `£${(ratePence / 100).toFixed(2)} per ${unit} (${band.replaceAll('_', ' ')})`)
    .join('; ');
}

const areaOf = ({reachKm, outcode, district}: FeedEntry) =>
  `Up to ${reachKm} km around ${[outcode, district].filter(Boolean).join(', ')}`;
