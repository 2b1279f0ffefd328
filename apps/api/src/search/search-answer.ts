import type {TimeRange} from '@app/kernel';
import type {BudgetFit, CommunityCard, ListingCard, SearchInput, SearchResult} from '@app/search';
import type {NextFree, SearchFit, SearchItem, SearchResponse} from './search.dto.js';

type Next = ReadonlyMap<string, readonly TimeRange[]>;

/** @param next the next free times of each; null where nobody asked */
export function searchAnswer(result: SearchResult, {page, perPage}: SearchInput, next: Next | null): SearchResponse {
  const {items, total, facets, origin, wider, nearest, engine} = result;
  return {
    items: items.map((item) => ({...itemOf(item), next_free: next && nextOf(next.get(item.id) ?? [])})),
    total,
    page,
    per_page: perPage,
    facets,
    origin: origin && {
      label: origin.label,
      exact: origin.exact,
      alternatives: origin.alternatives.map(({label}) => label),
    },
    wider: wider.map(({words, ...way}) => ({...way, words: words?.kept ?? null})),
    nearest: nearest.map(({without, card}) => ({without, item: {...itemOf(card), next_free: null}})),
    engine,
  };
}

function nextOf(times: readonly TimeRange[]): NextFree[] {
  return times.map(({startsAt, endsAt}) => ({starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString()}));
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
  inspected,
  picture,
  community,
  pattern,
  fit,
}: ListingCard): Omit<SearchItem, 'next_free'> {
  return {
    id,
    kind,
    name,
    summary,
    community: community && communityOf(community),
    services: services.map(({code}) => code),
    distance_m: metres,
    rate_pence: rate?.ratePence ?? null,
    rate_unit: rate?.unit ?? null,
    standing: {accredited: standing.accredited, scheme: standing.scheme, checked_on: standing.checkedOn},
    regulated: inspected,
    picture: picture && {url: `/api/v1/listings/${id}/picture/${picture.small}`, alternative: picture.alternative},
    pattern: pattern && {
      free_visits: pattern.free,
      visits: pattern.of,
      weekly_cost_pence: pattern.price?.weeklyPence ?? null,
      cost_pence: pattern.price?.totalPence ?? null,
    },
    fit: fit && fitOf(fit),
  };
}

function communityOf({checkedWhat, checkedOn, ...rest}: CommunityCard): SearchItem['community'] {
  return {...rest, checked_what: checkedWhat, checked_on: checkedOn};
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
