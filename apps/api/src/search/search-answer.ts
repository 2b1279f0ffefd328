import type {BudgetFit, ListingCard, SearchInput, SearchResult} from '@app/search';
import type {SearchFit, SearchItem, SearchResponse} from './search.dto.js';

export function searchAnswer(result: SearchResult, {page, perPage}: SearchInput): SearchResponse {
  const {items, total, facets, origin, wider, engine} = result;
  return {
    items: items.map(itemOf),
    total,
    page,
    per_page: perPage,
    facets,
    origin: origin && {label: origin.label, exact: origin.exact},
    wider,
    engine,
  };
}

export function itemOf({
  id,
  kind,
  name,
  summary,
  services,
  metres,
  rate,
  standing,
  pattern,
  fit,
}: ListingCard): SearchItem {
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
    pattern: pattern && {
      free_visits: pattern.free,
      visits: pattern.of,
      weekly_cost_pence: pattern.price?.weeklyPence ?? null,
      cost_pence: pattern.price?.totalPence ?? null,
    },
    fit: fit && fitOf(fit),
  };
}

function fitOf({period, covers, payable, ...fit}: BudgetFit): SearchFit {
  return {
    weekly_cost_pence: fit.weeklyCostPence,
    weekly_left_pence: fit.weeklyLeftPence,
    period: period && {
      starts_on: period.startsOn,
      ends_on: period.endsOn,
      cost_pence: period.costPence,
      left_pence: period.leftPence,
    },
    covers_weeks: covers?.weeks ?? null,
    weeks: covers?.of ?? null,
    own_weekly_pence: fit.ownWeeklyPence,
    payable: payable.answer,
    payable_reason: payable.reason,
  };
}
