import type {ListingCard, SearchInput, SearchResult} from '@app/search';
import type {SearchItem, SearchResponse} from './search.dto.js';

export function searchAnswer(result: SearchResult, {page, perPage}: SearchInput): SearchResponse {
  const {items, total, facets, origin, engine} = result;
  return {
    items: items.map(itemOf),
    total,
    page,
    per_page: perPage,
    facets,
    origin: origin && {label: origin.label, exact: origin.exact},
    engine,
  };
}

function itemOf({id, kind, name, summary, services, metres, rate, standing, fit}: ListingCard): SearchItem {
  return {
    id,
    kind,
    name,
    summary,
    services: services.map(({code}) => code),
    distance_m: metres,
    rate_pence: rate?.ratePence ?? null,
    rate_unit: rate?.unit ?? null,
    standing: {accredited: standing.accredited, scheme: standing.scheme, checked_on: standing.checkedOn},
    fit: fit && {weekly_cost_pence: fit.weeklyCostPence, weekly_left_pence: fit.weeklyLeftPence},
  };
}
